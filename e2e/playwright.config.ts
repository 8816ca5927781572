import { defineConfig } from '@playwright/test'

// The browser is the system's own Chromium; nothing is downloaded. Each project is one screen size.
const chromium = {
  executablePath: process.env.BTS_CHROMIUM ?? '/usr/bin/chromium',
  args: ['--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run', '--disable-background-networking',
    '--disable-component-update', '--disable-sync'],
}

export default defineConfig({
  testDir: 'journeys',
  timeout: 60_000,
  expect: { timeout: 10_000 },
  workers: 2, // files run beside each other: each has a house of its own
  forbidOnly: true,
  reporter: [['list']],
  use: { browserName: 'chromium', launchOptions: chromium, trace: 'retain-on-failure' },
  projects: [
    { name: 'desktop', use: { viewport: { width: 1440, height: 900 } } },
    { name: 'phone', use: { viewport: { width: 390, height: 844 }, isMobile: true, hasTouch: true } },
  ],
})
