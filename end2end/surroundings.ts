// What every browser here has in common, for the specs and for the screenshots.

import type { PlaywrightTestConfig } from '@playwright/test';

import { shopUrl } from './fixtures/addresses';

export const desktop = { viewport: { width: 1440, height: 900 } };
export const phone = { viewport: { width: 390, height: 844 }, isMobile: true, hasTouch: true };

export const settings: PlaywrightTestConfig = {
  // Two, like the cores of the smallest machine that runs this.
  workers: 2,
  fullyParallel: true,
  // A spec that passes at the second try has told something: it fails.
  retries: 0,
  timeout: 60_000,
  expect: { timeout: 10_000 },
  outputDir: 'test-results',
  reporter: process.env.CI ? [['list'], ['html', { open: 'never' }]] : 'list',
  use: {
    baseURL: shopUrl,
    locale: 'en-GB',
    timezoneId: 'UTC',
    trace: 'retain-on-failure',
    screenshot: 'only-on-failure',
    launchOptions: {
      executablePath: process.env.STOA_CHROMIUM || undefined,
      args: [
        '--no-sandbox',
        '--disable-gpu',
        '--disable-background-networking',
        '--disable-component-update',
        '--disable-sync',
      ],
    },
  },
};
