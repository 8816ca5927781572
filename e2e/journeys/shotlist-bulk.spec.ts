// Several shots at once: picked with the pointer, with Shift and by keyboard, set as one act, taken back as one.
import AxeBuilder from '@axe-core/playwright'
import { type Page } from '@playwright/test'
import { House } from '../house'
import { expect, hush, says, settled, test } from '../journey'

test.describe.configure({ mode: 'serial' })

const titles = ['Boots', 'Clapper', 'Doors', 'Embers', 'Faces']

let house: House
let at: string
test.beforeAll(async () => {
  house = await House.open()
  await house.settle()
  at = await house.shoot('The Lamp Room', { papers: true })
  await house.posts(titles.map((title) => ({ path: at + '/shotlist', form: { title, medium: 'video' } })))
})
test.beforeEach(async ({ context }) => { await house.enter(context) })
test.afterAll(async () => { await house.close() })

const shots = (page: Page) => page.locator('main .shot')
const shot = (page: Page, title: string) => shots(page).filter({ hasText: title })
const pick = (page: Page, title: string) => page.getByRole('checkbox', { name: `Pick ${title}` })
const bar = (page: Page) => page.locator('#bulk')
const undo = (page: Page) => page.locator('#toasts').getByRole('button', { name: 'Undo' }).click()

async function open(page: Page): Promise<void> {
  await page.goto(house.base + at + '/shotlist')
  await settled(page)
  await expect(shots(page)).toHaveCount(titles.length)
}

async function clean(page: Page): Promise<void> {
  await hush(page)
  const { violations } = await new AxeBuilder({ page }).include('main').analyze()
  expect(violations.map((v) => `${v.id}: ${v.nodes[0]?.html}`)).toEqual([])
}

test('shots that are picked are got at once, and taken back at once', async ({ page, calm: _, isMobile }) => {
  await open(page)
  await expect(bar(page)).toBeHidden()
  for (const title of ['Boots', 'Doors']) await pick(page, title).check()
  await expect(bar(page)).toContainText('2 picked')
  if (isMobile) expect((await page.locator('.shot .pick').first().boundingBox())!.height).toBeGreaterThanOrEqual(44)
  await clean(page)
  await bar(page).getByRole('button', { name: 'Got' }).click()
  await says(page, '2 shots are got.')
  await expect(page.locator('main .shot.is-got')).toHaveCount(2)
  await expect(bar(page)).toBeHidden()
  await undo(page)
  await says(page, 'Taken back.')
  await expect(page.locator('main .shot.is-got')).toHaveCount(0)
})

test('Shift takes all rows between, by pointer and by keyboard', async ({ page, calm: _, isMobile }) => {
  test.skip(isMobile, 'there is no Shift under a thumb')
  await open(page)
  const boxes = page.locator('.shot .pick input')
  await boxes.nth(1).click()
  await boxes.nth(3).click({ modifiers: ['Shift'] })
  await expect(bar(page)).toContainText('3 picked')
  await expect(boxes.nth(2)).toBeChecked()
  await boxes.nth(1).click({ modifiers: ['Shift'] })
  await expect(bar(page)).toBeHidden()

  await shots(page).first().locator('.shot-title a').focus()
  await page.keyboard.press('s')
  await expect(boxes.nth(0)).toBeChecked()
  for (const key of ['j', 'j', 'Shift+S']) await page.keyboard.press(key)
  await expect(bar(page)).toContainText('3 picked')
  await bar(page).getByRole('button', { name: 'All' }).press('Enter')
  await expect(bar(page)).toContainText('5 picked')
})

test('priority, day and moment are set for all that are picked', async ({ page, calm: _ }) => {
  await open(page)
  const set = async (what: string, option: { index: number } | string, button: string) => {
    for (const title of ['Boots', 'Clapper']) await pick(page, title).check()
    const more = bar(page).locator('.bulk-more')
    if ((await more.getAttribute('open')) === null) await more.locator('summary').click()
    await bar(page).getByLabel(what).selectOption(option)
    if (button === 'Set the priority') await clean(page)
    await bar(page).getByRole('button', { name: button }).click()
  }
  await set('How much they matter', 'must', 'Set the priority')
  await says(page, '2 shots are as important as you say.')
  await expect(page.locator('.shot-group.is-must .shot')).toHaveCount(2)
  await set('Day of the picked', { index: 2 }, 'Set the day')
  await says(page, '2 shots are put on that day.')
  await expect(shot(page, 'Boots').locator('.shot-when')).not.toContainText('Any day')
  await set('Moment of the picked', { index: 1 }, 'Set the moment')
  await says(page, '2 shots are of that moment.')
  await expect(shot(page, 'Clapper').locator('.shot-of a')).toBeVisible()
  await undo(page)
  await says(page, 'Taken back.')
  await expect(shot(page, 'Clapper').locator('.shot-of')).toHaveCount(0)
})

test('what somebody else marks is seen at once', async ({ page, browser, calm: _ }) => {
  await open(page)
  const context = await browser.newContext()
  await house.enter(context)
  const other = await context.newPage()
  await open(other)
  await pick(page, 'Faces').check()
  for (const title of ['Doors', 'Embers']) await pick(other, title).check()
  await bar(other).getByRole('button', { name: 'Missed' }).click()
  await says(other, '2 shots are missed.')
  await expect(page.locator('main .shot.is-missed')).toHaveCount(2)
  await expect(pick(page, 'Faces')).toBeChecked() // and what I had picked stays
  await undo(other)
  await expect(page.locator('main .shot.is-missed')).toHaveCount(0)
  await context.close()
})

test('without script, a plain form does the same', async ({ browser }) => {
  const context = await browser.newContext({ javaScriptEnabled: false })
  await house.enter(context)
  const page = await context.newPage()
  await page.goto(house.base + at + '/shotlist')
  for (const title of ['Doors', 'Embers']) await pick(page, title).check()
  await bar(page).getByRole('button', { name: 'Got' }).click()
  await expect(page.locator('main .shot.is-got')).toHaveCount(2)
  await page.locator('#toasts').getByRole('button', { name: 'Undo' }).click()
  await expect(page.locator('main .shot.is-got')).toHaveCount(0)
  await context.close()
})
