// Plans of places: a picture is brought, the camera of a frame is put on it, and all cameras of a board stand on one plan.
import AxeBuilder from '@axe-core/playwright'
import type { Page } from '@playwright/test'
import { House } from '../house'
import { expect, says, settled, test } from '../journey'

test.describe.configure({ mode: 'serial' })

let house: House
let at: string

test.beforeAll(async () => {
  house = await House.open()
  await house.settle()
  at = await house.shoot('The Lamp Room', { papers: true })
})
test.afterAll(async () => house?.close())
test.beforeEach(async ({ context }) => house.enter(context))

const clean = async (page: Page, where: string) => expect((await new AxeBuilder({ page }).include(where).analyze()).violations).toEqual([])

/** sketch is a picture of a place, twice as wide as high, drawn by the browser itself. */
async function sketch(page: Page, color: string): Promise<{ name: string; mimeType: string; buffer: Buffer }> {
  const url = await page.evaluate((color) => {
    const c = document.createElement('canvas')
    c.width = 800
    c.height = 400
    const ink = c.getContext('2d')!
    ink.fillStyle = '#fff'
    ink.fillRect(0, 0, 800, 400)
    ink.strokeStyle = color
    ink.lineWidth = 12
    ink.strokeRect(60, 60, 680, 280)
    return c.toDataURL('image/jpeg')
  }, color)
  return { name: 'sketch.jpg', mimeType: 'image/jpeg', buffer: Buffer.from(url.split(',')[1]!, 'base64') }
}

const fields = (page: Page) => Promise.all(['From the left, %', 'From the top, %', 'Looks, degrees from north'].map((l) => page.getByLabel(l).inputValue()))

test('a plan is brought, and says what it is of', async ({ page, calm: _ }) => {
  await page.goto(house.base + at + '/boards')
  await page.getByRole('link', { name: 'Plans of places' }).click()
  await expect(page.getByText('No place has a plan yet')).toBeVisible()
  await clean(page, 'main')
  await page.getByLabel('Picture of the place from above').setInputFiles(await sketch(page, '#222'))
  await page.getByLabel('Place', { exact: true }).selectOption({ label: 'Stage: Lamp Room' })
  await page.getByLabel('Wide, metres').fill('12,5')
  await page.getByLabel('North, degrees').fill('90')
  await page.getByRole('button', { name: 'Add the plan' }).click()
  await says(page, 'The plan is there.')
  await expect(page.locator('.ground-card')).toContainText('12.5 m wide · north 90°')
  await page.reload()
  await page.locator('.ground-card a').click()
  await expect(page.getByRole('heading', { name: 'Lamp Room' })).toBeVisible()
  await clean(page, 'main')
})

test('the camera is put on the plan with a hand, and is still there after a reload', async ({ page, calm: _ }) => {
  await page.goto(house.base + at + '/moments')
  await page.getByRole('link', { name: /Lamp lit for real/ }).first().click()
  await page.getByRole('button', { name: 'Draw the first frame' }).click()
  await expect(page.locator('bts-draw[state="ready"]')).toBeAttached()
  const plan = page.locator('bts-spot svg')
  await expect(plan.locator('image')).toHaveAttribute('href', /\/places\/[^/]+\/picture\.jpg/)
  await plan.scrollIntoViewIfNeeded()
  const box = (await plan.boundingBox())!
  expect(Math.abs(box.width / box.height - 2), 'the picture keeps its shape').toBeLessThan(0.02)
  await page.mouse.move(box.x + box.width * 0.25, box.y + box.height * 0.5)
  await page.mouse.down()
  await page.mouse.move(box.x + box.width * 0.75, box.y + box.height * 0.5, { steps: 5 })
  await page.mouse.up()
  expect(await fields(page)).toEqual(['25', '50', '0']) // north lies to the right
  await expect(page.locator('[data-state]')).toHaveText('Saved', { timeout: 10_000 })
  await page.reload()
  await expect(page.locator('bts-draw[state="ready"]')).toBeAttached()
  expect(await fields(page)).toEqual(['25', '50', '0'])
  await expect(plan.locator('.spot-sign')).toHaveAttribute('transform', 'translate(25 25) rotate(90)')
  await clean(page, 'main')
})

test('all cameras of a board stand on one plan, also without a connection', async ({ page, context }) => {
  await page.goto(house.base + at + '/boards')
  await page.locator('.board-row h2 a').first().click()
  await page.getByRole('button', { name: 'Draw a frame' }).click()
  await expect(page.locator('bts-draw[state="ready"]')).toBeAttached()
  await page.getByLabel('Title').fill('From the stairs')
  await page.getByLabel('From the left, %').fill('80')
  await page.getByLabel('From the top, %').fill('20')
  await page.getByLabel('Looks, degrees from north').fill('180')
  await expect(page.locator('[data-state]')).toHaveText('Saved', { timeout: 10_000 })
  await page.getByRole('link', { name: 'Done' }).click()
  await page.getByRole('link', { name: 'Cameras on the plan' }).click()
  await expect(page.locator('.spot-number')).toHaveText(['1', '2'])
  await expect(page.locator('.cameras li').nth(1)).toContainText('From the stairs')
  await clean(page, 'main')
  const there = page.url()
  await expect.poll(() => page.evaluate(async () => (await navigator.serviceWorker.getRegistration())?.active?.state)).toBe('activated')
  await page.reload() // now the worker sees it
  await settled(page)
  await context.setOffline(true)
  await page.goto(there)
  await expect(page.locator('.spot-number')).toHaveText(['1', '2'])
  const picture = await page.locator('.spot-picture').getAttribute('href')
  expect(await page.evaluate(async (url) => (await fetch(url!)).status, picture)).toBe(200)
  await context.setOffline(false)
})

test('a plan is replaced, taken away and brought back', async ({ page, calm: _ }) => {
  await page.goto(house.base + at + '/places')
  await page.locator('.ground-card a').click()
  const shown = () => page.locator('.ground .spot-picture').getAttribute('href')
  const before = await shown()
  await page.getByLabel('In place of this one').setInputFiles(await sketch(page, '#a00'))
  await page.getByRole('button', { name: 'Put it in' }).click()
  await says(page, 'The plan has another picture.')
  expect(await shown()).not.toBe(before)
  await page.getByRole('button', { name: 'Take the plan away' }).click()
  await says(page, 'The plan is taken away.')
  await expect(page.locator('.ground-card')).toHaveCount(0)
  await page.getByRole('button', { name: 'Undo' }).click()
  await expect(page.locator('.ground-card')).toHaveCount(1)
})
