import { expect, test } from '../fixtures/test';
import { firstIn, largeCategory } from '../fixtures/catalogue';
import { Shop } from '../fixtures/shop';

const cards = (shop: Shop) => shop.page.getByRole('main').getByRole('heading', { level: 2 }).getByRole('link');

test('the home page leads to every category and to goods', async ({ page, shop, request }) => {
  const category = await largeCategory(request);
  await shop.open('/');
  await expect(page).toHaveTitle(/Stoa$/);
  await page.getByRole('main').getByRole('link', { name: category.title }).first().click();
  await expect(page).toHaveURL(`/categories/${category.slug}`);
  await expect(shop.heading).toContainText(category.title);
});

test('a category shows a page of goods, then more, without losing its place', async ({ page, shop, request }) => {
  const category = await largeCategory(request);
  await shop.open(`/categories/${category.slug}`);
  await expect(cards(shop)).toHaveCount(24);
  const first = await cards(shop).first().textContent();
  await expect(page.getByText(`24 of ${category.products} shown`)).toBeVisible();

  await page.getByRole('link', { name: /^Show \d+ more/ }).click();
  await expect(page).toHaveURL(/page=2/);
  await expect(cards(shop)).toHaveCount(Math.min(48, category.products));
  await expect(cards(shop).first()).toHaveText(first ?? '');
});

test('goods can be sorted by price, and the order stays in the address', async ({ page, shop, request }) => {
  const category = await largeCategory(request);
  await shop.open(`/categories/${category.slug}`);
  await page.getByLabel('Sort by').selectOption({ label: 'Price, low to high' });
  const button = page.getByRole('button', { name: 'Sort' });
  if (await button.isVisible()) await button.click();

  await expect(page).toHaveURL(/sort=price-up/);
  const prices = page.getByRole('main').getByRole('listitem').locator('.price-now');
  await expect
    .poll(async () => {
      const shown = (await prices.allTextContents()).map((text) => Number(text.replace(/[^\d.]/g, '')));
      return shown.length === 24 && shown.every((price, at) => at === 0 || shown[at - 1] <= price);
    }, 'each costs as much as the one before, or more')
    .toBe(true);
  await expect(page.getByLabel('Sort by')).toHaveValue('price-up');
});

test('the trail leads from the goods back up to their category', async ({ page, shop, request }) => {
  const category = await largeCategory(request);
  const product = await firstIn(request, category);
  await shop.open(`/products/${product.slug}`);
  const trail = page.getByRole('navigation', { name: 'Breadcrumb' });
  await trail.getByRole('link', { name: category.title, exact: true }).click();
  await expect(page).toHaveURL(`/categories/${category.slug}`);
});

test('a picture says what it shows, and keeps its place before it is there', async ({ page, shop, request }) => {
  const product = await firstIn(request, await largeCategory(request));
  await shop.open(`/products/${product.slug}`);
  const pictures = page.getByRole('region', { name: 'Pictures' }).getByRole('img');
  expect(await pictures.count()).toBeGreaterThan(0);
  for (const picture of await pictures.all()) {
    await expect(picture).toHaveAttribute('alt', /\w/);
    await expect(picture).toHaveAttribute('width', /\d/);
    await expect(picture).toHaveAttribute('height', /\d/);
    await expect(picture).toHaveAttribute('srcset', /\.webp \d+w/);
  }
});
