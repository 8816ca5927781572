// The README's pictures, taken from the demo as it stands today; scripts/picture.sh runs this.
import { join } from 'node:path'
import { test, type Locator, type Page } from '@playwright/test'
import { House } from './house'

const folder = join(import.meta.dirname, '..', 'docs', 'pictures')

test('the plan on a desk at night, a day on a phone on set', async ({ page }) => {
  const house = await House.open(['demo'])
  try {
    await page.goto(house.base + house.link)
    await page.getByRole('button', { name: /^Sign in as/ }).click()
    const at = `${house.base}/p/the-lamp-room`

    await light(page, house, 'night')
    await page.goto(`${at}/plan`)
    const dateOf = async (column: Locator) => new URL((await column.locator('a').getAttribute('href'))!, at).searchParams.get('day')
    await page.goto(`${at}/plan?day=${await dateOf(page.locator('.board thead .now'))}`)
    await shoot(page, 'plan.png')

    const rain = await dateOf(page.locator('.board thead .now ~ .on').nth(1)) // a night on the jetty, still to come
    await page.setViewportSize({ width: 390, height: 844 })
    await light(page, house, 'set')
    await page.goto(`${at}/days/${rain}`)
    await shoot(page, 'day-phone.png')
  } finally {
    await house.close()
  }
})

async function light(page: Page, house: House, theme: string): Promise<void> {
  await page.context().addCookies([{ name: 'theme', value: theme, url: house.base }])
}

async function shoot(page: Page, name: string): Promise<void> {
  await page.evaluate(() => document.fonts.ready)
  await page.screenshot({ path: join(folder, name), animations: 'disabled' })
}
