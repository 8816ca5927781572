// Every page in every light: no broken rule of accessibility, nothing wrong behind the page, nothing
// wider than the window.
import AxeBuilder from '@axe-core/playwright'
import type { Page } from '@playwright/test'
import { House } from '../house'
import { expect, plan, settled, test } from '../journey'
import { blue, shootDate } from '../papers'
import { smallTargets } from '../targets'

test.skip(({ isMobile }) => isMobile, 'both sizes are walked on the desktop')

// Each worker has a house of its own, so the lights are walked beside each other.
test.describe.configure({ mode: 'parallel' })

let house: House
let at: string
let empty: string
let revision: string
let scenario: string
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
  const answer = JSON.parse(house.command('--json', '--production', 'the-lamp-room', 'import', '--ask', house.put(blue())))
  revision = `/revisions/${answer.proposal}`
  house.command('--production', 'the-lamp-room', 'plan', 'curve', '--from', '12', '--to', '20', '--step', '4', '--time', '100ms')
  const tried = JSON.parse(house.command('--json', '--production', 'the-lamp-room', 'plan', 'whatif', '--crew-days', '18', '--time', '200ms'))
  scenario = `/plan/scenarios/${tried.id}`
  await context.close()
})
test.afterAll(async () => { await house.close() })

const rooms = ['', '/script', '/script/21', '/schedule', '/moments?kind=stunt', '/moments?kind=stunt&view=cards', '/crew', '/plan', '/plan/whatif', '/days', '/calendar?view=day', '/calendar', '/calendar?view=shoot', '/calendar?view=shoot&density=narrow', '/story', '/story/treatment', '/shotlist', '/cards', '/interviews', '/questions', '/boards', '/boards/loose', '/boards/loose/plan', '/places', '/worksheet', '/worksheet?part=all', '/import', '/people', '/corrections']
const rules = { type: 'tag', values: ['wcag2a', 'wcag2aa', 'wcag21aa', 'wcag22aa', 'best-practice'] } as const
const contrast = { type: 'rule', values: ['color-contrast'] } as const

/** broken is what axe finds wrong with a page. */
async function broken(page: Page, runOnly: typeof rules | typeof contrast, colours = true): Promise<string[]> {
  const axe = new AxeBuilder({ page }).options({
    runOnly: { type: runOnly.type, values: [...runOnly.values] }, rules: { 'color-contrast': { enabled: colours } }, resultTypes: ['violations'], preload: false,
  })
  const { violations } = await axe.analyze()
  return violations.map((v) => `${page.url()}: ${v.id}: ${v.nodes.slice(0, 3).map((n) => n.target.join(' ')).join(', ')}`)
}

/** walk opens every page and hands it over. */
async function walk(page: Page, look: () => Promise<void>): Promise<void> {
  await page.goto(house.base + at + '/moments')
  const moment = (await page.locator('.mrow a').first().getAttribute('href'))!
  const day = shootDate('2026-05-08')
  for (const path of [...rooms.map((r) => at + r), at + revision, at + scenario, moment, moment.replace('/moments/', '/calendar/bookings/'), `${at}/days/${day}`, `${at}/plan?day=${day}`, '/', '/account',
    ...['', '/moments', '/plan', '/crew', '/script', '/schedule', '/days', '/calendar', '/shotlist', '/cards', '/interviews', '/boards', '/places', '/worksheet', '/import'].map((r) => empty + r)]) {
    await page.goto(house.base + path)
    await look()
  }
}

for (const [width, height] of [[1440, 900], [390, 844]] as const) {
  test(`every page by day, ${width} wide`, async ({ page, context, calm: _ }) => {
    test.setTimeout(600_000)
    await house.enter(context)
    await context.addCookies([{ name: 'theme', value: 'day', url: house.base }])
    await page.setViewportSize({ width, height })
    await walk(page, async () => {
      const wide = await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth)
      expect(wide, `${page.url()} is wider than the window`).toBeLessThanOrEqual(0)
      expect(await smallTargets(page)).toEqual([])
      expect(await broken(page, rules, width > 400)).toEqual([]) // colours are the same at both sizes
    })
  })
}

// Only the colours change with the light.
for (const theme of ['night', 'set']) {
  test(`every page by ${theme}`, async ({ page, context, calm: _ }) => {
    test.setTimeout(600_000)
    await house.enter(context)
    await context.addCookies([{ name: 'theme', value: theme, url: house.base }])
    await walk(page, async () => expect(await broken(page, contrast)).toEqual([]))
  })
}

test('the pages of people who are not inside', async ({ page }) => {
  for (const path of ['/sign-in', '/setup/made-up', '/link/made-up', '/invite/made-up', '/nowhere']) {
    await page.goto(house.base + path)
    await expect(page.getByRole('heading', { level: 1 })).toHaveCount(1)
    expect(await broken(page, rules)).toEqual([])
  }
})
