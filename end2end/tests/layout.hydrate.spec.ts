import type { Page } from '@playwright/test';

import { expect, test, hydrated } from '../fixtures/test';
import { firstIn, largeCategory } from '../fixtures/catalogue';

test('the menu of a narrow window closes by itself when the page changes, and by Escape', async ({ page, shop, isMobile }) => {
  await page.setViewportSize({ width: 390, height: 844 });
  await shop.open('/');
  const menu = page.getByRole('navigation', { name: 'Menu' });
  const button = page.getByRole('button', { name: 'Menu', exact: true });
  await button.click();
  await expect(menu).toBeVisible();
  await page.keyboard.press('Escape');
  await expect(menu).toBeHidden();
  if (!isMobile) await expect(button).toBeFocused();

  await button.click();
  await menu.getByRole('link').first().click();
  await expect(page).not.toHaveURL('/');
  await expect(menu).toBeHidden();
});

test('moving on is no new load, and starts reading at the top of the page', async ({ page, shop, request }) => {
  const category = await largeCategory(request);
  await shop.open('/');
  await page.evaluate(() => ((window as { stays?: boolean }).stays = true));
  await page.getByRole('main').getByRole('link', { name: category.title }).first().click();
  await expect(shop.heading).toContainText(category.title);
  await expect(page.getByRole('main')).toBeFocused();
  expect(await page.evaluate(() => (window as { stays?: boolean }).stays)).toBe(true);
  expect(await page.evaluate(() => scrollY)).toBe(0);
});

test('back leads to the place in the list where Ada left it', async ({ page, shop, request }) => {
  const category = await largeCategory(request);
  await shop.open(`/categories/${category.slug}`);
  const last = page.getByRole('main').getByRole('heading', { level: 2 }).getByRole('link').last();
  await last.scrollIntoViewIfNeeded();
  const before = await page.evaluate(() => scrollY);
  await last.click();
  await expect(page).toHaveURL(/\/products\//);
  await page.goBack();
  await expect(page).toHaveURL(`/categories/${category.slug}`);
  await expect.poll(() => page.evaluate(() => scrollY)).toBeGreaterThan(before * 0.8);
});

test('what Ada types before the page comes alive stays, and so does what she chose', async ({ page, stock }) => {
  const mug = await stock();
  const wakeUp = await holdBack(page);
  await page.goto(`/products/${mug.slug}`);
  const box = page.getByRole('combobox', { name: 'Search the shop' });
  await box.pressSequentially('stone');
  await page.getByLabel('Quantity').fill('2');
  wakeUp();
  await hydrated(page);

  await expect(box).toHaveValue('stone');
  await expect(page.getByLabel('Quantity')).toHaveValue('2');
});

test('a button pressed before the page comes alive does what it says', async ({ page, shop, stock }) => {
  const mug = await stock();
  const wakeUp = await holdBack(page);
  await page.goto(`/products/${mug.slug}`);
  await page.getByRole('button', { name: 'Add to cart' }).click();
  await expect(shop.added).toContainText(mug.title);
  wakeUp();
  await hydrated(page);
  await expect(shop.added).toContainText(mug.title);
  await expect(shop.cartOf(1)).toBeVisible();
});

test('nothing moves while a page comes in', async ({ page, shop, request, stock }) => {
  const category = await largeCategory(request);
  const product = await firstIn(request, category);
  await shop.addToCart(await stock());
  await page.addInitScript(() => {
    const seen = window as { shift?: number };
    seen.shift = 0;
    new PerformanceObserver((list) => {
      for (const entry of list.getEntries() as (PerformanceEntry & { value: number; hadRecentInput: boolean })[]) {
        if (!entry.hadRecentInput) seen.shift = (seen.shift ?? 0) + entry.value;
      }
    }).observe({ type: 'layout-shift', buffered: true });
  });
  for (const path of ['/', `/categories/${category.slug}`, `/products/${product.slug}`]) {
    await shop.open(path);
    await expect(shop.cartOf(1)).toBeVisible();
    await page.waitForLoadState('networkidle');
    expect(await page.evaluate(() => (window as { shift?: number }).shift), path).toBeLessThanOrEqual(0.02);
  }
});

/// Keeps the browser's code on the line, as a slow network would, until the returned function is called.
async function holdBack(page: Page): Promise<() => void> {
  let release = () => {};
  const released = new Promise<void>((resolve) => (release = resolve));
  await page.route('**/*.wasm', async (route) => {
    await released;
    await route.continue();
  });
  return release;
}
