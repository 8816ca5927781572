// The example production's papers. Its shoot is moved by whole weeks, so that it always lies ahead.
import { readFileSync } from 'node:fs'
import { join } from 'node:path'

const shelf = join(import.meta.dirname, '..', 'examples', 'the-lamp-room')
const day = 24 * 60 * 60 * 1000
const firstDay = Date.parse('2026-05-04')

/** ahead is by how many days the shoot is moved: its first day is one to two weeks from now. */
const ahead = Math.ceil((Date.now() + 7 * day - firstDay) / (7 * day)) * 7

/** shootDate is a day of the moved shoot; the committed schedule names it in May 2026. */
export const shootDate = (inMay: string): string => new Date(Date.parse(inMay) + ahead * day).toISOString().slice(0, 10)

export interface Paper { name: string; mimeType: string; buffer: Buffer }

export const paper = (name: string, content: Buffer | string): Paper =>
  ({ name, mimeType: 'application/octet-stream', buffer: Buffer.from(content as string) })

export const read = (name: string): string => readFileSync(join(shelf, name), 'utf8')

export const script = (): Paper => paper('the-lamp-room.fountain', read('the-lamp-room.fountain'))

export const schedule = (): Paper =>
  paper('the-lamp-room.uss', read('the-lamp-room.uss').replace(/("date": ")(\d{4}-\d{2}-\d{2})(?=T)/g, (_, key, date) => key + shootDate(date)))

/** blue is the schedule as a revision has it: its ninth and tenth day are exchanged. */
export const blue = (): Paper => {
  const file = JSON.parse(schedule().buffer.toString('utf8')) as Record<string, any>
  const board = (file.universalScheduleStandard ?? file).stripboards[0].boards[0]
  const days = board.breakdownIds as unknown[]
  ;[days[8], days[9]] = [days[9], days[8]]
  return paper('blue.uss', JSON.stringify(file))
}

/** table is the schedule as a table, under other headings than the program knows. */
export const table = (headings: string): Paper =>
  paper('board.csv', headings + '\n' + read('the-lamp-room-schedule.csv').split('\n').slice(1).join('\n')
    .replace(/^\d{4}-\d{2}-\d{2}/gm, shootDate))

export const papers = (): Paper[] => [script(), schedule()]

interface Member { name: string; skills: string[]; cost: number; max_week: number }

export const crew = (): Member[] => (JSON.parse(read('crew.json')) as { crew: Member[] }).crew
