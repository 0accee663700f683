// Every spec runs with JavaScript, at a desktop's width and at a phone's, and without it. What only the
// browser's code can do is in *.hydrate.spec.ts and runs with JavaScript alone.
//
// Nothing is started here: `bin/test end-to-end` or `bin/dev` has the shop running.

import { defineConfig } from '@playwright/test';

import { desktop, phone, settings } from './surroundings';

const needsScript = '**/*.hydrate.spec.ts';
const needsQuiet = '**/speed.hydrate.spec.ts';
const purchase = '**/purchase.spec.ts';

export default defineConfig({
  ...settings,
  testDir: 'tests',
  projects: [
    { name: 'script-1440', use: desktop, testIgnore: needsQuiet },
    { name: 'script-390', use: phone, testIgnore: needsQuiet },
    { name: 'plain-390', use: { ...phone, javaScriptEnabled: false }, testIgnore: needsScript },
    { name: 'plain-1440', use: { ...desktop, javaScriptEnabled: false }, testMatch: purchase },
    // Measures time, so it has the machine to itself.
    {
      name: 'speed',
      use: desktop,
      testMatch: needsQuiet,
      dependencies: ['script-1440', 'script-390', 'plain-390', 'plain-1440'],
    },
  ],
});
