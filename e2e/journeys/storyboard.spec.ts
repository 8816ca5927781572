// The storyboards: frames are drawn, photographed, put in order, shown and handed out.
import AxeBuilder from '@axe-core/playwright'
import type { Locator, Page } from '@playwright/test'
import { execFileSync } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
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

const sheet = (page: Page) => page.locator('[data-sheet-body]')
const cards = (page: Page) => page.locator('.frame-card')
const clean = async (page: Page, where: string) => expect((await new AxeBuilder({ page }).include(where).analyze()).violations).toEqual([])

/** easel waits until a hand can draw. */
const easel = async (page: Page): Promise<Locator> => {
  await expect(page.locator('bts-draw[state="ready"]')).toBeAttached()
  return page.locator('#sheet')
}

/** stroke draws a line with the mouse; places are parts of the sheet. */
async function stroke(page: Page, ...places: [number, number][]): Promise<void> {
  const box = (await page.locator('#sheet').boundingBox())!
  const [first, ...rest] = places.map(([x, y]) => [box.x + x * box.width, box.y + y * box.height] as const)
  await page.mouse.move(first![0], first![1])
  await page.mouse.down()
  for (const [x, y] of rest) await page.mouse.move(x, y, { steps: 8 })
  await page.mouse.up()
}

/** inked counts the dark pixels of the sheet on the screen. */
const inked = (page: Page) =>
  page.locator('#sheet').evaluate((c: HTMLCanvasElement) => {
    const { data } = c.getContext('2d')!.getImageData(0, 0, c.width, c.height)
    let n = 0
    for (let i = 3; i < data.length; i += 4) if (data[i]! > 128) n++
    return n
  })

/** near compares two counts of pixels: the edge of a line that is drawn piece by piece is a little darker. */
const near = (got: number, want: number) => expect(Math.abs(got - want), `${got} pixels, ${want} before`).toBeLessThan(want * 0.02)

const saved = (page: Page) => expect(page.locator('[data-state]')).toHaveText('Saved', { timeout: 10_000 })

test('a first frame is drawn, and is still there after a reload', async ({ page, calm: _ }) => {
  await page.goto(house.base + at + '/boards')
  await expect(page.getByText('Nothing is drawn yet')).toBeVisible()
  await clean(page, 'main')
  await page.goto(house.base + at + '/boards/loose')
  await page.getByRole('button', { name: 'Draw a frame' }).press('Enter')
  await easel(page)
  await stroke(page, [0.1, 0.8], [0.9, 0.8])
  await stroke(page, [0.3, 0.2], [0.5, 0.5], [0.7, 0.2])
  const before = await inked(page)
  expect(before).toBeGreaterThan(500)
  await page.getByRole('button', { name: 'Undo' }).click()
  expect(await inked(page)).toBeLessThan(before)
  await page.keyboard.press('Control+y')
  near(await inked(page), before)
  await page.getByLabel('Title').fill('Under the lens')
  await page.getByLabel('Size').fill('close up')
  await clean(page, 'main')
  await saved(page)
  await page.reload()
  await easel(page)
  near(await inked(page), before)
  await page.getByRole('link', { name: 'Done' }).press('Enter')
  await expect(cards(page)).toHaveCount(1)
  await expect(cards(page).first()).toContainText('Under the lens')
  await expect(cards(page).first()).toContainText('CU')
  await clean(page, 'main')
})

test('the eraser takes ink away, and the page agrees with the image that is handed out', async ({ page, calm: _ }) => {
  await page.goto(house.base + at + '/boards/loose')
  await cards(page).first().getByRole('link', { name: 'Draw' }).press('Enter')
  await easel(page)
  await page.getByRole('button', { name: 'Broad' }).click()
  await page.getByRole('button', { name: 'Red', exact: true }).click()
  await stroke(page, [0.2, 0.6], [0.8, 0.6])
  const before = await inked(page)
  await page.getByRole('button', { name: 'Eraser' }).click()
  await stroke(page, [0.5, 0.5], [0.5, 0.7])
  expect(await inked(page)).toBeLessThan(before)
  await saved(page)
  const frame = (await page.locator('bts-draw').getAttribute('frame'))!
  const differs = await page.evaluate(async (src) => {
    const image = new Image()
    image.src = src
    await image.decode()
    const canvas = document.querySelector<HTMLCanvasElement>('#sheet')!
    const side = document.createElement('canvas')
    side.width = canvas.width
    side.height = canvas.height
    const ctx = side.getContext('2d')!
    const pixels = (draw: () => void) => {
      ctx.fillStyle = '#fff'
      ctx.fillRect(0, 0, side.width, side.height)
      draw()
      return ctx.getImageData(0, 0, side.width, side.height).data
    }
    const theirs = pixels(() => ctx.drawImage(image, 0, 0, side.width, side.height))
    const ours = pixels(() => ctx.drawImage(canvas, 0, 0))
    let far = 0
    for (let i = 0; i < ours.length; i += 4) if (Math.abs(ours[i + 1]! - theirs[i + 1]!) > 128) far++
    return far / (ours.length / 4)
  }, `${at}/frames/${frame}/image.png?w=1600&of=${Date.now()}`)
  expect(differs).toBeLessThan(0.002)
})

test('a pen presses, and the hand that lies down with it does not draw', async ({ page, calm: _ }) => {
  await page.goto(house.base + at + '/boards/loose')
  await page.getByRole('button', { name: 'Draw a frame' }).press('Enter')
  const canvas = await easel(page)
  const points = await canvas.evaluate(async (c: HTMLCanvasElement) => {
    const box = c.getBoundingClientRect()
    const send = (type: string, pointerType: string, pointerId: number, x: number, pressure: number) =>
      c.dispatchEvent(new PointerEvent(type, { pointerType, pointerId, pressure, buttons: 1, bubbles: true, cancelable: true, isPrimary: true, clientX: box.left + x * box.width, clientY: box.top + box.height / 2 }))
    c.setPointerCapture = () => undefined
    send('pointerdown', 'touch', 7, 0.9, 0.5)
    send('pointerdown', 'pen', 8, 0.1, 0.1)
    for (let i = 1; i <= 40; i++) {
      send('pointermove', 'pen', 8, 0.1 + i / 60, i / 40)
      send('pointermove', 'touch', 7, 0.9 - i / 200, 0.5)
    }
    send('pointerup', 'pen', 8, 0.77, 1)
    send('pointerdown', 'touch', 9, 0.2, 0.5)
    send('pointermove', 'touch', 9, 0.4, 0.5)
    send('pointerup', 'touch', 9, 0.4, 0.5)
    return null
  })
  expect(points).toBeNull()
  await saved(page)
  const frame = (await page.locator('bts-draw').getAttribute('frame'))!
  const drawing = await (await page.request.get(`${house.base}${at}/frames/${frame}/drawing.json`)).json()
  expect(drawing.strokes).toHaveLength(1)
  const pressures = drawing.strokes[0].points.map((p: number[]) => p[2])
  expect(pressures[0]).toBeLessThan(0.2)
  expect(Math.max(...pressures)).toBeGreaterThan(0.7)
})

/** pictures that somebody brings. */
const file = (name: string, mimeType: string, buffer: Buffer) => ({ name, mimeType, buffer })
const dot = Buffer.from('iVBORw0KGgoAAAANSUhEUgAAAAIAAAACCAIAAAD91JpzAAAAFklEQVR4nGP4z8DAwMDAwMTAwMDAwAAAC/wBBX9pS1kAAAAASUVORK5CYII=', 'base64')

test('pictures make frames; what is no picture is refused in words', async ({ page }) => {
  await page.goto(house.base + at + '/boards/loose')
  await settled(page)
  const png = await page.evaluate(() => {
    const c = document.createElement('canvas')
    c.width = 64
    c.height = 36
    c.getContext('2d')!.fillRect(8, 8, 40, 20)
    return c.toDataURL('image/png').split(',')[1]!
  })
  const good = Buffer.from(png, 'base64')
  const bring = page.locator('#frame-pictures')
  await bring.setInputFiles([file('a.png', 'image/png', good), file('b.png', 'image/png', good)])
  await page.getByRole('button', { name: 'Add the pictures' }).press('Enter')
  await says(page, '2 frames are on the board.')
  await expect(cards(page)).toHaveCount(4)
  await page.locator('#toasts').getByRole('button', { name: 'Undo' }).press('Enter')
  await says(page, 'Taken back.')
  await expect(cards(page)).toHaveCount(2)
  for (const [f, words] of [
    [file('x.png', 'image/png', Buffer.from('<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>')), 'SVG'],
    [file('x.jpg', 'image/jpeg', Buffer.from('\x00\x00\x00\x18ftypheic\x00\x00\x00\x00', 'latin1')), 'HEIC'],
    [file('x.png', 'image/png', dot.subarray(0, 40)), 'cut off'],
  ] as const) {
    await bring.setInputFiles([f])
    await page.getByRole('button', { name: 'Add the pictures' }).press('Enter')
    await says(page, words)
  }
  await expect(cards(page)).toHaveCount(2)
  await page.evaluate((data) => {
    const box = new DataTransfer()
    box.items.add(new File([Uint8Array.from(atob(data), (c) => c.charCodeAt(0))], 'pasted.png', { type: 'image/png' }))
    document.body.dispatchEvent(new ClipboardEvent('paste', { clipboardData: box, bubbles: true }))
  }, png)
  await expect(cards(page)).toHaveCount(3)
})

test('frames are dragged, and moved by keyboard', async ({ page, calm: _, isMobile }) => {
  await page.goto(house.base + at + '/boards/loose')
  await settled(page)
  const names = cards(page).locator('h2 a')
  const order = await names.allTextContents()
  if (!isMobile) {
    await cards(page).first().locator('.frame-line, h2').first().hover()
    const from = (await cards(page).first().boundingBox())!
    const to = (await cards(page).nth(2).boundingBox())!
    await page.mouse.move(from.x + from.width / 2, from.y + from.height - 60)
    await page.mouse.down()
    await page.mouse.move(to.x + to.width / 2, to.y + to.height / 2, { steps: 12 })
    await page.mouse.move(to.x + to.width - 20, to.y + to.height / 2, { steps: 6 })
    await page.mouse.up()
    await says(page, 'The frame is moved.')
    await expect(names.first()).not.toHaveText(order[0]!)
    await page.locator('#toasts').getByRole('button', { name: 'Undo' }).press('Enter')
    await says(page, 'Taken back.')
    await expect(names.first()).toHaveText(order[0]!)
  }
  await cards(page).first().getByRole('link', { name: 'Move…' }).press('Enter')
  await sheet(page).getByLabel('Where').selectOption({ index: 2 })
  await sheet(page).getByRole('button', { name: 'Move', exact: true }).press('Enter')
  await says(page, 'The frame is moved.')
  await page.keyboard.press('Escape')
  await expect(names.nth(2)).toHaveText('Under the lens')
})

test('a frame in words: place on the plan, hostile title, taken off and back', async ({ page }) => {
  await page.goto(house.base + at + '/boards/loose')
  await settled(page)
  await cards(page).nth(0).locator('h2 a').press('Enter')
  await sheet(page).getByText('Edit', { exact: true }).press('Enter')
  await sheet(page).getByLabel('Title').fill('שלום 👩‍👩‍👧 ' + 'x'.repeat(9_980))
  await sheet(page).getByLabel('From the left, %').fill('25')
  await sheet(page).getByLabel('From the top, %').fill('60')
  await sheet(page).getByLabel('Looks, degrees from north').fill('45')
  await clean(page, 'bts-sheet')
  await sheet(page).getByRole('button', { name: 'Save' }).press('Enter')
  await says(page, 'The frame is saved.')
  await expect(sheet(page).getByText('The camera looks north-east.')).toBeVisible()
  await page.keyboard.press('Escape')
  const wide = await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth)
  expect(wide).toBeLessThanOrEqual(0)
  expect((await cards(page).nth(0).boundingBox())!.height).toBeLessThan(460)
  await cards(page).nth(0).locator('h2 a').press('Enter')
  await sheet(page).getByRole('button', { name: 'Take off the board' }).press('Enter')
  await says(page, 'The frame is off the board.')
  await page.locator('#toasts').getByRole('button', { name: 'Undo' }).press('Enter')
  await says(page, 'Taken back.')
})

test('a board is presented by keyboard, and handed out', async ({ page, calm: _ }) => {
  await page.goto(house.base + at + '/boards/loose')
  await page.getByRole('link', { name: 'Present' }).press('Enter')
  await expect(page.locator('.slide')).toHaveCount(3)
  await clean(page, 'body')
  await page.keyboard.press('ArrowRight')
  await expect(page.locator('.slide').nth(1)).toBeInViewport({ ratio: 0.9 })
  await page.keyboard.press('Home')
  await expect(page.locator('.slide').first()).toBeInViewport({ ratio: 0.9 })
  await page.keyboard.press('Escape')
  await expect(page).toHaveURL(/boards\/loose$/)
  for (const [path, begins] of [['storyboard.pdf?per=2&paper=Letter', '%PDF'], ['frames.zip', 'PK']]) {
    const got = await page.request.get(`${house.base}${at}/boards/loose/${path}`)
    expect((await got.body()).subarray(0, begins!.length).toString()).toBe(begins)
  }
  const out = join(house.data, 'boards.pdf')
  house.command('export', 'storyboard', 'all', '--out', out, '--per-page', '6')
  expect(readFileSync(out).subarray(0, 4).toString()).toBe('%PDF')
  expect(execFileSync('pdftotext', [out, '-'], { encoding: 'utf8' })).toContain('Under the lens')
})

test('on a tablet without a connection: drawn, written, added, reloaded, and sent when it is back', async ({ page, context, isMobile }) => {
  test.skip(isMobile, 'the phone runs the same script')
  test.setTimeout(90_000)
  await page.goto(house.base + at + '/boards/loose')
  await cards(page).nth(2).getByRole('link', { name: 'Draw' }).press('Enter')
  await easel(page)
  await page.waitForFunction(() => navigator.serviceWorker.controller !== null)
  const drawing = page.url()
  await page.goto(house.base + at + '/boards/loose')
  await expect.poll(() => page.evaluate(async () => (await (await caches.open('bts-pages')).keys()).filter((k) => /boards|draw$/.test(k.url)).length)).toBeGreaterThan(2)

  await context.setOffline(true)
  await page.goto(drawing)
  await easel(page)
  const before = await inked(page)
  expect(before).toBeGreaterThan(100)
  await stroke(page, [0.1, 0.1], [0.9, 0.15])
  await page.getByLabel('Note').fill('No signal below deck')
  await expect(page.locator('[data-state]')).toContainText('Waiting for the network')
  const after = await inked(page)
  await page.reload()
  await easel(page)
  near(await inked(page), after)
  await expect(page.getByLabel('Note')).toHaveValue('No signal below deck')

  await page.goto(house.base + at + '/boards/loose')
  await expect(cards(page).nth(2)).toContainText('waiting for the network')
  await page.getByRole('button', { name: 'Draw a frame' }).click()
  await easel(page)
  await stroke(page, [0.2, 0.2], [0.8, 0.8])
  await page.getByLabel('Title').fill('Drawn on the ferry')
  await page.getByRole('link', { name: 'Done' }).click()
  await expect(cards(page).filter({ hasText: 'Drawn on the ferry' })).toContainText('waiting for the network')

  await context.setOffline(false)
  await page.goto(house.base + at + '/boards/loose')
  await expect(cards(page)).toHaveCount(4)
  await expect(cards(page).filter({ hasText: 'Drawn on the ferry' }).locator('img')).toBeVisible()
  await expect(cards(page).nth(2)).toContainText('No signal below deck')
  await expect(page.getByText('waiting for the network')).toHaveCount(0)
  const frame = /frames\/([^/]+)\/draw/.exec(drawing)![1]
  const sent = await (await page.request.get(`${house.base}${at}/frames/${frame}/drawing.json`)).json()
  expect(sent.strokes.length).toBeGreaterThan(1)
})

test('two people work on one frame at once, and neither loses anything', async ({ page, browser, isMobile }) => {
  test.skip(isMobile, 'the phone runs the same script')
  const other = await browser.newContext()
  await house.enter(other)
  const ben = await other.newPage()
  await page.goto(house.base + at + '/boards/loose')
  const draw = new URL((await cards(page).nth(2).getByRole('link', { name: 'Draw' }).getAttribute('href'))!, house.base).href
  for (const who of [page, ben]) {
    await who.goto(draw)
    await easel(who)
  }
  const count = async () => (await (await page.request.get(draw.replace(/draw$/, 'drawing.json'))).json()).strokes.length
  const had = await count()
  await stroke(page, [0.2, 0.3], [0.8, 0.3])
  await stroke(ben, [0.3, 0.2], [0.3, 0.8])
  await page.getByLabel('Title').fill('Theirs')
  await ben.getByRole('textbox', { name: 'Lens' }).fill('85 mm')
  await saved(page)
  await saved(ben)
  await expect.poll(count).toBe(had + 2)
  await page.reload()
  await expect(page.getByLabel('Title')).toHaveValue('Theirs')
  await expect(page.getByRole('textbox', { name: 'Lens' })).toHaveValue('85 mm')
  await other.close()
})

test('whoever signs out leaves nothing behind', async ({ page, isMobile }) => {
  test.skip(isMobile, 'the phone runs the same script')
  await page.goto(house.base + at + '/boards/loose')
  await page.waitForFunction(() => navigator.serviceWorker.controller !== null)
  await expect.poll(() => page.evaluate(() => caches.has('bts-pages'))).toBe(true)
  await page.locator('.account summary').click()
  await page.getByRole('button', { name: 'Sign out' }).click()
  await expect(page).toHaveURL(/sign-in/)
  await expect.poll(() => page.evaluate(() => caches.has('bts-pages'))).toBe(false)
})
