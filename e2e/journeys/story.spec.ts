// The story room: treatment, arcs and beats; every drag and its twin; two people on one board.
import AxeBuilder from '@axe-core/playwright'
import { type Page } from '@playwright/test'
import { House } from '../house'
import { expect, hush, says, settled, test } from '../journey'

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

const arc = (page: Page, name: string) => page.locator('.arc-column').filter({ has: page.getByRole('heading', { level: 2, name, exact: true }) })
const beats = (page: Page, name: string) => arc(page, name).locator('.beat h3')
const sheet = (page: Page) => page.locator('bts-sheet')

async function clean(page: Page, part: string): Promise<void> {
  const { violations } = await new AxeBuilder({ page }).include(part).analyze()
  expect(violations.map((v) => `${v.id}: ${v.nodes[0]?.html}`)).toEqual([])
}

/** drag takes something by the mouse to the middle of something else, in steps as a hand does. */
async function drag(page: Page, from: ReturnType<Page['locator']>, to: ReturnType<Page['locator']>, into = 0.5): Promise<void> {
  await from.scrollIntoViewIfNeeded()
  const a = (await from.boundingBox())!
  await page.mouse.move(a.x + a.width / 2, a.y + 12)
  await page.mouse.down()
  await page.mouse.move(a.x + a.width / 2 + 8, a.y + 20, { steps: 3 })
  const b = (await to.boundingBox())!
  await page.mouse.move(b.x + b.width / 2, b.y + b.height * into, { steps: 12 })
  await page.mouse.move(b.x + b.width / 2 + 2, b.y + b.height * into, { steps: 2 })
  await page.mouse.up()
}

test('the treatment is written, and shown above the board', async ({ page, calm: _ }) => {
  await page.goto(house.base + at + '/story')
  await settled(page)
  await expect(page.locator('.arc-column:not(.loose)')).toHaveCount(7)
  await page.getByRole('link', { name: 'Write the treatment' }).click()
  await sheet(page).getByLabel('Tone of the film').fill('Quiet, close, as if by one lamp. שקט')
  await sheet(page).getByLabel('Tone check').fill('Do we see the hands?\nIs it still about the light?')
  await clean(page, 'bts-sheet')
  await sheet(page).getByRole('button', { name: 'Save' }).click()
  await says(page, 'The treatment is saved.')
  await page.keyboard.press('Escape')
  await expect(page.locator('.treatment')).toContainText('as if by one lamp. שקט')
  await page.locator('#toasts').getByRole('button', { name: 'Undo' }).click()
  await says(page, 'Taken back.')
  await expect(page.locator('.treatment')).toContainText('No treatment yet')
  await hush(page)
})

test('an arc is made of a template, and taken back', async ({ page, calm: _ }) => {
  await page.goto(house.base + at + '/story')
  await settled(page)
  await page.getByLabel('Begin from').selectOption('tradition')
  await page.getByRole('button', { name: 'Add the arc' }).click()
  await says(page, 'The tradition is on the board.')
  await expect(beats(page, 'The tradition')).toHaveText(['The master', 'The apprentice', 'Handed on'])
  await page.locator('#toasts').getByRole('button', { name: 'Undo' }).click()
  await says(page, 'Taken back.')
  await expect(arc(page, 'The tradition')).toHaveCount(0)
  await page.locator('#toasts').getByRole('button', { name: 'Undo' }).click() // what was taken back comes back
  await expect(beats(page, 'The tradition')).toHaveCount(3)
  await hush(page)
  await clean(page, 'main')
})

test('a beat moves by keyboard as it does by mouse', async ({ page, calm: _, isMobile }) => {
  await page.goto(house.base + at + '/story')
  await settled(page)
  const first = arc(page, 'The tradition').locator('.beat').filter({ hasText: 'The master' })
  await first.getByRole('link', { name: 'The master', exact: true }).focus()
  await page.keyboard.press('m')
  await expect(sheet(page).getByRole('heading', { level: 1 })).toHaveText('The master')
  await sheet(page).getByLabel('Where').selectOption({ label: 'Behind Handed on' })
  await sheet(page).getByRole('button', { name: 'Move', exact: true }).press('Enter')
  await says(page, 'The beat is moved.')
  await page.keyboard.press('Escape')
  await expect(beats(page, 'The tradition')).toHaveText(['The apprentice', 'Handed on', 'The master'])
  await hush(page)
  if (isMobile) return

  await drag(page, arc(page, 'The tradition').locator('.beat').filter({ hasText: 'The master' }), arc(page, 'The tradition').locator('.beat').filter({ hasText: 'The apprentice' }), 0.1)
  await says(page, 'The beat is moved.')
  await expect(beats(page, 'The tradition')).toHaveText(['The master', 'The apprentice', 'Handed on'])
  await page.reload()
  await expect(beats(page, 'The tradition')).toHaveText(['The master', 'The apprentice', 'Handed on'])
})

test('a moment is tied to a beat by dragging, and by choosing', async ({ page, calm: _, isMobile }) => {
  await page.goto(house.base + at + '/story')
  await settled(page)
  const loose = page.locator('.loose-moment')
  const title = (await loose.first().locator('a').textContent())!
  const beat = arc(page, 'The tradition').locator('.beat').filter({ hasText: 'The apprentice' })
  if (isMobile) {
    await loose.first().locator('a').press('Enter')
    await sheet(page).getByLabel('Beat').selectOption({ label: 'The apprentice' })
    await sheet(page).getByRole('button', { name: 'Tie', exact: true }).press('Enter')
  } else {
    await loose.first().dragTo(beat)
  }
  await says(page, 'The moment tells the beat.')
  await page.goto(house.base + at + '/story')
  await expect(beat.locator('.beat-moments')).toContainText(title)
  await expect(beat.locator('.strength')).toContainText('1 of 1 found')
  await expect(loose.first().locator('a')).not.toHaveText(title)

  await beat.getByRole('link', { name: 'The apprentice', exact: true }).press('Enter')
  await sheet(page).getByRole('button', { name: 'Untie' }).press('Enter')
  await says(page, 'The moment tells no beat.')
  await expect(sheet(page)).toContainText('No moment yet.')
})

test('what nobody planned becomes a beat of a new arc', async ({ page, calm: _ }) => {
  await page.goto(house.base + at + '/moments')
  await settled(page)
  await page.locator('#add-moment').getByLabel('What happens').fill('A goat eats the call sheet')
  await page.locator('#add-moment').getByLabel('Kind').selectOption('unplanned')
  await page.getByRole('button', { name: 'Add the moment' }).press('Enter')
  await says(page, 'is added')
  await page.getByRole('link', { name: 'A goat eats the call sheet' }).press('Enter')
  await sheet(page).getByText('Make it a beat of its own').press('Enter')
  await sheet(page).getByLabel('Or of a new arc').fill('The goat 🐐')
  await clean(page, 'bts-sheet')
  await sheet(page).getByRole('button', { name: 'Make it a beat' }).press('Enter')
  await says(page, 'A goat eats the call sheet is a beat now.')
  await page.goto(house.base + at + '/story')
  await expect(beats(page, 'The goat 🐐')).toHaveText(['A goat eats the call sheet'])
})

test('two people write on one beat, and neither loses anything', async ({ page, calm: _, browser }) => {
  const other = await browser.newContext()
  await house.enter(other)
  const ben = await other.newPage()
  for (const who of [page, ben]) {
    await who.goto(house.base + at + '/story')
    await settled(who)
    await beats(who, 'The tradition').getByRole('link', { name: 'The master', exact: true }).press('Enter')
    await sheet(who).getByText('Edit', { exact: true }).press('Enter')
  }
  await sheet(page).getByLabel('Title').fill('The master and her hands')
  await sheet(ben).getByLabel('Note').fill('From below the bench')
  await sheet(page).getByRole('button', { name: 'Save' }).press('Enter')
  await says(page, 'The beat is saved.')
  await expect(beats(ben, 'The tradition').filter({ hasText: 'The master and her hands' })).toBeVisible() // behind his sheet, by itself
  await sheet(ben).getByRole('button', { name: 'Save' }).press('Enter')
  await says(ben, 'The beat is saved.')
  await page.reload()
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('The master and her hands')
  await expect(page.locator('.beat-note')).toHaveText('From below the bench')

  await sheet(ben).getByText('Edit', { exact: true }).press('Enter')
  const form = page.locator('article.detail')
  await form.getByText('Edit', { exact: true }).press('Enter')
  await form.getByLabel('Title').fill('The last master')
  await form.getByRole('button', { name: 'Save' }).press('Enter')
  await says(page, 'The beat is saved.')
  await sheet(ben).getByLabel('Title').fill('The master at dawn')
  await sheet(ben).getByRole('button', { name: 'Save' }).press('Enter')
  await says(ben, 'Somebody else wrote title “The last master” at the same time')
  await page.goto(house.base + at + '/story/history')
  await expect(page.locator('.history').getByText('written at the same time, gave way')).toBeVisible()
  await expect(page.locator('.history li').first()).toContainText('The last master')
  await clean(page, 'main')
  await other.close()
})

test('a title of ten thousand characters is shown without breaking the board', async ({ page, calm: _ }) => {
  await page.goto(house.base + at + '/story')
  await settled(page)
  await arc(page, 'Daring').getByRole('link', { name: 'Add a beat' }).press('Enter')
  await sheet(page).getByLabel('Title').fill('שלום 👩‍👩‍👧 ' + 'x'.repeat(9_980))
  await sheet(page).getByRole('button', { name: 'Add the beat' }).press('Enter')
  await says(page, 'is on the board')
  await page.goto(house.base + at + '/story')
  const box = (await arc(page, 'Daring').locator('.beat').boundingBox())!
  expect(box.height).toBeLessThan(260)
  const wide = await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth)
  expect(wide).toBeLessThanOrEqual(0)
})

test('what is refused stays as it was filled in', async ({ page }) => {
  await page.goto(house.base + at + '/story')
  await settled(page)
  await arc(page, 'Daring').getByRole('link', { name: 'Add a beat' }).press('Enter')
  await sheet(page).getByLabel('Title').fill('y'.repeat(10_001))
  await sheet(page).getByRole('button', { name: 'Add the beat' }).press('Enter')
  await says(page, 'more than 10000')
  await expect(sheet(page).getByLabel('Title')).toHaveValue(/^y{10001}$/)
  await page.keyboard.press('Escape')
  await page.getByLabel('Name', { exact: true }).fill('Daring')
  await page.getByRole('button', { name: 'Add the arc' }).press('Enter')
  await says(page, 'There is an arc called "Daring" already')
  await expect(page.getByLabel('Name', { exact: true })).toHaveValue('Daring')
})

test('many moments are changed at once, and taken back', async ({ page, calm: _ }) => {
  await page.goto(house.base + at + '/moments?status=proposed&told=no')
  await settled(page)
  const rows = page.locator('.mrow')
  const before = await rows.count()
  await expect(page.locator('#bulk')).toBeHidden()
  for (const i of [0, 1, 2]) await rows.nth(i).locator('.pick input').check()
  await expect(page.locator('#bulk')).toContainText('3 picked')
  await clean(page, '#bulk')
  await page.locator('#bulk').getByRole('button', { name: 'Dismiss' }).press('Enter')
  await says(page, '3 moments are dismissed.')
  await expect(rows).toHaveCount(before - 3)
  await page.locator('#toasts').getByRole('button', { name: 'Undo' }).press('Enter')
  await says(page, 'Taken back.')
  await expect(page).toHaveURL(/status=proposed&told=no$/) // the view is in the address
  await expect(rows).toHaveCount(before)
})

test('a title of 10,000 letters without a space makes no page wider', async ({ page, calm: _ }) => {
  house.command('story', 'beat', 'add', 'Daring', 'T'.repeat(10_000))
  for (const path of ['/story', '/story/history']) {
    await page.goto(house.base + at + path)
    const over = await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth)
    expect(over, path).toBeLessThanOrEqual(0)
  }
})
