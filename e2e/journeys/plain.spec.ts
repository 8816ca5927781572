// Without scripts every form is a form: import, moments, crew and plan work by loading pages.
import { House } from '../house'
import { expect, test } from '../journey'
import { blue, papers } from '../papers'

test.use({ javaScriptEnabled: false })
test.describe.configure({ mode: 'serial' })

let house: House
let at: string
test.beforeAll(async () => {
  house = await House.open()
  await house.settle()
  at = await house.shoot('The Lamp Room')
})
test.beforeEach(async ({ context }) => { await house.enter(context) })
test.afterAll(async () => { await house.close() })

test('papers come in and a moment is confirmed', async ({ page }) => {
  await page.goto(house.base + at + '/import')
  await page.getByLabel('Drop the script and the schedule here').setInputFiles(papers())
  await page.getByRole('button', { name: 'Import' }).click()
  await expect(page.getByRole('region', { name: 'Imported' })).toBeVisible()
  await page.goto(house.base + at + '/moments')
  await page.getByRole('button', { name: 'Confirm' }).first().click()
  await expect(page.locator('#toasts')).toContainText('is confirmed.')
  await expect(page.locator('.mrow').first()).toContainText('confirmed')
  await page.getByRole('button', { name: 'Undo' }).click()
  await expect(page.locator('.mrow').first().getByRole('button', { name: 'Confirm' })).toBeVisible()
})

test('a revision is looked at, taken in and taken back', async ({ page }) => {
  await page.goto(house.base + at + '/import')
  await page.getByLabel('Drop the script and the schedule here').setInputFiles(blue())
  await page.getByRole('button', { name: 'Import', exact: true }).click()
  await expect(page).toHaveURL(/\/revisions\//)
  await expect(page.getByText('Nothing is changed until somebody takes it in')).toBeVisible()
  await page.getByRole('button', { name: 'Take it in', exact: true }).click()
  await expect(page.locator('main')).toContainText('in use')
  await page.getByRole('button', { name: 'Take it back' }).click()
  await expect(page.locator('main')).toContainText('taken back')
})

test('a person joins and a plan is made', async ({ page }) => {
  await page.goto(house.base + at + '/crew')
  const form = page.locator('#add-person')
  await form.getByLabel('Name').fill('Nora Fielding')
  for (const skill of ['Video', 'Stills', 'Interview', 'Sound']) await form.getByLabel(skill, { exact: true }).check()
  await form.getByRole('button', { name: 'Add to the crew' }).click()
  await expect(page.locator('.person')).toHaveCount(1)
  await page.goto(house.base + at + '/plan')
  await page.getByLabel('Crew-days').fill('4')
  await page.getByLabel('Seconds').fill('1')
  await page.getByRole('button', { name: 'Plan', exact: true }).click()
  await expect(async () => {
    await page.goto(house.base + at + '/plan')
    await expect(page.getByText(/\d+ of 4 crew-days used/)).toBeVisible({ timeout: 500 })
  }).toPass({ timeout: 20_000 })
})
