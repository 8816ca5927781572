// The demo is a production in mid-shoot, open after one link.
import { House } from '../house'
import { expect, test } from '../journey'

let house: House
test.beforeAll(async () => {
  test.setTimeout(180_000) // it plans, draws, records and copies for real
  house = await House.open(['demo'])
})
test.afterAll(async () => { await house.close() })

test('every room of the demo has something in it', async ({ page, isMobile, calm: _ }) => {
  await page.goto(house.base + house.link)
  await page.getByRole('button', { name: /^Sign in as/ }).click()
  await page.getByRole('link', { name: 'The Lamp Room' }).first().click()
  await expect(page.getByRole('heading', { level: 1 })).toContainText('Day 5')
  const at = new URL(page.url()).pathname
  for (const [room, things] of [
    ['/moments', '.mrow'], ['/plan', isMobile ? '.plan-days .cover' : '.board .cover'], ['/crew', '.person'], ['/script', '.scenes tbody tr'],
    ['/schedule', '.strip-row'], ['/days', '.day-row.on'], ['/import', '.revisions li'], ['/people', '.members tbody tr'],
  ] as const) {
    await page.goto(house.base + at + room)
    await expect(page.locator(things).nth(1), room).toBeVisible()
  }
})
