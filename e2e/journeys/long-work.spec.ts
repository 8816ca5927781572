// Long work can be stopped, and survives a power cut.
import { House } from '../house'
import { expect, plan, settled, test } from '../journey'

test.skip(({ isMobile }) => isMobile, 'the same on a phone')
test.describe.configure({ mode: 'serial' })

let house: House
let at: string
test.beforeAll(async () => {
  house = await House.open()
  await house.settle()
  at = await house.shoot('The Lamp Room', { papers: true, crew: true })
})
test.beforeEach(async ({ context }) => { await house.enter(context) })
test.afterAll(async () => { await house.close() })

test('a search that is stopped says so and gives its button back', async ({ page, calm: _ }) => {
  await page.goto(house.base + at + '/plan')
  await settled(page)
  await plan(page, 16, 60)
  const work = page.locator('main bts-progress')
  await expect(work.locator('[data-text]')).toContainText(/moments covered/, { timeout: 15_000 })
  await work.getByRole('button', { name: 'Cancel' }).click()
  await expect(page.locator('#toasts')).toContainText('Stopped.')
  await expect(page.getByRole('button', { name: /^Plan/ })).toBeEnabled()
  await page.goto(house.base + at + '/plan')
  await expect(work).toHaveCount(0)
})

test('a plan goes on after a power cut', async ({ page }) => {
  test.setTimeout(120_000)
  await page.goto(house.base + at + '/plan')
  await settled(page)
  await plan(page, 12, 4)
  await expect(page.locator('main bts-progress [data-text]')).toContainText(/moments covered/, { timeout: 15_000 })
  const port = house.port
  await house.kill()
  await house.start(port)
  await page.goto(house.base + at + '/plan')
  await expect(page.locator('main bts-progress')).toBeVisible()
  await expect(page.getByText(/\d+ of 12 crew-days used/)).toBeVisible({ timeout: 80_000 })
})
