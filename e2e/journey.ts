// What every journey uses: a page that notes what goes wrong behind it, and the words of the house.
import { expect, test as base, type Page } from '@playwright/test'

/** watch notes console errors, refused content and failed requests of a page. */
export function watch(page: Page): string[] {
  const wrong: string[] = []
  page.on('console', (message) => message.type() === 'error' && wrong.push(`console: ${message.text()}`))
  page.on('pageerror', (error) => wrong.push(`script: ${error.message}`))
  page.on('requestfailed', (request) => {
    const why = request.failure()?.errorText ?? ''
    if (why !== 'net::ERR_ABORTED') wrong.push(`${request.url()}: ${why}`) // leaving a page ends its stream
  })
  page.on('response', (answer) => answer.status() >= 400 && wrong.push(`${answer.status()} ${answer.url()}`))
  return wrong
}

/** test is Playwright's, with a page on which nothing may go wrong unseen: `calm` is read at the end. */
export const test = base.extend<{ calm: string[] }>({
  calm: async ({ page }, use) => {
    const wrong = watch(page)
    await use(wrong)
    expect(wrong).toEqual([])
  },
})

/** says waits for a sentence at the foot of the page. */
export const says = (page: Page, words: string | RegExp) => expect(page.locator('#toasts')).toContainText(words)

/** hush closes what is said at the foot, which otherwise stays while the pointer rests on it. */
export async function hush(page: Page): Promise<void> {
  for (const close of await page.getByRole('button', { name: 'Close this message' }).all()) await close.click()
}

/** settled waits until the page's scripts run and its stream of events is open. */
export const settled = (page: Page) => expect(page.locator('bts-live[state="open"]')).toBeAttached()

/** plan asks for a plan and leaves the rest to the page. */
export async function plan(page: Page, crewDays: number, seconds = 1): Promise<void> {
  await page.getByLabel('Crew-days').fill(String(crewDays))
  await page.getByLabel('Seconds').fill(String(seconds))
  await page.getByRole('button', { name: /^Plan/ }).click()
}

export { expect }
