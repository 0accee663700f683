import { expect, test } from '../fixtures/test';

test('Linus changes how many he wants, step by step and by typing', async ({ page, shop, stock }) => {
  const mug = await stock({ price: 1800 });
  await shop.addToCart(mug);
  await shop.open('/cart');
  await page.getByRole('button', { name: `One more, ${mug.title}` }).click();
  await expect(shop.quantityOf(mug)).toHaveValue('2');
  await expect(page.getByRole('complementary', { name: 'Totals' })).toContainText('€36.00');

  await shop.quantityOf(mug).fill('3');
  await shop.quantityOf(mug).press('Enter');
  await expect(page.getByRole('complementary', { name: 'Totals' })).toContainText('€54.00');
});

test('what was taken out can be put back', async ({ page, shop, stock }) => {
  const mug = await stock();
  await shop.addToCart(mug);
  await shop.open('/cart');
  await page.getByRole('button', { name: `Remove ${mug.title}` }).click();
  await expect(page.getByText('Nothing in here yet.')).toBeVisible();
  await page.getByRole('button', { name: 'Undo' }).click();
  await expect(shop.line(mug)).toBeVisible();
  await expect(shop.quantityOf(mug)).toHaveValue('1');
});

test('more than there are is refused, with how many there are', async ({ page, shop, guard, stock }) => {
  const lamp = await stock({ title: 'Reading lamp', stock: 2 });
  guard.expects(409);
  await shop.addToCart(lamp);
  await shop.open('/cart');
  await shop.quantityOf(lamp).fill('5');
  await shop.quantityOf(lamp).press('Enter');
  await expect(page.getByText('There are only 2 of Reading lamp left')).toBeVisible();
  await expect(shop.quantityOf(lamp)).toHaveValue('1');
});

test('delivery becomes free when the cart is worth it', async ({ page, shop, stock }) => {
  const blanket = await stock({ title: 'Wool blanket', price: 5900 });
  await shop.addToCart(blanket);
  await shop.open('/cart');
  const totals = page.getByRole('complementary', { name: 'Totals' });
  await expect(totals).toContainText('€1.00 more and standard delivery is free');
  await page.getByRole('button', { name: 'One more, Wool blanket' }).click();
  await expect(totals).toContainText('Standard delivery is free.');
  await expect(totals).toContainText('Free');
});

test('what became dearer or scarcer is announced, once', async ({ page, shop, stock }) => {
  const mug = await stock({ price: 1800 });
  await shop.addToCart(mug);
  await stock({ again: mug, price: 2000 });
  await shop.open('/cart');
  await expect(page.getByRole('main')).toContainText('Enamel mug costs €20.00 now, before €18.00.');
  await page.reload();
  await expect(page.getByRole('main')).toContainText('€20.00');
  await expect(page.getByRole('main')).not.toContainText('before €18.00');
});

test('the cart survives a browser that is closed and opened again', async ({ browser, context, shop, stock }) => {
  const mug = await stock();
  await shop.addToCart(mug);
  const cookies = await context.cookies();
  const cart = cookies.find((cookie) => cookie.name === '__Host-stoa_cart');
  const inDays = ((cart?.expires ?? 0) - Date.now() / 1000) / 86_400;
  expect(inDays).toBeGreaterThan(29);

  const tomorrow = await browser.newContext({ storageState: await context.storageState() });
  const page = await tomorrow.newPage();
  await page.goto('/cart');
  await expect(page.getByRole('heading', { level: 2, name: mug.title })).toBeVisible();
  await tomorrow.close();
});
