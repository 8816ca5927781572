// The planning worksheet: somebody without script and schedule comes to a plan of one day, and takes it to the set.
import AxeBuilder from '@axe-core/playwright'
import { type Page } from '@playwright/test'
import { House } from '../house'
import { expect, hush, says, settled, test } from '../journey'

test.describe.configure({ mode: 'serial' })

let house: House
let at = ''
test.beforeAll(async () => {
  house = await House.open()
  await house.settle()
})
test.beforeEach(async ({ context }) => { await house.enter(context) })
test.afterAll(async () => { await house.close() })

const made = (page: Page) => page.locator('#sheet-made')
const row = (page: Page, n: number) => page.getByRole('group', { name: `Line ${n}`, exact: true })

async function clean(page: Page): Promise<void> {
  const { violations } = await new AxeBuilder({ page }).analyze()
  expect(violations.map((v) => `${v.id}: ${v.nodes[0]?.html}`)).toEqual([])
}

test('a title is enough to begin, and every answer shows what it makes', async ({ page, calm: _ }) => {
  await page.goto(house.base)
  await page.getByRole('link', { name: 'Begin with the planning worksheet' }).click()
  await clean(page)
  await page.getByLabel('What is the film called?').fill('The Ferry 🎬 שלום')
  await page.getByRole('button', { name: 'Begin' }).click()
  await says(page, 'is open')
  at = new URL(page.url()).pathname.replace(/\/worksheet$/, '')
  await settled(page)
  await expect(made(page)).toContainText('Day 1')
  await expect(made(page)).toContainText('Arrival and set-up')

  await page.getByLabel('On which day will you be there?').fill('2031-12-05')
  await row(page, 1).getByLabel('From').fill('9')
  await row(page, 1).getByLabel('To').fill('10:00')
  await row(page, 1).getByLabel('What happens').fill('Load-in')
  await row(page, 2).getByLabel('From').fill('10:00')
  await row(page, 2).getByLabel('To').fill('12:30')
  await row(page, 2).getByLabel('What happens').fill('Scene 4: the storm')
  await row(page, 2).getByLabel('Who is in it').fill('Mara, Jon')
  await page.getByLabel('Where is it?').fill('Ferry landing')
  await expect(made(page).getByRole('link', { name: 'Scene 4: the storm' })).toBeVisible()
  await expect(made(page)).toContainText('Fri 5 Dec')
  await expect(made(page)).not.toContainText('Arrival and set-up')
  await clean(page)
})

test('two fill it in at once, and neither loses anything', async ({ page, browser, calm: _ }) => {
  const context = await browser.newContext()
  await house.enter(context)
  const other = await context.newPage()
  for (const who of [page, other]) {
    await who.goto(house.base + at + '/worksheet?part=strategy')
    await settled(who)
  }
  await page.getByLabel('How does the film feel?').fill('Loud')
  await page.getByLabel('How is it to look and sound?').focus()
  await expect.poll(() => house.command('story', 'treatment')).toContain('Loud')
  await other.getByLabel('Who is to see it?').fill('Everybody')
  await other.getByLabel('How is it to look and sound?').fill('Grey-green')
  await other.getByLabel('What must not be seen?').focus()
  await expect.poll(() => house.command('story', 'treatment')).toContain('Grey-green')
  await other.getByRole('button', { name: 'Save and go on' }).click() // its form still has no tone
  await other.waitForURL('**part=checklist')
  expect(house.command('story', 'treatment')).toContain('Loud')
  expect(house.command('story', 'treatment')).toContain('Everybody')
  await context.close()
})

test('what cannot be understood is answered, and nothing of it is lost', async ({ page }) => {
  await page.goto(house.base + at + '/worksheet')
  await settled(page)
  await row(page, 3).getByLabel('From').fill('27:80')
  await row(page, 3).getByLabel('What happens').fill('The quay')
  await expect(made(page).getByRole('alert')).toContainText('"27:80" is not a time')
  await page.getByRole('button', { name: 'Save and go on' }).click()
  await expect(page.locator('#sheet-form').getByRole('alert')).toContainText('"27:80" is not a time')
  await expect(row(page, 3).getByLabel('What happens')).toHaveValue(/The quay/)
  await expect(row(page, 2).getByLabel('What happens')).toHaveValue('Scene 4: the storm')
})

test('it is left and taken up again, and ends in a plan', async ({ page, calm: _ }) => {
  await page.goto(house.base + at + '/worksheet')
  await expect(row(page, 2).getByLabel('Who is in it')).toHaveValue('Mara, Jon')
  await page.getByLabel('Who makes it, and who is in it?').fill('Lena Hart, director')
  await page.getByRole('button', { name: 'Save and go on' }).click()
  await expect(page.getByRole('heading', { name: '2. Content strategy' })).toBeVisible()
  await settled(page)
  await page.getByLabel('What does somebody who liked the film want to know?').fill('How do you film a storm on a calm river?')
  await page.getByLabel('The people: who are they').check()
  await page.getByLabel('Whom do you want to interview?').fill('Lena Hart')
  await page.getByLabel('How does the film feel?').fill('Quiet and wet')
  await expect(made(page).getByRole('link', { name: 'The people' })).toBeVisible()
  await expect(made(page)).toContainText('Interview: Lena Hart')
  await clean(page)
  await page.getByRole('button', { name: 'Save and go on' }).click()
  await expect(page.getByRole('heading', { name: '3. Daily shooting checklist' })).toBeVisible()
  await page.getByLabel('Others of your own, one to a line').first().fill('Oars are on board')
  await page.getByRole('button', { name: 'Save and plan the day' }).click()
  await page.waitForURL('**/plan')
  await expect(page.getByText('Scene 4: the storm').locator('visible=true').first()).toBeVisible({ timeout: 20_000 })
})

test('the checklist goes to the set', async ({ page, calm: _ }) => {
  await page.goto(house.base + at + '/days/2031-12-05')
  await settled(page)
  const list = page.locator('#checklist')
  const oars = list.getByRole('button', { name: 'Oars are on board', exact: true })
  await oars.click()
  await says(page, 'Done.')
  await expect(oars).toHaveAttribute('aria-pressed', 'true')
  await page.reload()
  await expect(oars).toHaveAttribute('aria-pressed', 'true')
  await list.getByRole('button', { name: 'Take off the list: Oars are on board' }).click()
  await says(page, 'off the list')
  await expect(oars).toHaveCount(0)
  await page.locator('#toasts').getByRole('button', { name: 'Undo' }).click()
  await expect(oars).toBeVisible()
  await hush(page)
  await list.getByLabel('Put on the list').fill('The cat')
  await list.getByRole('button', { name: 'Add' }).click()
  await expect(list.getByRole('button', { name: 'The cat', exact: true })).toBeVisible()
  await clean(page)
})

test('the whole sheet is there to print, empty lines and all', async ({ page, calm: _ }) => {
  await page.goto(house.base + at + '/worksheet?part=all')
  await page.emulateMedia({ media: 'print' })
  for (const part of ['1. Pre-production planning', '2. Content strategy', '3. Daily shooting checklist']) {
    await expect(page.getByRole('heading', { name: part })).toBeVisible()
  }
  await expect(made(page)).toBeHidden()
  await expect(page.getByLabel('How does the film feel?')).toHaveValue('Quiet and wet')
})
