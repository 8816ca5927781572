// In without a password: the browser's own authenticator, played by Chromium.
import { House, owner } from '../house'
import { expect, says, test } from '../journey'

let house: House
test.beforeAll(async () => {
  house = await House.open()
  await house.settle()
})
test.afterAll(async () => { await house.close() })

test('a passkey is registered, opens the door, and is removed', async ({ page, context, calm: _ }) => {
  const devtools = await context.newCDPSession(page)
  await devtools.send('WebAuthn.enable')
  await devtools.send('WebAuthn.addVirtualAuthenticator', {
    options: { protocol: 'ctap2', transport: 'internal', hasResidentKey: true, hasUserVerification: true, isUserVerified: true, automaticPresenceSimulation: true },
  })
  await house.enter(context)
  await page.goto(`${house.base}/account`)
  await page.getByLabel('Name of the new passkey').fill('Robin’s phone')
  await page.getByRole('button', { name: 'Add a passkey' }).click()
  await says(page, 'From now on you can sign in with Robin’s phone.')
  await expect(page.locator('.plain-list').first()).toContainText('Robin’s phone')

  await context.clearCookies()
  await page.goto(`${house.base}/sign-in`)
  await page.getByRole('button', { name: 'Use a passkey' }).click()
  await expect(page).toHaveURL(`${house.base}/`)

  await page.goto(`${house.base}/account`)
  await expect(page.getByRole('heading', { level: 1 })).toHaveText(owner.name)
  await page.getByRole('row').or(page.locator('.plain-list li')).filter({ hasText: 'Robin’s phone' }).getByRole('button', { name: 'Remove' }).click()
  await says(page, 'The passkey no longer opens this account.')
})

test('a token for a program is shown once, works, and is removed', async ({ page, context, request, calm: _ }) => {
  await house.enter(context)
  await page.goto(`${house.base}/account`)
  await page.getByLabel('Name of the program').fill('Card reader')
  await page.getByRole('button', { name: 'Make a token' }).click()
  const headers = { Authorization: `Bearer ${await page.getByLabel('Token', { exact: true }).inputValue()}` }
  expect((await request.get(`${house.base}/api/productions`, { headers })).status()).toBe(200)
  await page.goto(`${house.base}/account`)
  await expect(page.getByLabel('Token', { exact: true })).toHaveCount(0)
  await page.locator('#tokens li').filter({ hasText: 'Card reader' }).getByRole('button', { name: 'Remove' }).click()
  await says(page, 'Programs with that token are shut out.')
  expect((await request.get(`${house.base}/api/productions`, { headers })).status()).toBe(401)
})
