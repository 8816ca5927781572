// Nothing but keys: in, through the moments, to a place by its name.
import type { Page } from '@playwright/test'
import { House, owner } from '../house'
import { expect, says, settled, test } from '../journey'

test.skip(({ isMobile }) => isMobile, 'a phone has no keys')

let house: House
let at: string
test.beforeAll(async () => {
  house = await House.open()
  await house.settle()
  at = await house.shoot('The Lamp Room', { papers: true, crew: true })
})
test.afterAll(async () => { await house.close() })

const focused = (page: Page) => page.locator(':focus')

/** seen holds that whoever looks sees where the focus is. */
const seen = async (page: Page) => {
  expect(await focused(page).evaluate((e) => {
    const style = getComputedStyle(e)
    return e.matches(':focus-visible') && (style.outlineStyle !== 'none' || style.borderColor !== '')
  })).toBe(true)
}

test('the door opens by keys', async ({ page, calm: _ }) => {
  await page.goto(`${house.base}/sign-in`)
  await expect(focused(page)).toHaveAttribute('name', 'email')
  await page.keyboard.type(owner.email)
  await page.keyboard.press('Tab')
  await page.keyboard.type(owner.password)
  await page.keyboard.press('Enter')
  await expect(page).toHaveURL(`${house.base}/`)
  await page.keyboard.press('Tab')
  await expect(focused(page)).toHaveText('Skip to the content')
  await seen(page)
  await page.keyboard.press('Enter')
  await expect(focused(page)).toHaveAttribute('id', 'content')
})

test.describe('inside', () => {
  test.beforeEach(async ({ context, page }) => {
    await house.enter(context)
    await page.goto(house.base + at + '/moments')
    await settled(page)
  })

  test('a key after Escape meets the page, however quick', async ({ page, calm: _ }) => {
    const sheet = page.locator('bts-sheet .sheet')
    await page.keyboard.press('j')
    const first = await focused(page).innerText()
    for (let i = 0; i < 3; i++) {
      await page.keyboard.press('Enter')
      await expect(sheet).toBeVisible()
      await page.evaluate(() => { // faster than any hand
        for (const target of [document.activeElement!, document.body]) target.dispatchEvent(new KeyboardEvent('keydown', { key: 'Escape', bubbles: true }))
      })
      await expect(sheet).toBeHidden()
      await expect(focused(page)).toHaveText(first)
      await expect(page).toHaveURL(/\/moments$/)
    }
  })

  test('J, K, C, X, Z and E work through the moments', async ({ page, calm: _ }) => {
    await page.keyboard.press('j')
    const first = await focused(page).innerText()
    await seen(page)
    await page.keyboard.press('j')
    const second = await focused(page).innerText()
    expect(second).not.toBe(first)
    await page.keyboard.press('k')
    await expect(focused(page)).toHaveText(first)
    await page.keyboard.press('c')
    await says(page, `${first} is confirmed.`)
    await page.keyboard.press('x')
    await says(page, `${first} is dismissed.`)
    await expect(page.locator('.mrow a', { hasText: first })).toHaveCount(0)
    await page.keyboard.press('z')
    await expect(page.locator('.mrow', { hasText: first }).first()).toContainText('confirmed')
    await page.keyboard.press('j')
    await page.keyboard.press('e')
    const sheet = page.getByRole('complementary', { name: 'Details' })
    await expect(sheet.getByRole('heading', { level: 1 })).toBeVisible()
    await page.keyboard.press('Escape')
    await expect(sheet).toBeHidden()
    await expect(focused(page)).toHaveAttribute('data-sheet', '')
  })

  test('the palette goes to a scene, a day and a person by name', async ({ page, calm: _ }) => {
    for (const [name, url] of [['scene 21', '/script/21'], ['nora', '/crew#member-'], ['day 4', '/days/']] as const) {
      await page.keyboard.press('Control+k')
      const field = page.getByRole('combobox', { name: 'Go to' })
      await expect(field).toBeFocused()
      await field.fill(name)
      await expect(page.getByRole('listbox', { name: 'Found' }).getByRole('option').first()).toContainText(new RegExp(name, 'i'))
      await page.keyboard.press('Enter')
      await page.waitForURL((at) => at.href.includes(url))
      await settled(page)
    }
    await page.keyboard.press('Control+k')
    await page.getByRole('combobox', { name: 'Go to' }).fill('nothing is called this')
    await expect(page.getByText('Nothing has that name.')).toBeVisible()
  })

  test('? shows the keys and G P goes to Prep', async ({ page, calm: _ }) => {
    await page.keyboard.press('?')
    await expect(page.getByRole('dialog', { name: 'Keys' })).toBeVisible()
    await page.keyboard.press('Escape')
    await expect(page.getByRole('dialog', { name: 'Keys' })).toBeHidden()
    await page.keyboard.press('g')
    await page.keyboard.press('l')
    await expect(page).toHaveURL(/\/plan$/)
    await settled(page)
    await page.keyboard.press('g')
    await page.keyboard.press('p')
    await expect(page).toHaveURL(/\/story$/)
  })
})
