// Who is invited sees what the role may see, and nothing after being sent away.
import type { Browser } from '@playwright/test'
import { House, owner } from '../house'
import { expect, says, test } from '../journey'

test.describe.configure({ mode: 'serial' })

let house: House
let at: string
const guests = {
  'BTS crew member': { name: 'Nora Fielding', email: 'nora@lamp-room.example', password: 'two lenses and a thermos' },
  Viewer: { name: 'Vera Lund', email: 'vera@lamp-room.example', password: 'only looking through glass' },
}

test.beforeAll(async () => {
  house = await House.open()
  await house.settle()
  at = await house.shoot('The Lamp Room', { papers: true, crew: true })
})
test.afterAll(async () => { await house.close() })

/** arrive is a browser of somebody else, signed in by password. */
async function arrive(browser: Browser, guest: { email: string; password: string }) {
  const context = await browser.newContext()
  const page = await context.newPage()
  await page.goto(`${house.base}/sign-in`)
  await page.getByLabel('Email').fill(guest.email)
  await page.getByLabel('Password').fill(guest.password)
  await page.getByRole('button', { name: 'Sign in', exact: true }).click()
  return page
}

for (const [role, guest] of Object.entries(guests)) {
  test(`a link lets a ${role} in`, async ({ page, context, browser, calm: _ }) => {
    await house.enter(context)
    await page.goto(house.base + at + '/people')
    await page.getByLabel('For whom').fill(guest.name)
    await page.getByRole('radio', { name: new RegExp(`^${role}`) }).check()
    await page.getByRole('button', { name: 'Make the link' }).click()
    const link = await page.getByLabel('Invitation link').inputValue()
    await expect(page.locator('.plain-list')).toContainText(guest.name)

    const theirs = await (await browser.newContext()).newPage()
    await theirs.goto(link)
    await theirs.getByLabel('Your name').fill(guest.name)
    await theirs.getByLabel('Email').fill(guest.email)
    await theirs.getByLabel('Password').fill(guest.password)
    await theirs.getByRole('button', { name: 'Join' }).click()
    await expect(theirs).toHaveURL(house.base + at)
    await theirs.getByText('Account and light').locator('..').click()
    await theirs.getByRole('button', { name: 'Sign out' }).click()
    await expect(theirs).toHaveURL(`${house.base}/sign-in`)
    expect((await theirs.request.get(link)).status()).toBeGreaterThanOrEqual(400)
    await theirs.context().close()
  })
}

test('an invitation can be taken back', async ({ page, context, calm: _ }) => {
  await house.enter(context)
  await page.goto(house.base + at + '/people')
  await page.getByLabel('For whom').fill('Somebody else')
  await page.getByRole('button', { name: 'Make the link' }).click()
  const link = await page.getByLabel('Invitation link').inputValue()
  await page.getByRole('button', { name: 'Take back' }).click()
  await says(page, 'The link no longer works.')
  expect((await page.request.get(link)).status()).toBeGreaterThanOrEqual(400)
})

test('a wrong password does not open', async ({ browser }) => {
  const page = await arrive(browser, { email: owner.email, password: 'not the lamp at all' })
  await expect(page.getByRole('alert').first()).toContainText(/password/i)
  await expect(page).toHaveURL(/sign-in/)
})

test('a crew member works on moments and sees the days, but invites nobody', async ({ browser }) => {
  const page = await arrive(browser, guests['BTS crew member'])
  await expect(page).toHaveURL(house.base + at)
  await page.goto(house.base + at + '/moments')
  await expect(page.getByRole('button', { name: 'Confirm' }).first()).toBeVisible()
  await expect(page.getByRole('navigation', { name: 'Rooms' })).toContainText('Shoot')
  await expect(page.getByRole('link', { name: 'Import', exact: true })).toHaveCount(0)
  for (const closed of ['/people', '/import']) {
    expect((await page.request.get(house.base + at + closed)).status(), closed).toBe(403)
  }
})

test('a viewer sees the plan and no more', async ({ browser }) => {
  const page = await arrive(browser, guests.Viewer)
  await expect(page).toHaveURL(house.base + at)
  for (const closed of ['/moments', '/script', '/schedule', '/crew', '/days', '/import', '/people']) {
    expect((await page.request.get(house.base + at + closed)).status(), closed).toBe(403)
  }
  expect((await page.request.get(house.base + at + '/plan')).status()).toBe(200)
  const found = await (await page.request.get(`${house.base + at}/find?q=lamp`)).json()
  expect(found.filter((thing: { href: string }) => /moments|script|crew/.test(thing.href))).toEqual([])
})

test('who is removed is cut off at once', async ({ page, context, browser, calm: _ }) => {
  const theirs = await arrive(browser, guests['BTS crew member'])
  await expect(theirs).toHaveURL(house.base + at)
  await house.enter(context)
  await page.goto(house.base + at + '/people')
  await page.getByRole('row').filter({ hasText: 'nora@' }).getByRole('button', { name: 'Remove' }).click()
  await says(page, 'Nora Fielding no longer sees this production.')
  expect((await theirs.goto(house.base + at))!.status()).toBe(404)
  await expect(theirs.getByRole('heading', { level: 1 })).toContainText(/no such production/i)
})
