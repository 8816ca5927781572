// The calendar: bookings in the hand, what stands against them and why, the keyboard's twin, and back again.
import AxeBuilder from '@axe-core/playwright'
import { type Page } from '@playwright/test'
import { House } from '../house'
import { expect, hush, says, settled, test } from '../journey'

test.describe.configure({ mode: 'serial' })

interface Cover { moment: string; title: string; date: string; start: string; team: string[] }
interface Trial { free: boolean; clashes: { text: string }[]; ground: { date: string; from: string }[] }

let house: House
let at: string
let covers: Cover[]
test.beforeAll(async () => {
  house = await House.open()
  await house.settle()
  at = await house.shoot('The Lamp Room', { papers: true, crew: true })
  const made = JSON.parse(house.command('--json', 'plan', '--crew-days', '12', '--time', '1s')) as { days: { covers: Cover[] }[] }
  covers = made.days.flatMap((d) => d.covers)
})
test.beforeEach(async ({ context }) => { await house.enter(context) })
test.afterAll(async () => { await house.close() })

const sheet = (page: Page) => page.locator('bts-sheet')
const ghost = (page: Page) => page.locator('.cal-ghost')
const tried = (moment: string, ...how: string[]) => JSON.parse(house.command('--json', 'plan', 'move', moment, ...how, '--dry-run')) as Trial
const minutes = (time: string) => Number(time.slice(0, 2)) * 60 + Number(time.slice(3, 5))
const clock = (m: number) => `${String(Math.floor(m / 60)).padStart(2, '0')}:${String(m % 60).padStart(2, '0')}`

/** movable is a booking of one person with a time on its day at which it could be as well. */
function movable(skip = ''): { cover: Cover; to: string } {
  for (const cover of covers) {
    if (cover.team.length !== 1 || cover.moment === skip) continue
    const begin = minutes(cover.start.slice(11, 16))
    for (const step of [15, -15, 30, -30, 45, -45, 60]) {
      const to = clock(begin + step)
      if (begin + step > 0 && begin + step < 1400 && tried(cover.moment, '--at', to).free) return { cover, to }
    }
  }
  throw new Error('no booking of the plan can be moved')
}

const bar = (page: Page, cover: Cover) => page.locator(`[data-booking="${cover.moment}"]`).first()
const open = async (page: Page, cover: Cover) => {
  await page.goto(`${house.base}${at}/calendar?view=day&from=${cover.date}`)
  await settled(page)
}

/** take takes a booking up and holds it at a time of its own lane. */
async function take(page: Page, cover: Cover, to: string): Promise<void> {
  const box = (await bar(page, cover).locator('svg').boundingBox())!
  const line = (await page.locator('.cal-day .cal-line').first().boundingBox())!
  const day = page.locator('.cal-day')
  const from = Number(await day.getAttribute('data-from')), until = Number(await day.getAttribute('data-to'))
  const x = (m: number) => line.x + ((m - from) / (until - from)) * line.width
  const y = box.y + box.height / 2
  const grip = 6
  await page.mouse.move(box.x + grip, y)
  await page.mouse.down()
  await page.mouse.move(box.x + grip + 12, y, { steps: 3 })
  await page.mouse.move(x(minutes(to)) + grip, y, { steps: 8 })
}

async function clean(page: Page, part: string): Promise<void> {
  const { violations } = await new AxeBuilder({ page }).include(part).analyze()
  expect(violations.map((v) => `${v.id}: ${v.nodes[0]?.html}`)).toEqual([])
}

test('a ghost says what is in the way and why, and the booking stays', async ({ page, calm: _, isMobile }) => {
  test.skip(isMobile, 'a finger scrolls first; the form does the same')
  const { cover } = movable()
  await open(page, cover)
  const home = await bar(page, cover).getAttribute('aria-label')
  const edge = Number(await page.locator('.cal-day').getAttribute('data-from'))
  await take(page, cover, clock(edge))
  await expect(ghost(page)).toHaveClass(/clash/)
  await expect(ghost(page).locator('.cal-why')).toContainText(/can be covered|would|is at|closed set|away/)
  await expect(page.locator('[data-cal-says]')).toContainText(/can be covered|would|is at|closed set|away/)
  await expect(page.locator('.cal-ground').first()).toBeVisible()
  await page.mouse.up()
  await says(page, 'It stays where it was.')
  await expect(ghost(page)).toHaveCount(0)
  await expect(bar(page, cover)).toHaveAttribute('aria-label', home!)
  await expect(sheet(page)).toBeHidden() // the drop is no click

  await take(page, cover, clock(edge + 30))
  await expect(ghost(page)).toBeVisible()
  await page.keyboard.press('Escape')
  await expect(ghost(page)).toHaveCount(0)
  await page.mouse.up()
  await expect(bar(page, cover)).toHaveAttribute('aria-label', home!)
})

test('a booking is dragged to where nothing is in the way, and taken back', async ({ page, calm: _, isMobile }) => {
  test.skip(isMobile, 'a finger scrolls first; the form does the same')
  const { cover, to } = movable()
  await open(page, cover)
  await take(page, cover, to)
  await expect(ghost(page)).toHaveClass(/free/)
  await expect(ghost(page).locator('.mono')).toContainText(to)
  await page.mouse.up()
  await says(page, `at ${to} now.`)
  await expect(bar(page, cover)).toHaveAttribute('aria-label', new RegExp(`${to}–.*held`))
  await page.locator('#toasts').getByRole('button', { name: 'Undo' }).click()
  await says(page, 'It is as it was before.')
  await expect(bar(page, cover)).toHaveAttribute('aria-label', new RegExp(cover.start.slice(11, 16)))
  await expect(bar(page, cover)).not.toHaveAttribute('aria-label', /held/)
})

test('a finger that rests takes a booking up, and one that moves on scrolls', async ({ page, calm: _, isMobile }) => {
  test.skip(!isMobile, 'a mouse does not rest')
  const { cover } = movable()
  await open(page, cover)
  const screen = await page.context().newCDPSession(page)
  const touch = (type: string, at?: { x: number; y: number }) => screen.send('Input.dispatchTouchEvent', { type, touchPoints: at ? [at] : [] } as never)
  await bar(page, cover).evaluate((bar) => bar.scrollIntoView({ block: 'center', inline: 'center' }))
  const middle = async () => {
    const box = (await bar(page, cover).locator('rect').first().boundingBox())!
    return { x: box.x + Math.min(box.width / 2, 20), y: box.y + box.height / 2 }
  }
  const home = await bar(page, cover).getAttribute('aria-label')
  const from = await middle()
  await touch('touchStart', from)
  for (let i = 1; i <= 8; i++) await touch('touchMove', { x: from.x, y: from.y - 20 * i })
  await touch('touchEnd')
  await expect(ghost(page)).toHaveCount(0)
  await expect(bar(page, cover)).toHaveAttribute('aria-label', home!)

  await bar(page, cover).evaluate((bar) => bar.scrollIntoView({ block: 'center', inline: 'center' }))
  await page.waitForTimeout(400) // the page comes to rest
  const grip = await middle()
  await touch('touchStart', grip)
  await expect(ghost(page)).toBeVisible()
  await touch('touchMove', { x: grip.x + 30, y: grip.y })
  await expect(ghost(page)).toHaveClass(/clash|free/) // it was asked what is in the way
  await touch('touchEnd')
  await expect(page.locator('#toasts')).toContainText(/ now\.|It stays where it was\./)
  await expect(sheet(page)).toBeHidden() // the drop is no tap
})

test('the keyboard moves it as the hand does, and hears of the same clash', async ({ page, calm: _ }) => {
  const { cover, to } = movable()
  await open(page, cover)
  await bar(page, cover).focus()
  await page.keyboard.press('Enter')
  await expect(sheet(page).getByRole('heading', { level: 1 })).toHaveText(cover.title)
  await sheet(page).getByLabel('Begins').fill('03:05')
  await sheet(page).getByLabel('Begins').press('Tab')
  await expect(sheet(page).locator('#booking-trial')).toContainText('in the way:')
  await expect(sheet(page).locator('#booking-trial .wrong').first()).toContainText(tried(cover.moment, '--at', '03:05').clashes[0]!.text)
  await clean(page, 'bts-sheet')
  await sheet(page).getByLabel('Begins').fill(to)
  await sheet(page).getByLabel('Begins').press('Tab')
  await expect(sheet(page).locator('#booking-trial')).toContainText('Nothing is in the way.')
  await sheet(page).getByRole('button', { name: 'Move', exact: true }).press('Enter')
  await says(page, `at ${to} now.`)
  await expect(sheet(page)).toContainText('Held here')
  await sheet(page).getByRole('button', { name: 'Release' }).press('Enter')
  await says(page, 'Released')
  await page.locator('#toasts').getByRole('button', { name: 'Undo' }).press('Enter')
  await expect(sheet(page)).toContainText('Held here')
  await page.goto(`${house.base}${at}/calendar/bookings/${cover.moment}`)
  await page.getByRole('button', { name: 'Take it off' }).press('Enter')
  await says(page, 'is taken off.')
  await page.locator('#toasts').getByRole('button', { name: 'Undo' }).press('Enter')
  await says(page, 'It is as it was before.')
  house.command('plan', 'undo')
})

test('in the shoot a booking goes to another day, at the nearest time', async ({ page, calm: _, isMobile }) => {
  test.skip(isMobile, 'a finger scrolls first; the form does the same')
  const paid = await page.request.patch(`${house.base}/api${at.replace('/p/', '/productions/')}`, { data: { crew_days: 30 } }) // room for another day
  expect(paid.ok(), await paid.text()).toBe(true)
  const found = covers.flatMap((cover) => [...new Set(tried(cover.moment).ground.map((g) => g.date))].filter((date) => date !== cover.date).map((date) => ({ cover, date })))
    .find(({ cover, date }) => tried(cover.moment, '--to', date).free)
  expect(found, 'something of the plan fits on another day').toBeDefined()
  const { cover, date } = found!
  await page.goto(`${house.base}${at}/calendar?view=shoot`)
  await settled(page)
  const card = bar(page, cover)
  await card.scrollIntoViewIfNeeded()
  const head = page.locator(`th[data-date="${date}"]`)
  const from = (await card.boundingBox())!
  await page.mouse.move(from.x + 20, from.y + 12)
  await page.mouse.down()
  await page.mouse.move(from.x + 40, from.y + 20, { steps: 3 })
  await expect(head).toHaveClass(/welcomes/)
  const to = (await head.boundingBox())!
  await page.mouse.move(to.x + to.width / 2, to.y + to.height + 40, { steps: 10 })
  await expect(ghost(page)).toHaveClass(/free/)
  await page.mouse.up()
  await says(page, 'now.')
  const moved = JSON.parse(house.command('--json', 'plan', 'move', cover.moment, '--dry-run')) as { was: Cover }
  expect(moved.was.date).toBe(date)
  await page.locator('#toasts').getByRole('button', { name: 'Undo' }).click()
  await says(page, 'It is as it was before.')
})

test('what somebody else moves moves here too', async ({ page, calm: _ }) => {
  const { cover, to } = movable()
  await open(page, cover)
  house.command('plan', 'move', cover.moment, '--at', to)
  await expect(bar(page, cover)).toHaveAttribute('aria-label', new RegExp(`${to}–`))
  house.command('plan', 'undo')
  await expect(bar(page, cover)).toHaveAttribute('aria-label', new RegExp(cover.start.slice(11, 16)))
})

test('every view is clean', async ({ page, calm: _ }) => {
  for (const view of ['day', 'week', 'shoot', 'shoot&density=narrow']) {
    await page.goto(`${house.base}${at}/calendar?view=${view}&from=${covers[0]!.date}`)
    await settled(page)
    await hush(page)
    await clean(page, 'main')
    const wide = await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth)
    expect(wide, view).toBeLessThanOrEqual(0)
  }
})

test('on paper a view says what it is of, and when it was printed', async ({ page, calm: _ }) => {
  for (const view of ['day', 'week', 'shoot']) {
    await page.goto(`${house.base}${at}/calendar?view=${view}&from=${covers[0]!.date}`)
    await settled(page)
    const foot = page.locator('.cal-foot')
    await expect(foot).toBeHidden()
    await foot.locator('time').evaluate((time) => { time.textContent = 'some other day' })
    const pdf = (await page.pdf({ format: 'A4', preferCSSPageSize: true })).toString('latin1')
    const [wide, high] = /\/MediaBox \[0 0 ([\d.]+) ([\d.]+)\]/.exec(pdf)!.slice(1).map(Number)
    expect(wide! > high!, `${view}: the shoot lies on its side`).toBe(view === 'shoot')
    await page.emulateMedia({ media: 'print' })
    await expect(foot).toBeVisible()
    await expect(foot).toHaveText(/^The Lamp Room · schedule .+, taken in \w+ \d+ \w+ · plan of .+ · printed \w{3} \d{1,2} \w{3}$/)
    await page.emulateMedia({ media: null })
  }
})
