import { expect, test } from '../fixtures/test';
import { Shop } from '../fixtures/shop';

const searchFor = async ({ page }: Shop, words: string) => {
  await page.getByRole('combobox', { name: 'Search the shop' }).fill(words);
  await page.getByRole('combobox', { name: 'Search the shop' }).press('Enter');
};

test('goods are found by their name, and the words stay in the box and the address', async ({ page, shop, stock }) => {
  const goods = await stock({ title: 'Brass ship bell' });
  await shop.open('/');
  await searchFor(shop, 'ship bell');

  await expect(page).toHaveURL('/search?q=ship+bell');
  await expect(shop.heading).toContainText('“ship bell”');
  await expect(page.getByRole('combobox', { name: 'Search the shop' })).toHaveValue('ship bell');
  await expect(page.getByRole('main').getByRole('link', { name: goods.title }).first()).toBeVisible();
  await expect(page.getByRole('status').filter({ hasText: /^\d+ items?$/ })).toBeVisible();
});

test('goods are found by their article number', async ({ page, shop, stock }) => {
  const goods = await stock({ title: 'Pewter jug' });
  await shop.open('/');
  await searchFor(shop, goods.variants[0].sku);
  const found = page.getByRole('main').getByRole('link', { name: 'Pewter jug' });
  await expect(found).toHaveCount(1);
  await found.click();
  await expect(page).toHaveURL(`/products/${goods.slug}`);
});

test('a misspelt word finds what was meant, and says so', async ({ page, shop }) => {
  await shop.open('/');
  await searchFor(shop, 'stonewear');
  await expect(page.getByRole('main')).toContainText('Nothing is called “stonewear”. This is what we have for stoneware');
  await expect(page.getByRole('main').getByRole('link', { name: /stoneware/i }).first()).toBeVisible();
});

test('a search for nothing that exists repeats the words and leads to the categories', async ({ page, shop }) => {
  await shop.open('/');
  await searchFor(shop, 'xylophonquartz');
  await expect(shop.heading).toHaveText('Nothing for “xylophonquartz”');
  await expect(page.getByRole('main').getByRole('link')).not.toHaveCount(0);
});

test('words that look like code are only words', async ({ page, shop }) => {
  await shop.open('/');
  await searchFor(shop, `<b>"'%_\\`);
  await expect(shop.heading).toContainText(`<b>"'%_\\`);
  await expect(page.getByRole('combobox', { name: 'Search the shop' })).toHaveValue(`<b>"'%_\\`);
});
