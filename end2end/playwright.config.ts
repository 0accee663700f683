// Every spec runs with JavaScript at a desktop's width and without it at a phone's; the purchase runs at
// both widths both ways. What only the browser's code can do is in *.hydrate.spec.ts and runs with
// JavaScript alone.
//
// Nothing is started here: `bin/test end-to-end` or `bin/dev` has the shop running.

import { defineConfig } from '@playwright/test';

import { desktop, phone, settings } from './surroundings';

const needsScript = '**/*.hydrate.spec.ts';
const purchase = '**/purchase.spec.ts';

export default defineConfig({
  ...settings,
  testDir: 'tests',
  projects: [
    { name: 'script-1440', use: desktop },
    { name: 'script-390', use: phone, testMatch: purchase },
    { name: 'plain-390', use: { ...phone, javaScriptEnabled: false }, testIgnore: needsScript },
    { name: 'plain-1440', use: { ...desktop, javaScriptEnabled: false }, testMatch: purchase },
  ],
});
