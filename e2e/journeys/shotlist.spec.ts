// The shot list: suggested, written by hand, marked in two taps on the day, proven afterwards, moved without a mouse.
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

const shots = (page: Page) => page.locator('main .shot')
const shot = (page: Page, title: string) => shots(page).filter({ hasText: title })
const undo = (page: Page) => page.locator('#toasts').getByRole('button', { name: 'Undo' }).click()

async function clean(page: Page, part: string): Promise<void> {
  const { violations } = await new AxeBuilder({ page }).include(part).analyze()
  expect(violations.map((v) => `${v.id}: ${v.nodes[0]?.html}`)).toEqual([])
}

test('a moment suggests its first shots, as one act', async ({ page, calm: _ }) => {
  await page.goto(house.base + at + '/shotlist')
  await settled(page)
  await expect(page.locator('.empty')).toContainText('No shots yet')
  await page.getByLabel('Moment without shots').selectOption({ index: 1 })
  await page.getByRole('button', { name: 'Suggest', exact: true }).click()
  await says(page, /shots are on the list/)
  await expect.poll(() => shots(page).count()).toBeGreaterThan(2)
  await undo(page)
  await says(page, 'Taken back.')
  await expect(shots(page)).toHaveCount(0)
  await undo(page)
  await expect.poll(() => shots(page).count()).toBeGreaterThan(2)
  await hush(page)
  await clean(page, 'main')
})

test('what the filters say can be read on a telephone', async ({ page, calm: _, isMobile }) => {
  test.skip(!isMobile, 'there each is as wide as its words')
  for (const path of ['/shotlist', '/moments']) {
    await page.goto(house.base + at + path)
    for (const select of await page.locator('.filter select').all()) {
      expect((await select.boundingBox())!.width, `${path}: ${await select.getAttribute('name')}`).toBeGreaterThanOrEqual(100)
    }
  }
})

test('a shot is written by hand in the words of the trade', async ({ page, calm: _ }) => {
  await page.goto(house.base + at + '/shotlist')
  await settled(page)
  const form = page.locator('#add-shot')
  await form.getByLabel('What is to be seen').fill('The wick, מקרוב 🎬')
  await form.getByLabel('Size').fill('close up')
  await form.getByLabel('Lens').fill('85 mm')
  await form.getByLabel('How much it matters').selectOption('must')
  await form.getByRole('button', { name: 'Add the shot' }).click()
  await says(page, 'is on the list')
  await expect(shot(page, 'The wick')).toContainText('CU · 85 mm · video')
  await expect(page.locator('.shot-group.is-must')).toContainText('The wick, מקרוב 🎬')
  await page.getByLabel('Priority').selectOption('must')
  await expect(page).toHaveURL(/priority=must/)
  await expect(shots(page)).toContainText(['The wick'])
})

test('two taps say that it is got; what proves it is asked afterwards', async ({ page, calm: _, isMobile }) => {
  await page.goto(house.base + at + '/shotlist')
  await settled(page)
  const wick = shot(page, 'The wick')
  await expect(wick.locator('[name=proof]')).toHaveCount(0)
  const got = wick.getByRole('button', { name: /^Got/ })
  if (isMobile) expect((await got.boundingBox())!.height).toBeGreaterThanOrEqual(48)
  await got.click()
  await says(page, 'The shot is got.')
  await expect(wick.locator('.flag.clear')).toContainText('got')
  await wick.getByLabel(/What proves it/).fill('A017_C003')
  await wick.getByRole('button', { name: 'Keep' }).click()
  await says(page, 'Kept.')
  await expect(wick).toContainText('A017_C003')
  await expect(page.locator('.head .sub')).toContainText(/of .* got/)
  await hush(page)
  await clean(page, 'main')
})

test('a shot moves by keyboard, and goes and comes back', async ({ page, calm: _ }) => {
  await page.goto(house.base + at + '/shotlist')
  await settled(page)
  const moment = await shots(page).filter({ hasNotText: 'The wick' }).first().locator('.shot-of a').getAttribute('href')
  await page.goto(house.base + moment!)
  await settled(page)
  const titles = page.locator('#shots .shot-title')
  const before = await titles.allTextContents()
  await titles.last().getByRole('link').click()
  const sheet = page.locator('bts-sheet')
  await sheet.getByLabel('Where').selectOption('')
  await sheet.locator('#move').getByRole('button', { name: 'Move' }).press('Enter')
  await says(page, 'The shot is moved.')
  await page.goto(house.base + moment!)
  await expect(titles).toHaveText([before[before.length - 1]!, ...before.slice(0, -1)])
  await titles.first().getByRole('link').click()
  await clean(page, 'bts-sheet')
  await sheet.getByRole('button', { name: 'Take off the list' }).click()
  await says(page, 'off the list')
  await undo(page)
  await says(page, 'Taken back.')
  await page.goto(house.base + moment!)
  await expect(titles).toHaveCount(before.length)
})

test('without script, plain forms do the same', async ({ browser }) => {
  const context = await browser.newContext({ javaScriptEnabled: false })
  await house.enter(context)
  const page = await context.newPage()
  await page.goto(house.base + at + '/shotlist')
  const first = page.locator('main .shot.is-planned').first()
  const title = (await first.locator('.shot-title').textContent())!
  await first.getByRole('button', { name: /^Missed/ }).click()
  await expect(page.locator('main .shot.is-missed').filter({ hasText: title.trim() })).toBeVisible()
  await page.locator('#toasts').getByRole('button', { name: 'Undo' }).click()
  await expect(page.locator('main .shot.is-missed')).toHaveCount(0)
  await context.close()
})
