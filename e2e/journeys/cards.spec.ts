// A card: copied on this machine through the page, watched until it is safe, marked as formatted, taken back.
import { mkdirSync, mkdtempSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import AxeBuilder from '@axe-core/playwright'
import { type Page } from '@playwright/test'
import { House } from '../house'
import { expect, hush, says, settled, test } from '../journey'

test.describe.configure({ mode: 'serial' })

let house: House
let at: string
let disks: string
test.beforeAll(async () => {
  disks = mkdtempSync(join(tmpdir(), 'bts-disks-'))
  card('A_0001', 24)
  card('B_0001', 1)
  for (const drive of ['raid', 'shuttle']) mkdirSync(join(disks, 'drives', drive), { recursive: true })
  process.env['BTS_CARD_ROOTS'] = join(disks, 'cards')
  process.env['BTS_COPY_ROOTS'] = join(disks, 'drives')
  house = await House.open()
  await house.settle()
  at = await house.shoot('The Lamp Room', { papers: true, crew: true })
})
test.beforeEach(async ({ context }) => { await house.enter(context) })
test.afterAll(async () => {
  delete process.env['BTS_CARD_ROOTS']
  delete process.env['BTS_COPY_ROOTS']
  await house.close()
  rmSync(disks, { recursive: true, force: true })
})

/** card makes a camera card of so many clips of one megabyte. */
function card(name: string, clips: number): void {
  const folder = join(disks, 'cards', name, 'DCIM', '100MSDCF')
  mkdirSync(folder, { recursive: true })
  for (let i = 1; i <= clips; i++) writeFileSync(join(folder, `C${String(i).padStart(4, '0')}.MP4`), Buffer.alloc(1 << 20, i))
}

const rolls = (page: Page) => page.locator('main .roll')
const roll = (page: Page, name: string) => rolls(page).filter({ hasText: name })

async function clean(page: Page, part: string): Promise<void> {
  const { violations } = await new AxeBuilder({ page }).include(part).analyze()
  expect(violations.map((v) => `${v.id}: ${v.nodes[0]?.html}`)).toEqual([])
}

test('a card is copied to two drives and becomes safe before one\'s eyes', async ({ page, calm: _, isMobile }) => {
  await page.goto(house.base + at + '/cards')
  await settled(page)
  await expect(page.locator('.empty')).toContainText('No cards yet')
  const form = page.locator('#copy-card')
  await form.getByRole('radio', { name: /A_0001/ }).check()
  await form.getByRole('checkbox', { name: /raid/ }).check()
  await form.getByRole('checkbox', { name: /shuttle/ }).check()
  await form.getByLabel('Name of the card').fill('A001')
  await form.getByLabel('Camera or recorder').fill('A')
  await form.getByLabel('Shot by').selectOption({ index: 1 })
  await form.getByLabel('Folder in each copy').fill('the-lamp-room/day-01')
  await form.getByLabel('Copies are called').fill('{date}_{card}')
  await form.getByRole('button', { name: 'See the names' }).click()
  await expect(form.locator('#copy-names li')).toHaveText([/raid\/the-lamp-room\/day-01\/\d{4}-\d\d-\d\d_A001\s*$/, /shuttle\/the-lamp-room\/day-01\/\d{4}-\d\d-\d\d_A001\s*$/])
  await form.getByLabel('Copies are called').fill('')
  await form.getByLabel('Copies are called').blur() // what is left is looked at again
  await expect(form.locator('#copy-names li').first()).toHaveText(/raid\/the-lamp-room\/day-01\/A001\s*$/)
  const start = form.getByRole('button', { name: 'Copy and verify' })
  if (isMobile) expect((await start.boundingBox())!.height).toBeGreaterThanOrEqual(48)
  await start.click()
  await says(page, 'A001 is being copied.')
  await expect(roll(page, 'A001')).toContainText('Safe to format: two verified copies', { timeout: 30_000 })
  await expect(page.locator('.copying')).toHaveCount(0)
  await hush(page)
  await clean(page, 'main')
  for (const drive of ['raid', 'shuttle']) {
    const folder = join(disks, 'drives', drive, 'the-lamp-room', 'day-01')
    expect(readFileSync(join(folder, 'A001/DCIM/100MSDCF/C0024.MP4'))).toEqual(Buffer.alloc(1 << 20, 24))
    expect(readdirSync(join(folder, 'A001/ascmhl')).filter((name) => name.endsWith('.mhl'))).toHaveLength(1)
    expect(readdirSync(folder)).toContain('A001.offload.json')
  }
})

test('what is safe is marked as formatted, and taken back', async ({ page, calm: _, isMobile }) => {
  await page.goto(house.base + at + '/cards')
  await settled(page)
  await roll(page, 'A001').getByRole('link', { name: 'A001' }).click()
  const sheet = page.locator('bts-sheet')
  await expect(sheet.locator('.verdict')).toContainText('Safe to format: two verified copies')
  await expect(sheet.getByRole('region', { name: /: 2 copies/ })).toContainText('24 of 24 files proven')
  const formatted = sheet.getByRole('button', { name: 'Mark as formatted' })
  if (isMobile) expect((await formatted.boundingBox())!.height).toBeGreaterThanOrEqual(48)
  await page.goto(house.base + (await roll(page, 'A001').getByRole('link', { name: 'A001' }).getAttribute('href')))
  await settled(page)
  await clean(page, 'main')
  await page.getByRole('button', { name: 'Mark as formatted' }).click()
  await says(page, 'The card is marked as formatted.')
  await expect(page.locator('.verdict')).toContainText('Formatted, two verified copies')
  await page.keyboard.press('z')
  await says(page, 'Taken back.')
  await expect(page.locator('.verdict')).toContainText('Safe to format')
  const [download] = await Promise.all([page.waitForEvent('download'), page.getByRole('link', { name: 'Receipt as JSON' }).click()])
  const receipt = JSON.parse(readFileSync((await download.path())!, 'utf8'))
  expect(receipt.safe_to_format).toBe(true)
  expect(receipt.items).toHaveLength(24)
})

test('one copy is not enough, and a reason stays', async ({ page, calm: _ }) => {
  await page.goto(house.base + at + '/cards')
  await settled(page)
  const form = page.locator('#copy-card')
  await form.getByRole('radio', { name: /B_0001/ }).check()
  await form.getByRole('checkbox', { name: /raid/ }).check()
  await form.getByLabel('Name of the card').fill('B001')
  await form.getByRole('button', { name: 'Copy and verify' }).click()
  await expect(roll(page, 'B001')).toContainText('Do not format: 1 verified copy, and 2 are wanted', { timeout: 30_000 })
  await expect(page.locator('.head .sub')).toContainText('2 cards full, 1 not safe yet')
  await page.goto(house.base + (await roll(page, 'B001').getByRole('link', { name: 'B001' }).getAttribute('href')))
  await settled(page)
  await page.getByText('It was formatted all the same').click()
  await page.getByLabel('Why, though it is not safe').fill('The drive went to the main unit.')
  await page.getByRole('button', { name: 'Mark as formatted' }).click()
  await says(page, 'The card is marked as formatted.')
  await expect(page.locator('.verdict')).toContainText('Formatted before it was safe')
  await expect(page.locator('.verdict')).toContainText('The drive went to the main unit.')
  await page.getByRole('button', { name: 'Use again as a new roll' }).click()
  await says(page, 'in use as a new roll')
  await expect(roll(page, 'B001')).toHaveCount(2)
})

test('the same card is known again, and a folder elsewhere refused', async ({ page }) => {
  await page.goto(house.base + at + '/cards')
  await settled(page)
  const form = page.locator('#copy-card')
  await form.getByLabel('Another folder').fill('/etc')
  await form.getByRole('checkbox', { name: /shuttle/ }).check()
  await form.getByLabel('Name of the card').fill('X001')
  await form.getByRole('button', { name: 'Copy and verify' }).click()
  await says(page, 'does not lie where this installation allows')
  await page.goto(house.base + at + '/cards')
  await settled(page)
  await form.getByRole('radio', { name: /A_0001/ }).check()
  await form.getByRole('checkbox', { name: /shuttle/ }).check()
  await form.getByLabel('Name of the card').fill('C001')
  await form.getByRole('button', { name: 'Copy and verify' }).click()
  await expect(roll(page, 'C001')).toContainText('not safe yet', { timeout: 30_000 })
  await page.goto(house.base + (await roll(page, 'C001').getByRole('link', { name: 'C001' }).getAttribute('href')))
  await expect(page.locator('.verdict')).toContainText('The same is in the log as A001')
})

test('the log works by keyboard alone', async ({ page, isMobile, calm: _ }) => {
  test.skip(isMobile, 'a phone has no keys')
  await page.goto(house.base + at)
  await settled(page)
  await page.keyboard.press('g')
  await page.keyboard.press('s')
  await expect(page).toHaveURL(/\/days$/)
  await settled(page)
  await page.keyboard.press('g')
  await page.keyboard.press('k')
  await expect(page).toHaveURL(/\/cards$/)
  await settled(page)
  await page.keyboard.press('j')
  await page.keyboard.press('e')
  await expect(page.locator('bts-sheet .verdict')).toBeVisible()
  await page.keyboard.press('Escape')
  await expect(page.locator('bts-sheet')).toBeHidden()
})
