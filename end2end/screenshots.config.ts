// Takes the pictures in the README anew: `npm run screenshots`, with a freshly filled shop running.

import { defineConfig } from '@playwright/test';

import { settings } from './surroundings';

export default defineConfig({ ...settings, testDir: 'screenshots', workers: 1, fullyParallel: false });
