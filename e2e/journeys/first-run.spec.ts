// From nothing to a day packet: the owner's first evening with the program.
import { House, owner } from '../house'
import { expect, hush, plan, says, settled, test } from '../journey'
import { papers, shootDate } from '../papers'

test.describe.configure({ mode: 'serial' })

let house: House
const at = '/p/the-lamp-room'

test.beforeAll(async () => { house = await House.open() })
test.afterAll(async () => { await house.close() })

test('the set-up link makes the account, once, and a production starts', async ({ page, context, calm: _ }) => {
  await page.goto(house.base + house.link)
  await page.getByLabel('Your name').fill(owner.name)
  await page.getByLabel('Email').fill(owner.email)
  await page.getByLabel('Password').fill(owner.password)
  await page.getByRole('button', { name: 'Make the account' }).click()
  await page.getByLabel('Working title').fill('The Lamp Room')
  await page.getByLabel('Paid crew-days').fill('8')
  await page.getByRole('button', { name: 'Start', exact: true }).click()
  await expect(page).toHaveURL(house.base + at)
  await says(page, 'The Lamp Room is open.')
  house.remember(await context.cookies())

  const again = await page.request.get(house.base + house.link)
  expect(again.status()).toBeGreaterThanOrEqual(400)
})

test.describe('with the owner signed in', () => {
  test.beforeEach(async ({ context }) => { await house.enter(context) })

  test('script and schedule come in together', async ({ page, calm: _ }) => {
    await page.goto(house.base + at)
    await page.getByRole('link', { name: /import/i }).first().click()
    await page.getByLabel('Drop the script and the schedule here').setInputFiles(papers())
    await page.getByRole('button', { name: 'Import' }).click()
    await expect(page.getByRole('region', { name: 'Imported' })).toContainText('the-lamp-room.fountain and the-lamp-room.uss are in')

    await page.goto(house.base + at + '/script')
    await expect(page.locator('.scenes tbody tr')).toHaveCount(36)
    await page.goto(house.base + at + '/schedule')
    await expect(page.getByRole('heading', { name: /^End of Day 12/ })).toBeVisible()
  })

  test('moments are confirmed, dismissed, edited and added', async ({ page, calm: _ }) => {
    await page.goto(house.base + at + '/moments')
    await settled(page)
    const rows = page.locator('.mrow')
    const title = (await rows.first().getByRole('link').first().innerText()).trim()
    const row = rows.filter({ has: page.getByRole('link', { name: title, exact: true }) }).first()
    const count = await rows.count()
    await row.getByRole('button', { name: 'Confirm' }).click()
    await says(page, `${title} is confirmed.`)
    await expect(row).toContainText('confirmed')

    await row.getByRole('button', { name: 'Dismiss' }).click()
    await says(page, `${title} is dismissed.`)
    await expect(rows).toHaveCount(count - 1)
    await page.getByRole('button', { name: 'Undo' }).last().click()
    await expect(rows).toHaveCount(count)
    await expect(row).toContainText('confirmed')

    await row.getByRole('link', { name: title, exact: true }).click()
    const sheet = page.getByRole('complementary', { name: 'Details' })
    await sheet.getByText('Edit', { exact: true }).click()
    await sheet.getByLabel('Note').fill('Ask the gaffer for the switch.')
    await sheet.getByRole('button', { name: 'Save' }).click()
    await says(page, 'Saved.')
    await expect(sheet.getByText('Ask the gaffer for the switch.').first()).toBeVisible()
    await page.keyboard.press('Escape')
    await hush(page)

    const form = page.locator('#add-moment')
    await form.getByLabel('What happens').fill('The keeper’s dog steals a scene')
    await form.getByLabel('Date').fill(shootDate('2026-05-05'))
    await form.getByLabel('From').fill('09:00')
    await form.getByLabel('To', { exact: true }).fill('11:00')
    await form.getByLabel('Minutes needed').fill('30')
    await form.getByLabel('Worth, 0 to 100').fill('77')
    await form.getByLabel('Stills').fill('1')
    await form.getByRole('button', { name: 'Add the moment' }).click()
    await says(page, 'is added.')
    await expect(rows.filter({ hasText: 'The keeper’s dog' })).toContainText('added by hand')
  })

  test('two people join the crew', async ({ page, calm: _ }) => {
    await page.goto(house.base + at + '/crew')
    await settled(page)
    const form = page.locator('#add-person')
    await form.getByLabel('Name').fill('Nora Fielding')
    for (const skill of ['Video', 'Interview', 'Sound']) await form.getByLabel(skill, { exact: true }).check()
    await form.getByRole('button', { name: 'Add to the crew' }).click()
    await says(page, 'Nora Fielding is in the crew.')
    await hush(page)
    await form.getByLabel('Name').fill('Ines Carrow')
    for (const skill of ['Video', 'Interview', 'Sound']) await form.getByLabel(skill, { exact: true }).uncheck()
    await form.getByLabel('Stills').check()
    await form.getByLabel('Cannot come').fill(`${shootDate('2026-05-06')} to ${shootDate('2026-05-07')}`)
    await form.getByRole('button', { name: 'Add to the crew' }).click()
    await says(page, 'Ines Carrow is in the crew.')
    await expect(page.locator('.person')).toHaveCount(2)
    await expect(page.locator('.person').filter({ hasText: 'Ines Carrow' })).toContainText('away')
  })

  test('the plan is made, explained, and made again', async ({ page, isMobile, calm: _ }) => {
    await page.goto(house.base + at + '/plan')
    await settled(page)
    await plan(page, 8, 3)
    const used = page.getByText(/\d+ of 8 crew-days used/)
    // A search that has proven its plan best ends at once: then there is no progress left to see.
    await expect(page.locator('main bts-progress [data-text]:not(:empty)').or(used).first()).toBeVisible()
    await expect(used).toBeVisible({ timeout: 20_000 })
    const shown = isMobile ? page.locator('.plan-days') : page.locator('.board')
    expect(await shown.locator('.cover').count()).toBeGreaterThan(5)
    const left = page.getByRole('region', { name: 'Not covered, and why' }).getByRole('listitem')
    await expect(left.first().locator('p').first()).toContainText(/crew-day|nobody|no one|free|away|closed|rest/i)
    await expect(left.first()).toContainText('It would take')

    await settled(page)
    await plan(page, 5)
    await expect(page.getByText(/\d+ of 5 crew-days used/)).toBeVisible({ timeout: 20_000 })
    await expect(page.getByText(/Against the plan before: \d+ kept, \d+ moved, \d+ dropped, \d+ added/)).toBeVisible()
  })

  test('a day opens as page, PDF and calendar', async ({ page, isMobile, calm: _ }) => {
    await page.goto(house.base + at + '/plan')
    const day = isMobile ? page.locator('.plan-days h2 a') : page.locator('.board thead .on a')
    await day.first().click()
    await page.getByRole('link', { name: 'Open the day packet' }).click()
    await expect(page.getByRole('heading', { level: 1 })).toContainText(/Day \d+/)
    await expect(page.locator('.pm').first()).toBeVisible()
    await expect(page.getByText('Call', { exact: true })).toBeVisible()
    for (const [name, type, start] of [['PDF', 'application/pdf', '%PDF-'], ['Calendar', 'text/calendar; charset=utf-8', 'BEGIN:VCALENDAR']] as const) {
      const href = await page.locator('#content').getByRole('link', { name, exact: true }).getAttribute('href')
      const file = await page.request.get(house.base + href!)
      expect(file.status()).toBe(200)
      expect(file.headers()['content-type']).toBe(type)
      expect((await file.body()).subarray(0, start.length).toString()).toBe(start)
    }
  })
})
