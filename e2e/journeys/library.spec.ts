// The library: what came from the cards is looked through, chosen, marked, captioned, sent and taken along.
import { execFileSync } from 'node:child_process'
import { mkdirSync, mkdtempSync, rmSync, statSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { type Page } from '@playwright/test'
import { House } from '../house'
import { expect, says, settled, test } from '../journey'

test.describe.configure({ mode: 'serial' })

let house: House
let at: string
let shot: string
test.beforeAll(async () => {
  test.setTimeout(180_000)
  shot = mkdtempSync(join(tmpdir(), 'bts-shot-'))
  const film = (args: string[], ...path: string[]): string => {
    const file = join(shot, ...path)
    mkdirSync(join(file, '..'), { recursive: true })
    execFileSync('ffmpeg', ['-v', 'error', '-y', ...args, file])
    return file
  }
  // Twelve stills of 24 megapixels, ten minutes apart, and a clip that counts frames as NTSC does.
  film(['-f', 'lavfi', '-i', 'testsrc2=s=6000x4000:r=1', '-frames:v', '12', '-q:v', '3'], 'card', 'DCIM', 'S_%02d.JPG')
  for (let i = 1; i <= 12; i++) {
    const time = `2026:05:04 10:${String(i * 4).padStart(2, '0')}:00`
    execFileSync('exiftool', ['-q', '-overwrite_original', `-EXIF:DateTimeOriginal=${time}`, join(shot, 'card', 'DCIM', `S_${String(i).padStart(2, '0')}.JPG`)])
  }
  film(['-f', 'lavfi', '-i', 'testsrc2=s=640x360:r=30000/1001:d=6', '-f', 'lavfi', '-i', 'sine=d=6', '-timecode', '00:00:59;28', '-c:v', 'libx264', '-preset', 'ultrafast', '-c:a', 'aac'], 'card', 'CLIP', 'C0001.MOV')
  film(['-f', 'rawvideo', '-pix_fmt', 'rgb24', '-s', '4000x3000', '-r', '1', '-i', '/dev/urandom', '-frames:v', '1', '-compression_level', '1'], 'send', 'large.png')
  film(['-f', 'lavfi', '-i', 'testsrc=s=320x200', '-frames:v', '1'], 'send', 'small.jpg')
  house = await House.open()
  await house.settle()
  at = await house.shoot('The Lamp Room', { papers: true, crew: true })
  house.command('ingest', join(shot, 'card'))
})
test.beforeEach(async ({ context }) => { await house.enter(context) })
test.afterAll(async () => {
  await house.close()
  rmSync(shot, { recursive: true, force: true })
})

const cells = (page: Page) => page.locator('main .cell')

test('filters are in the address, keys go through the grid, words find', async ({ page, calm: _, isMobile }) => {
  test.skip(isMobile, 'the same on a phone')
  await page.goto(`${house.base}${at}/library`)
  await settled(page)
  await expect(cells(page)).toHaveCount(13)
  await page.getByLabel('Everything').selectOption('video')
  await expect(page).toHaveURL(/kind=video/)
  await expect(cells(page)).toHaveCount(1)
  await page.getByRole('link', { name: 'Show everything' }).click()
  await expect(cells(page)).toHaveCount(13)
  await page.keyboard.press('j')
  await page.keyboard.press('j')
  await page.keyboard.press('x')
  await expect(page.locator('[data-picked]')).toHaveText('1 picked')
  await page.locator('#bulk-tag').fill('lamp')
  await page.getByRole('button', { name: 'Tag', exact: true }).click()
  await says(page, '1 asset tagged.')
  await page.locator('#toasts').getByRole('button', { name: 'Undo' }).click()
  await says(page, 'Taken back.')
})

test('a clip plays, steps and is marked by its own timecode', async ({ page, calm: _, isMobile }) => {
  test.skip(isMobile, 'the same on a phone')
  await page.goto(`${house.base}${at}/library?kind=video`)
  await settled(page)
  await cells(page).first().locator('.cell-open').click()
  const clock = page.locator('.player-clock')
  await expect(clock).toHaveText(/00:00:59;28/)
  await page.keyboard.press('.')
  await expect(clock).toHaveText(/00:00:59;29/)
  await page.keyboard.press('.')
  await expect(clock).toHaveText(/00:01:00;02/) // two numbers are left out, no frame is
  await page.keyboard.press('i')
  await page.keyboard.press('l')
  await page.waitForTimeout(600)
  await page.keyboard.press('k')
  await page.keyboard.press('o')
  await expect(page.getByLabel('In', { exact: true })).toHaveValue('00:01:00;02')
  await page.locator('#mark-text').fill('the fall')
  await page.getByRole('button', { name: 'Mark', exact: true }).click()
  await expect(page.locator('[data-marks]')).toContainText('the fall')
  await page.keyboard.press('ArrowRight')
  await page.locator('[data-jump]').click()
  await expect(clock).toHaveText(/00:01:00;02/)
})

test('stills are chosen by keys as fast as one sees them', async ({ page, calm: _, isMobile }) => {
  test.skip(isMobile, 'keys')
  await page.goto(`${house.base}${at}/library/cull?kind=still`)
  const root = page.locator('bts-cull')
  await expect(root).toHaveAttribute('data-painted', /.+/)
  await page.waitForTimeout(1500) // five on each side are fetched before
  const times = await page.evaluate(async () => {
    const took: number[] = []
    for (const key of ['1', '3', '2', 'ArrowRight', '1', '4', 'ArrowRight', '3', 'ArrowRight', 'ArrowLeft', 'ArrowRight']) {
      const began = performance.now()
      const painted = new Promise<number>((done) => new PerformanceObserver((list, self) => {
        const mark = list.getEntriesByName('cull:painted').find((m) => m.startTime >= began)
        if (mark) (self.disconnect(), done(mark.startTime - began))
      }).observe({ type: 'mark' }))
      document.dispatchEvent(new KeyboardEvent('keydown', { key, bubbles: true }))
      if (key !== '4') took.push(await painted)
      await new Promise((r) => setTimeout(r, 250))
    }
    return took.sort((a, b) => a - b)
  })
  console.log(`culling, key to the next still painted: median ${times[times.length >> 1]!.toFixed(0)} ms, longest ${times.at(-1)!.toFixed(0)} ms of ${times.length}`)
  expect(times[times.length >> 1]!).toBeLessThan(100)
  await expect(page.locator('.cull-counts')).toContainText(/[12] first · 1 second · [12] killed/)
  await page.keyboard.press('t')
  await page.locator('.cull-tag input').fill('bridge')
  await page.keyboard.press('Enter')
  await page.keyboard.press('c')
  await expect(page.locator('.cull-frame figure')).toHaveCount(2)
  await page.keyboard.press('c')
  await expect(page.locator('.cull-frame figure')).toHaveCount(4)
  await page.keyboard.press('Escape')
  await expect(page).toHaveURL(/\/library(\?|$)/)
  await page.goto(`${house.base}${at}/library?verdict=second`)
  await expect(cells(page)).toHaveCount(1)
})

test('stills are chosen by swipes on a phone', async ({ page, calm: _, isMobile }) => {
  test.skip(!isMobile, 'fingers')
  await page.goto(`${house.base}${at}/library/cull?kind=still&verdict=none`)
  await expect(page.locator('bts-cull')).toHaveAttribute('data-painted', /.+/)
  const box = (await page.locator('.cull-frame').boundingBox())!
  const finger = await page.context().newCDPSession(page)
  const touch = (type: string, x: number, y: number) => finger.send('Input.dispatchTouchEvent', { type: type as 'touchStart', touchPoints: type === 'touchEnd' ? [] : [{ x, y }] })
  const [x, y] = [box.x + box.width / 2, box.y + box.height / 2]
  await touch('touchStart', x, y)
  for (let i = 1; i <= 6; i++) await touch('touchMove', x, y - i * 30)
  await touch('touchEnd', x, y)
  await expect(page.locator('.cull-counts')).toContainText(/1 (first|second|killed)/)
})

test('a file goes on where it was after a cut and a reload', async ({ page, context, isMobile }) => {
  test.setTimeout(120_000)
  const large = join(shot, 'send', 'large.png')
  const whole = statSync(large).size
  expect(whole).toBeGreaterThan(33 << 20) // three pieces
  let pieces = 0
  const offsets: number[] = []
  await context.route('**/library/uploads/*', async (route) => {
    const request = route.request()
    if (request.method() !== 'PATCH') return route.continue()
    pieces++
    offsets.push(Number(request.headers()['upload-offset']))
    return pieces >= 2 && pieces < 100 ? route.abort('connectionreset') : route.continue()
  })
  await page.goto(`${house.base}${at}/library`)
  await settled(page)
  await page.locator('#upload summary').click()
  await page.locator('#upload-files').setInputFiles([large])
  await expect.poll(() => pieces, { timeout: 30_000 }).toBeGreaterThanOrEqual(2)
  page.on('dialog', (dialog) => void dialog.accept()) // files are still being sent
  await page.reload()
  await settled(page)
  pieces = 100 // the line is there again
  offsets.length = 0
  await page.locator('#upload summary').click()
  await expect(page.locator('[data-unfinished]')).toContainText('Not sent to the end: large.png')
  await page.locator('#upload-files').setInputFiles([large, join(shot, 'send', 'small.jpg')])
  await expect(page.locator('[data-sum]')).toContainText('2 of 2 files', { timeout: 60_000 })
  expect(offsets.filter((o) => o > 0)[0]).toBe(16 << 20) // the first piece is not sent again
  expect(Math.min(...offsets.filter((o) => o > 0))).toBe(16 << 20)
  expect(offsets.filter((o) => o === 0)).toHaveLength(1) // the small one
  if (!isMobile) await expect(cells(page)).toHaveCount(15, { timeout: 60_000 })
})

test('captions are looked at, typed with codes, and taken along', async ({ page, calm: _, isMobile }) => {
  test.skip(isMobile, 'the same on a phone')
  await page.goto(`${house.base}${at}/captions?kind=still&verdict=second`)
  await settled(page)
  const one = page.locator('.caption')
  await expect(one).toHaveCount(1)
  await page.locator('#caption-style > summary').click()
  await page.locator('#caption-style').getByText('Words and codes').click()
  await page.getByLabel('Codes', { exact: true }).fill('lamp = the lamp of the harbour')
  await page.locator('#caption-style').getByRole('button', { name: 'Save' }).click()
  await says(page, 'Captions are written like this from now on.')
  await one.getByText('Write it yourself').click()
  const field = one.getByLabel('Caption', { exact: true })
  await field.fill('')
  await field.pressSequentially('Ada lights \\lamp\\ again')
  await expect(field).toHaveValue('Ada lights the lamp of the harbour again')
  await one.getByRole('button', { name: 'Save' }).click()
  await expect(one.locator('.caption-text')).toHaveText('Ada lights the lamp of the harbour again')
  await page.getByText('Take with you').click()
  const file = page.waitForEvent('download')
  await page.getByRole('link', { name: 'Copies with captions' }).click()
  const saved = join(shot, 'press.zip')
  await (await file).saveAs(saved)
  const folder = join(shot, 'press')
  execFileSync('python3', ['-m', 'zipfile', '-e', saved, folder])
  expect(execFileSync('exiftool', ['-r', '-s3', '-IPTC:Caption-Abstract', folder], { encoding: 'utf8' })).toContain('Ada lights the lamp of the harbour again')
})
