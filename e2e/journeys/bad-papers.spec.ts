// Papers that are none, half a paper, somebody else's paper: said clearly, and nothing changes.
import type { Page } from '@playwright/test'
import { House } from '../house'
import { expect, test } from '../journey'
import { paper, papers, table, type Paper } from '../papers'

let house: House
let at: string
test.beforeAll(async () => {
  house = await House.open()
  await house.settle()
  at = await house.shoot('The Lamp Room', { papers: true })
})
test.beforeEach(async ({ context }) => { await house.enter(context) })
test.afterAll(async () => { await house.close() })

async function hand(page: Page, files: Paper[]): Promise<void> {
  await page.goto(house.base + at + '/import')
  await page.getByLabel('Drop the script and the schedule here').setInputFiles(files)
  await page.getByRole('button', { name: 'Import' }).click()
}

const noise = Buffer.from(Array.from({ length: 20_000 }, (_, i) => (i * 7919 + (i >> 3) * 104729) % 256))
const half = '<?xml version="1.0" encoding="UTF-8"?>\n<FinalDraft DocumentType="Script" Version="5">\n<Content>\n<Paragraph Type="Scene Heading" Number="1">\n<Text>INT. HOUSE - DAY</Te'
const stranger = Array.from({ length: 30 }, (_, i) => `.${i % 2 ? 'INT' : 'EXT'}. DESERT STATION ${i} - DAY #${i + 1}#\n\nZelda drinks sand.\n\nZELDA\nStill sand, number ${i}.\n`).join('\n')
const bad: Record<string, { file: Paper; says: RegExp }> = {
  'noise that calls itself a script': { file: paper('noise.fdx', noise), says: /noise\.fdx/ },
  'half a Final Draft file': { file: paper('half.fdx', half), says: /half\.fdx.*line \d+|half\.fdx/ },
  'an empty file': { file: paper('empty.uss', ''), says: /empty\.uss/ },
  'the script of another production': { file: paper('desert.fountain', stranger), says: /another production|belong/ },
}

for (const [name, { file, says }] of Object.entries(bad)) {
  test(`${name} is refused with words`, async ({ page }) => {
    await page.goto(house.base + at + '/import')
    const before = await page.locator('.revisions > li').count()
    await hand(page, [file])
    const problem = page.getByRole('alert')
    await expect(problem).toContainText(says)
    await expect(problem.locator('p').last()).toContainText(/\w+ .*Nothing was changed\./)
    await page.goto(house.base + at + '/import')
    await expect(page.locator('.revisions > li')).toHaveCount(before)
    await page.goto(house.base + at + '/script')
    await expect(page.locator('.scenes tbody tr')).toHaveCount(36)
  })
}

test('one bad file keeps the good ones beside it out', async ({ page }) => {
  await hand(page, [...papers(), bad['half a Final Draft file']!.file])
  await expect(page.getByRole('alert')).toContainText('half.fdx')
  await expect(page.locator('.revisions > li')).toHaveCount(1) // both papers of before, as one
})

test('a table with headings of its own is asked about, once', async ({ page }) => {
  const odd = table('Jour,No,Plan,Decor,IE,Lumiere,Lieu,Qui,Huitiemes,Appel,Fin,De,A,Ferme')
  await hand(page, [odd])
  await expect(page.getByRole('heading', { name: /What do the columns of board\.csv mean/ })).toBeVisible()
  const choose = async (label: RegExp, column: string) => page.getByLabel(label).first().selectOption(column)
  await choose(/date/i, 'Jour')
  await choose(/scene/i, 'Plan')
  await page.getByRole('button', { name: 'Read it so' }).click()
  await expect(page).toHaveURL(/\/revisions\//) // it says something else than the schedule there was
  await page.getByRole('button', { name: 'Take it in', exact: true }).click()
  await expect(page.locator('main')).toContainText('in use')
  await hand(page, [odd])
  await expect(page.getByRole('region', { name: 'Imported' })).toContainText('board.csv: nothing new')
})
