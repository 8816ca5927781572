// Kept views: what a list shows is kept under a name, found again, shared, renamed, taken away and brought back.
import AxeBuilder from '@axe-core/playwright'
import { type Page } from '@playwright/test'
import { House } from '../house'
import { expect, hush, says, settled, test } from '../journey'

test.describe.configure({ mode: 'serial' })

const nora = { name: 'Nora Fielding', email: 'nora@lamp-room.example', password: 'two lenses and a thermos' }

let house: House
let at: string
let theirs: Page // somebody else of the crew
test.beforeAll(async ({ browser }) => {
  house = await House.open()
  await house.settle()
  at = await house.shoot('The Lamp Room', { papers: true })
  await house.posts(['Boots', 'Faces'].map((title, n) => ({ path: at + '/shotlist', form: { title, medium: 'video', priority: n ? 'must' : 'nice' } })))
  const mine = await browser.newContext()
  await house.enter(mine)
  const page = await mine.newPage()
  await page.goto(house.base + at + '/people')
  await page.getByLabel('For whom').fill(nora.name)
  await page.getByRole('radio', { name: /^BTS crew member/ }).check()
  await page.getByRole('button', { name: 'Make the link' }).click()
  theirs = await (await browser.newContext()).newPage()
  await theirs.goto(await page.getByLabel('Invitation link').inputValue())
  await theirs.getByLabel('Your name').fill(nora.name)
  await theirs.getByLabel('Email').fill(nora.email)
  await theirs.getByLabel('Password').fill(nora.password)
  await theirs.getByRole('button', { name: 'Join' }).click()
  await expect(theirs).toHaveURL(house.base + at)
  await mine.close()
})
test.beforeEach(async ({ context }) => { await house.enter(context) })
test.afterAll(async () => { await house.close() })

const views = (page: Page) => page.getByRole('navigation', { name: 'Kept views' })
const view = (page: Page, name: string) => views(page).getByRole('link', { name })
const undo = (page: Page) => page.locator('#toasts').getByRole('button', { name: 'Undo' }).click()

async function visit(page: Page, list: string): Promise<void> {
  await page.goto(house.base + at + list)
  await settled(page)
}

async function keep(page: Page, name: string): Promise<void> {
  await page.getByText('Keep this view').click()
  const form = page.locator('.saved-views form').filter({ hasText: 'Keep' })
  await form.getByLabel('Name').fill(name)
  await form.getByRole('button', { name: 'Keep' }).click()
  await says(page, `“${name}” is kept.`)
}

async function clean(page: Page): Promise<void> {
  await hush(page)
  const { violations } = await new AxeBuilder({ page }).include('main').analyze()
  expect(violations.map((v) => `${v.id}: ${v.nodes[0]?.html}`)).toEqual([])
}

test('filters of both lists are kept under a name, and found again', async ({ page, calm: _ }) => {
  for (const [list, filter, name] of [['/moments', 'Kind', 'Stunts 🎬'], ['/shotlist', 'Priority', 'Musts, שלום']] as const) {
    await visit(page, list)
    await expect(page.getByText('Keep this view')).toBeHidden() // nothing is filtered
    await page.locator('form.filter').getByLabel(filter).selectOption(list === '/moments' ? 'stunt' : 'must')
    await expect(page).toHaveURL(/\?/)
    await settled(page)
    const rows = await page.locator('main [data-row]').count()
    await keep(page, name)
    await expect(view(page, name)).toHaveAttribute('aria-current', 'page')
    await clean(page)
    await visit(page, list)
    await view(page, name).click()
    await expect(page).toHaveURL(/(kind=stunt|priority=must)/)
    await expect(page.locator('main [data-row]')).toHaveCount(rows)
  }
})

test('a view is one’s own until it is shared', async ({ page, calm: _ }) => {
  await visit(theirs, '/shotlist')
  await expect(views(theirs)).toHaveCount(0)
  await visit(page, '/shotlist')
  await view(page, 'Musts').click()
  await page.getByText('Change this view').click()
  await page.getByLabel('For everybody').first().check()
  await clean(page)
  await page.getByRole('button', { name: 'Save', exact: true }).first().click()
  await says(page, 'The view is saved.')
  await expect(view(page, 'Musts')).toContainText('shared')
  await visit(theirs, '/shotlist')
  await view(theirs, 'Musts').click()
  await expect(theirs.locator('main .shot')).toHaveCount(1)
})

test('who may edit shared views renames one, and whose it is sees that', async ({ page, calm: _ }) => {
  await visit(theirs, '/shotlist?priority=must')
  await theirs.getByText('Change this view').click()
  await expect(theirs.locator('.saved-views').getByLabel('For everybody')).toHaveCount(0) // its owner says that
  await theirs.locator('.saved-views').getByLabel('Name').fill('What must be had')
  await theirs.locator('.saved-views').getByRole('button', { name: 'Save' }).click()
  await says(theirs, 'The view is saved.')
  await visit(page, '/shotlist')
  await expect(view(page, 'What must be had')).toBeVisible()
})

test('a view that is taken away can be brought back', async ({ page, calm: _ }) => {
  await visit(page, '/shotlist?priority=must')
  await page.getByText('Change this view').click()
  await page.getByRole('button', { name: 'Take the view away' }).press('Enter')
  await says(page, 'The view is taken away.')
  await expect(views(page)).toHaveCount(0)
  await visit(theirs, '/shotlist')
  await expect(views(theirs)).toHaveCount(0)
  await undo(page)
  await says(page, 'Taken back.')
  await expect(view(page, 'What must be had')).toBeVisible()
})
