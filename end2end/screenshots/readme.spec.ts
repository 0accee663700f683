// Four looks at the shop: two widths, two colour schemes, from the door to a paid order.

import { stat } from 'node:fs/promises';
import { resolve } from 'node:path';

import type { APIRequestContext, Page } from '@playwright/test';

import { firstIn, largeCategory } from '../fixtures/catalogue';
import type { Shop } from '../fixtures/shop';
import { cards, expect, test } from '../fixtures/test';
import { desktop, phone } from '../surroundings';

const folder = resolve('..', 'docs', 'screenshots');
/// What a reader of the README is asked to load for one picture.
const mostBytes = 300_000;

test.describe('at a desk, by day', () => {
  test.use({ ...desktop, colorScheme: 'light' });

  test('the door', async ({ page, shop }) => {
    await shop.open('/');
    await take(page, 'home');
  });
});

test.describe('at a desk, by night', () => {
  test.use({ ...desktop, colorScheme: 'dark' });

  test('one of the goods', async ({ page, shop, request }) => {
    const product = await firstIn(request, await largeCategory(request));
    await shop.open(`/products/${product.slug}`);
    await take(page, 'product');
  });
});

test.describe('on a phone, by day', () => {
  test.use({ ...phone, colorScheme: 'light' });

  test('the checkout', async ({ page, shop, request, ada }) => {
    await takeToTill(shop, request);
    await shop.fillAddress({ ...ada, email: 'ada@example.com' });
    await shop.enterCard(cards.pays);
    await page.evaluate(() => scrollTo(0, 0));
    await take(page, 'checkout');
  });
});

test.describe('on a phone, by night', () => {
  test.use({ ...phone, colorScheme: 'dark' });

  test('the paid order', async ({ page, shop, request, ada }) => {
    await takeToTill(shop, request);
    await shop.fillAddress({ ...ada, email: 'ada@example.com' });
    await shop.payWith(cards.pays);
    await shop.isPaid();
    await take(page, 'order-paid');
  });
});

async function takeToTill(shop: Shop, request: APIRequestContext): Promise<void> {
  const { slug, title } = await firstIn(request, await largeCategory(request));
  await shop.addToCart({ slug, title, price: 0, variants: [] });
  await shop.startCheckout();
}

async function take(page: Page, name: string): Promise<void> {
  await page.waitForLoadState('networkidle');
  const path = resolve(folder, `${name}.png`);
  await page.screenshot({ path, animations: 'disabled', scale: 'css' });
  expect((await stat(path)).size, `bytes of ${name}.png`).toBeLessThan(mostBytes);
}
