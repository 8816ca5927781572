// Every page in every light: no broken rule of accessibility, nothing wrong behind the page, nothing
// wider than the window.
import AxeBuilder from '@axe-core/playwright'
import { House } from '../house'
import { expect, plan, settled, test } from '../journey'
import { shootDate } from '../papers'

test.skip(({ isMobile }) => isMobile, 'both sizes are walked on the desktop')

let house: House
let at: string
let empty: string
test.beforeAll(async ({ browser }) => {
  house = await House.open()
  await house.settle()
  empty = await house.shoot('An Empty Stage')
  at = await house.shoot('The Lamp Room', { papers: true, crew: true })
  const context = await browser.newContext()
  await house.enter(context)
  const page = await context.newPage()
  await page.goto(house.base + at + '/plan')
  await settled(page)
  await plan(page, 16)
  await expect(page.getByText(/\d+ of 16 crew-days used/)).toBeVisible({ timeout: 20_000 })
  await context.close()
})
test.afterAll(async () => { await house.close() })

const rooms = ['', '/script', '/script/21', '/schedule', '/moments', '/moments?view=cards', '/crew', '/plan', '/days', '/import', '/people']

for (const theme of ['day', 'night', 'set']) {
  test(`every page by ${theme}`, async ({ page, context, calm: _ }) => {
    test.setTimeout(120_000)
    await house.enter(context)
    await context.addCookies([{ name: 'theme', value: theme, url: house.base }])
    await page.goto(house.base + at + '/moments')
    const moment = (await page.locator('.mrow a').first().getAttribute('href'))!
    const day = shootDate('2026-05-08')
    const pages = [...rooms.map((r) => at + r), moment, `${at}/days/${day}`, `${at}/plan?day=${day}`, '/', '/account',
      ...['', '/moments', '/plan', '/crew', '/script', '/schedule', '/days', '/import'].map((r) => empty + r)]
    for (const path of pages) {
      for (const [width, height] of [[1440, 900], [390, 844]] as const) {
        await page.setViewportSize({ width, height })
        await page.goto(house.base + path)
        const wide = await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth)
        expect(wide, `${path} is wider than a window of ${width}`).toBeLessThanOrEqual(0)
        const found = await new AxeBuilder({ page }).withTags(['wcag2a', 'wcag2aa', 'wcag21aa', 'wcag22aa', 'best-practice']).analyze()
        expect(found.violations.map((v) => `${path} ${width}: ${v.id}: ${v.nodes.slice(0, 3).map((n) => n.target.join(' ')).join(', ')}`)).toEqual([])
      }
    }
  })
}

test('the pages of people who are not inside', async ({ page }) => {
  for (const path of ['/sign-in', '/setup/made-up', '/link/made-up', '/invite/made-up', '/nowhere']) {
    await page.goto(house.base + path)
    await expect(page.getByRole('heading', { level: 1 })).toHaveCount(1)
    const found = await new AxeBuilder({ page }).analyze()
    expect(found.violations.map((v) => `${path}: ${v.id}`)).toEqual([])
  }
})
