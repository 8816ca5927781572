// Interviews: from a proposed talk to one that is held, the bank, and two who tick off at once.
import AxeBuilder from '@axe-core/playwright'
import { type Page } from '@playwright/test'
import { House } from '../house'
import { expect, says, settled, test } from '../journey'

test.describe.configure({ mode: 'serial' })

let house: House
let at: string
test.beforeAll(async () => {
  house = await House.open()
  await house.settle()
  at = await house.shoot('The Lamp Room', { papers: true })
})
test.beforeEach(async ({ context }) => { await house.enter(context) })
test.afterAll(async () => { await house.close() })

async function clean(page: Page, part = 'main'): Promise<void> {
  const { violations } = await new AxeBuilder({ page }).include(part).analyze()
  expect(violations.map((v) => `${v.id}: ${v.nodes[0]?.html}`)).toEqual([])
}

const question = (page: Page, words: string) => page.locator('.asked .question').filter({ has: page.locator('.question-text', { hasText: words }) })
const talk = (page: Page, name: string) => page.locator('.talk').filter({ hasText: name })

/** choose changes a state in two taps. */
async function choose(page: Page, scope: ReturnType<Page['locator']>, now: string, then: string): Promise<void> {
  await scope.locator('summary').filter({ hasText: now }).click()
  await scope.getByRole('button', { name: then, exact: true }).click()
}

test('an empty room says what belongs there, and a proposed talk gets its sheet', async ({ page, calm: _ }) => {
  await page.goto(house.base + at + '/interviews')
  await settled(page)
  await expect(page.locator('.empty')).toContainText('No talks yet')
  await clean(page)
  await page.locator('.proposed li').filter({ hasText: 'Ruth Calloway' }).getByRole('button', { name: 'Make the sheet' }).click()
  await says(page, 'The talk with Ruth Calloway is on the list.')
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Ruth Calloway')
  expect(await page.locator('.asked .question').count()).toBeGreaterThan(5)
  await expect(page.locator('.reminder')).toContainText('answers that contain the question')
  await expect(question(page, 'Scene ').first()).toContainText('The answer begins')
  await expect(page.locator('.free .best li').first()).toContainText(/\d\d:\d\d–\d\d:\d\d/)
  await page.getByText('Day by day').click()
  await expect(page.locator('.free-days .dayline').first()).toBeVisible()
  await page.getByText('Edit the talk').click()
  await clean(page)
})

test('questions that fit are put on the sheet, others are written, moved and taken off', async ({ page }) => {
  await page.goto(house.base + at + '/interviews')
  await talk(page, 'Ruth Calloway').getByRole('link').click()
  await settled(page)
  const before = await page.locator('.asked .question').count()
  await page.locator('.suggested summary').filter({ hasText: 'To end with' }).click()
  await page.getByLabel('What did somebody here teach you?').check()
  await page.getByRole('button', { name: 'Put on the sheet' }).last().click()
  await says(page, '1 question is on the sheet.')
  await expect(page.locator('.asked .question')).toHaveCount(before + 1)

  await page.getByText('Ask something of your own').click()
  await page.locator('#ask').getByLabel('Question').fill('מה שמעת? 🎧')
  await page.locator('#ask').getByLabel('About scene').fill('999')
  await page.locator('#ask').getByRole('button', { name: 'Put on the sheet' }).click()
  await says(page, 'There is no scene 999')
  await expect(page.locator('#ask').getByLabel('Question')).toHaveValue('מה שמעת? 🎧')
  await page.locator('#ask').getByLabel('About scene').fill('28')
  await page.locator('#ask').getByRole('button', { name: 'Put on the sheet' }).click()
  await says(page, 'The question is on the sheet.')
  const own = question(page, 'מה שמעת?')
  await expect(own).toContainText('Scene 28')
  await own.getByText('Change').click()
  await own.getByLabel('Where').selectOption({ label: 'First' })
  await own.getByRole('button', { name: 'Move' }).click()
  await says(page, 'The question is moved.')
  await expect(page.locator('.asked .question').first()).toContainText('מה שמעת?')
  await page.reload()
  await own.getByText('Change').click()
  await own.getByRole('button', { name: 'Take off the sheet' }).click()
  await says(page, 'off the sheet')
  await expect(own).toHaveCount(0)
  await page.locator('#toasts').getByRole('button', { name: 'Undo' }).click()
  await says(page, 'Taken back.')
  await expect(own).toHaveCount(1)
})

test('two who hold a talk tick off and note at once, and neither loses anything', async ({ page, calm: _, browser }) => {
  const other = await browser.newContext()
  await house.enter(other)
  const ben = await other.newPage()
  for (const who of [page, ben]) {
    await who.goto(house.base + at + '/interviews')
    await talk(who, 'Ruth Calloway').getByRole('link').click()
    await settled(who)
  }
  const first = 'Please say your name'
  await question(page, first).getByRole('button', { name: 'Asked', exact: true }).click()
  await expect(question(page, first)).toHaveClass(/ticked/)
  await expect(question(ben, first)).toHaveClass(/ticked/) // by itself
  await question(ben, first).getByLabel('First words').fill('Ruth, and I …')
  await question(ben, first).getByRole('button', { name: 'Note' }).click()
  await says(ben, 'Noted.')
  await page.reload()
  await expect(question(page, first)).toHaveClass(/ticked/)
  await expect(question(page, first).getByLabel('First words')).toHaveValue('Ruth, and I …')
  await expect(page.locator('#questions-title')).toContainText('1 of ')
  await other.close()
})

test('status and release change in two taps, and who declines is not planned', async ({ page, calm: _ }) => {
  await page.goto(house.base + at + '/interviews')
  await settled(page)
  const row = talk(page, 'Ruth Calloway')
  await choose(page, row, 'Release needed', 'Release signed')
  await says(page, 'Release signed.')
  await expect(page.locator('.choice[open]')).toHaveCount(0)
  await choose(page, row, 'Wanted', 'Declined')
  await says(page, 'the plan leaves them alone')
  await page.goto(house.base + at + '/moments?status=dismissed')
  await expect(page.locator('main')).toContainText('Interview: Ruth Calloway')
  await page.goto(house.base + at + '/interviews')
  await settled(page)
  await choose(page, row, 'Declined', 'Agreed')
  await says(page, 'They have agreed.')
  await clean(page)
})

test('a letter is written from the sheet until somebody writes another', async ({ page, calm: _ }) => {
  await page.goto(house.base + at + '/interviews')
  await talk(page, 'Ruth Calloway').getByRole('link').click()
  await settled(page)
  const letter = page.locator('#invitation')
  await expect(letter).toHaveValue(/Dear Ruth,[^]*“The Lamp Room”/)
  await letter.fill('Dear Ruth, come and talk.')
  await page.getByRole('button', { name: 'Save the letter' }).click()
  await says(page, 'The letter is saved.')
  await page.getByRole('button', { name: 'Write it anew from the sheet' }).click()
  await expect(letter).toHaveValue(/“The Lamp Room”/)
  const sheet = await page.request.get(new URL((await page.getByRole('link', { name: 'Sheet' }).getAttribute('href'))!, house.base).href)
  expect((await sheet.body()).subarray(0, 5).toString()).toBe('%PDF-')
})

test('somebody whom the papers do not have, and a name of ten thousand characters', async ({ page, calm: _ }) => {
  await page.goto(house.base + at + '/interviews')
  await settled(page)
  await page.locator('#add-talk').getByLabel('Or somebody else').fill('שלום 👩‍👩‍👧 ' + 'x'.repeat(9_980))
  await page.getByRole('button', { name: 'Add the talk' }).click()
  await says(page, 'is on the list')
  await expect(page.locator('.free')).toContainText('The papers do not have this person')
  for (const where of ['', '/interviews']) {
    if (where) await page.goto(house.base + at + where)
    const wide = await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth)
    expect(wide).toBeLessThanOrEqual(0)
  }
})

test('the bank is changed for this production, and changed back', async ({ page, calm: _ }) => {
  await page.goto(house.base + at + '/interviews')
  await settled(page)
  await page.keyboard.press('g')
  await page.keyboard.press('v')
  await page.getByRole('link', { name: 'Question bank' }).click()
  await page.getByRole('navigation', { name: 'Crafts' }).getByRole('link', { name: /Stunts/ }).click()
  await settled(page)
  await clean(page)
  const one = page.locator('.bank .question').first()
  const words = (await one.locator('.question-text').textContent())!
  await one.getByText('Change').click()
  await one.getByRole('button', { name: 'Take out of the bank' }).click()
  await says(page, 'out of the bank')
  await expect(page.locator('.bank > ol')).not.toContainText(words)
  await page.getByText('1 question taken out').click()
  await page.getByRole('button', { name: 'Bring back' }).click()
  await expect(page.locator('.bank > ol')).toContainText(words)
  await page.locator('#add-question').getByLabel('Question').fill('Who counts you in?')
  await page.getByRole('button', { name: 'Add the question' }).click()
  await says(page, 'The question is in the bank.')
  await expect(page.locator('.bank > ol')).toContainText('Who counts you in?')
})
