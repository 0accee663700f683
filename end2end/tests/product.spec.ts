import { expect, test } from '../fixtures/test';

test('choosing a colour changes the address, the article number and what goes into the cart', async ({ page, shop, stock }) => {
  const mug = await stock({ choice: { name: 'Colour', stock: { Moss: 12, Brick: 12 } } });
  const [moss, brick] = mug.variants;
  await shop.open(`/products/${mug.slug}`);
  const colours = page.getByRole('group', { name: /^Colour/ });
  await expect(colours.getByRole('link', { name: 'Moss' })).toHaveAttribute('aria-current', 'true');
  await expect(page.getByRole('main')).toContainText(moss.sku);

  await colours.getByRole('link', { name: 'Brick' }).click();
  await expect(page).toHaveURL(`/products/${mug.slug}?variant=${brick.sku}`);
  await expect(page.getByRole('main')).toContainText(brick.sku);
  await page.getByRole('button', { name: 'Add to cart' }).click();
  await expect(shop.added).toContainText('Brick');
  await shop.added.getByRole('link', { name: /View cart/ }).click();
  await expect(shop.line(mug)).toContainText('Brick');
});

test('what is sold out is shown, marked, and can’t be bought', async ({ page, shop, stock }) => {
  const mug = await stock({ choice: { name: 'Colour', stock: { Moss: 12, Brick: 0 } } });
  await shop.open(`/products/${mug.slug}`);
  const brick = page.getByRole('group', { name: /^Colour/ }).getByRole('link', { name: /Brick.*sold out/ });
  await brick.click();
  await expect(page).toHaveURL(/variant=/);
  await expect(page.getByRole('button', { name: 'Sold out' })).toBeDisabled();
});

test('few are called few', async ({ page, shop, stock }) => {
  const mug = await stock({ stock: 3 });
  await shop.open(`/products/${mug.slug}`);
  await expect(page.getByRole('main')).toContainText('Only 3 left');
});

test('what was added is confirmed until it is closed, with the ways on', async ({ page, shop, stock }) => {
  const mug = await stock();
  await shop.addToCart(mug);
  await expect(shop.added.getByRole('link', { name: 'Checkout' })).toBeVisible();
  await expect(shop.added.getByRole('link', { name: /View cart/ })).toBeVisible();
  await expect(shop.added).toContainText('€18.00');

  await shop.added.getByRole('link', { name: 'Close' }).click();
  await expect(shop.added).toHaveCount(0);
  await expect(page.getByRole('button', { name: 'Add to cart' })).toBeVisible();
});

test('wanting more than there are is refused beside the button', async ({ page, shop, guard, stock }) => {
  const mug = await stock({ stock: 2 });
  guard.expects(409);
  await shop.open(`/products/${mug.slug}`);
  await page.getByLabel('Quantity').fill('3');
  await page.getByRole('button', { name: 'Add to cart' }).click();
  await expect(page.getByRole('alert')).toContainText('There are only 2 of Enamel mug left');
  await expect(shop.added).toHaveCount(0);
});

test('delivery, its day and returns are told beside the price', async ({ page, shop, stock }) => {
  const mug = await stock();
  await shop.open(`/products/${mug.slug}`);
  const buy = page.getByRole('region', { name: 'Buy' });
  await expect(buy).toContainText('Includes VAT');
  await expect(buy).toContainText(/With you by \w{3} \d+ \w{3}/);
  await expect(buy).toContainText('Thirty days');
});
