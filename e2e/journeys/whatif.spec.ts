// The talk with the producer: what each crew-day buys, a scenario beside the plan, adopted and taken back.
import AxeBuilder from '@axe-core/playwright'
import { House } from '../house'
import { expect, hush, says, settled, test } from '../journey'

test.describe.configure({ mode: 'serial' })

let house: House
let at: string
test.beforeAll(async () => {
  house = await House.open()
  await house.settle()
  at = await house.shoot('The Lamp Room', { papers: true, crew: true })
  house.command('plan', '--crew-days', '10', '--time', '1s')
})
test.beforeEach(async ({ context }) => { await house.enter(context) })
test.afterAll(async () => { await house.close() })

test('the curve is drawn, and every point of it is a plan', async ({ page, calm: _, isMobile }) => {
  test.setTimeout(90_000)
  await page.goto(house.base + at + '/plan')
  await settled(page)
  if (!isMobile) await page.getByRole('button', { name: 'Draw the curve' }).focus()
  await page.getByRole('button', { name: 'Draw the curve' }).press('Enter')
  await expect(page.locator('main bts-progress [data-text]')).toContainText(/crew-days: \d+ moments covered/, { timeout: 20_000 })
  await expect(page.locator('.curve-says')).toContainText('crew-day', { timeout: 60_000 })
  await expect(page.locator('.curve-point')).toHaveCount(9)
  await expect(page.locator('.curve-drawing [aria-label*="the plan there is"]')).toHaveAttribute('aria-label', /^10 crew-days: /)
  const wide = await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth)
  expect(wide).toBeLessThanOrEqual(0)
  const { violations } = await new AxeBuilder({ page }).include('.whatif').analyze()
  expect(violations.map((v) => `${v.id}: ${v.nodes[0]?.html}`)).toEqual([])

  await page.locator('.curve-point').last().focus() // by keyboard, into the sheet and back
  await page.keyboard.press('Enter')
  const sheet = page.locator('bts-sheet')
  await expect(sheet.getByRole('heading', { level: 1 })).toHaveText('+8 crew-days')
  await expect(sheet).toContainText('More than now')
  await page.keyboard.press('Escape')
  await expect(sheet).toBeHidden()
  await expect(page.locator('.curve-point').last()).toBeFocused()
})

test('what cannot be is said with everything still filled in', async ({ page }) => {
  await page.goto(house.base + at + '/plan')
  await page.getByRole('link', { name: 'Try something out' }).click()
  await page.getByLabel('Crew-days').fill('12')
  await page.getByLabel('Moment 1').first().fill('the dance of the bees')
  await page.getByRole('button', { name: 'Try it out' }).click()
  await expect(page.getByRole('alert')).toContainText('There is no moment "the dance of the bees"')
  await expect(page.getByLabel('Crew-days')).toHaveValue('12')
  const { violations } = await new AxeBuilder({ page }).include('main').analyze()
  expect(violations.map((v) => `${v.id}: ${v.nodes[0]?.html}`)).toEqual([])
})

test('a scenario is tried out, adopted and taken back', async ({ page, calm: _ }) => {
  test.setTimeout(90_000)
  await page.goto(house.base + at + '/plan/whatif')
  await settled(page)
  await page.getByLabel('Crew-days').fill('13')
  await page.getByLabel('Seconds to search').fill('1')
  await page.getByLabel('Name', { exact: true }).first().fill('Three more')
  await page.getByRole('button', { name: 'Try it out' }).click()
  const card = page.locator('.scenario').filter({ hasText: 'Three more' })
  await expect(page).toHaveURL(/\/plan#whatif$/)
  await expect(page.getByRole('heading', { name: 'What if' })).toBeInViewport()
  await expect(page.locator('.whatif bts-progress')).toBeInViewport()
  await expect(card).toContainText('+3 crew-days', { timeout: 30_000 })
  await expect(card).toContainText(/\d+ more moments/)
  await says(page, 'It is tried out.')
  await expect(page.locator('#toasts').getByRole('link', { name: 'See it' })).toHaveAttribute('href', /\/plan\/scenarios\/[0-9a-f-]+$/)
  await hush(page)
  await expect(page.getByText('10 of 10 crew-days used')).toBeVisible()

  await card.getByRole('button', { name: 'Discard' }).click()
  await says(page, 'Discarded.')
  await expect(card).toHaveCount(0)
  await page.locator('#toasts').getByRole('button', { name: 'Undo' }).click()
  await expect(card).toBeVisible()
  await hush(page)

  await card.getByRole('button', { name: 'Adopt' }).click()
  await says(page, 'It is the plan now')
  await expect(page.getByText(/of 13 crew-days used/)).toBeVisible()
  await expect(page.locator('.scenario')).toContainText('The plan before')
  await page.locator('#toasts').getByRole('button', { name: 'Undo' }).click()
  await expect(page.getByText('10 of 10 crew-days used')).toBeVisible()
  await expect(card).toBeVisible() // as it was
  await expect(page.locator('.scenario')).toHaveCount(1)
})

test('it works without script', async ({ browser }) => {
  const context = await browser.newContext({ javaScriptEnabled: false })
  await house.enter(context)
  const page = await context.newPage()
  await page.goto(house.base + at + '/plan')
  await page.locator('.curve-table a').first().click()
  await expect(page.getByRole('heading', { level: 1 })).toHaveText(/crew-days/)
  await page.getByRole('button', { name: 'Adopt' }).click()
  await expect(page.getByText(/of 2 crew-days used/)).toBeVisible()
  await context.close()
})
