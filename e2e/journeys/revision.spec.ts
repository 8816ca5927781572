// A new schedule comes in the evening: what it breaks is said first, it is taken in as a whole, and taken back.
import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { House } from '../house'
import { expect, hush, plan, says, settled, test } from '../journey'
import { blue, shootDate } from '../papers'

test.describe.configure({ mode: 'serial' })

let house: House
let at: string
let office: Server
let calendar = ''
test.beforeAll(async ({ browser }) => {
  house = await House.open(['--allow-private', 'serve'])
  await house.settle()
  at = await house.shoot('The Lamp Room', { papers: true, crew: true })
  office = createServer((_, answer) => answer.setHeader('Content-Type', 'text/calendar').end(calendar))
  await new Promise<void>((ready) => office.listen(0, '127.0.0.1', ready))
  const context = await browser.newContext()
  await house.enter(context)
  const page = await context.newPage()
  await page.goto(house.base + at + '/plan')
  await settled(page)
  await plan(page, 16)
  await expect(page.getByText(/\d+ of 16 crew-days used/)).toBeVisible({ timeout: 20_000 })
  await context.close()
})
test.beforeEach(async ({ context }) => { await house.enter(context) })
test.afterAll(async () => {
  office.close()
  await house.close()
})

test('what a revision breaks is said first', async ({ page, calm: _ }) => {
  await page.goto(house.base + at + '/import')
  await settled(page)
  await page.getByLabel('Drop the script and the schedule here').setInputFiles(blue())
  await page.getByRole('button', { name: 'Import', exact: true }).click()
  await expect(page).toHaveURL(/\/revisions\//)
  await expect(page.locator('main h2').first()).toHaveText('Breaks')
  await expect(page.locator('.loss').first()).toContainText('Plan again')
  await expect(page.locator('#moved')).toContainText('EXT. THE SPAN')
  await page.goto(house.base + at + '/schedule')
  await expect(page.locator('#day-9')).toContainText('Bridge') // nothing has changed yet
})

test('it is taken in by keyboard, and taken back', async ({ page, calm: _ }) => {
  await page.goto(house.base + at + '/import')
  await page.locator('.revisions a').first().click()
  await settled(page)
  await page.getByRole('button', { name: 'Take it in', exact: true }).focus()
  await page.keyboard.press('Enter')
  await says(page, /It is in\..*no longer hold/)
  await expect(page.locator('main')).toContainText('in use')
  await page.goto(house.base + at + '/schedule')
  await expect(page.locator('#day-9')).toContainText('Village')
  await page.goto(house.base + at + '/import')
  await page.locator('.revisions a').first().click()
  await page.getByRole('button', { name: 'Take it back' }).click()
  await says(page, 'It is taken back')
  await expect(page.locator('main')).toContainText('taken back')
  await page.goto(house.base + at + '/schedule')
  await expect(page.locator('#day-9')).toContainText('Bridge')
})

test('everybody hears of it at once', async ({ page, calm: _ }) => {
  await page.goto(house.base + at + '/plan')
  await settled(page)
  house.command('import', house.put(blue()))
  const news = page.locator('#banners')
  await expect(news).toContainText(/blue\.uss came in: \d+ BTS bookings? no longer holds?/)
  await news.getByRole('button', { name: 'Seen' }).first().click()
  await expect(news).not.toContainText('blue.uss came in')
  house.command('undo')
  await expect(news).toContainText('blue.uss was taken back')
})

test('a correction shows with a mark, and the next revision disagrees', async ({ page, calm: _ }) => {
  const date = shootDate('2026-05-14')
  await page.goto(`${house.base}${at}/days/${date}`)
  await page.getByRole('link', { name: /^Correct/ }).first().click()
  await settled(page)
  const call = page.getByLabel('Call', { exact: true }).first()
  await call.fill('14:15')
  await page.getByRole('button', { name: /^Save|^Correct/ }).first().click()
  await says(page, /is corrected/)
  await hush(page)
  await page.goto(`${house.base}${at}/days/${date}`)
  await expect(page.locator('main')).toContainText('corrected')
  const answer = JSON.parse(house.command('--json', 'import', '--dry-run', house.put(blue()))) as { corrections: { state: string; value: string }[] }
  expect(answer.corrections.map((c) => [c.state, c.value])).toEqual([['disputed', '14:15']])
})

test('a calendar is fetched again and asks before it changes something', async ({ page, calm: _ }) => {
  const events = (day: string) => ['BEGIN:VCALENDAR', 'VERSION:2.0', 'PRODID:-//Office//EN', 'BEGIN:VEVENT', 'UID:scout@office',
    `DTSTART;VALUE=DATE:${shootDate(day).replaceAll('-', '')}`, 'SUMMARY:Tech scout harbour', 'END:VEVENT', 'END:VCALENDAR', ''].join('\r\n')
  calendar = events('2026-05-17')
  await page.goto(house.base + at + '/import')
  await settled(page)
  await page.getByText('Add a calendar').click()
  await page.getByLabel('Address').fill(`http://127.0.0.1:${(office.address() as AddressInfo).port}/unit.ics`)
  await page.getByRole('button', { name: /^Add/ }).click()
  const look = page.getByRole('button', { name: 'Look now' })
  await look.click()
  await expect(async () => {
    await page.goto(house.base + at + '/schedule')
    await expect(page.locator('main')).toContainText('Tech scout harbour', { timeout: 500 })
  }).toPass({ timeout: 15_000 })
  calendar = events('2026-05-10')
  await page.goto(house.base + at + '/import')
  await look.click()
  await expect(async () => {
    await page.goto(house.base + at + '/import')
    await expect(page.locator('.revisions > li').first()).toContainText('waits for you', { timeout: 500 })
  }).toPass({ timeout: 15_000 })
})
