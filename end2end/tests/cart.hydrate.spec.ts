import { expect, test } from '../fixtures/test';
import { Shop } from '../fixtures/shop';

test('the header counts along', async ({ shop, stock }) => {
  await shop.open('/');
  await shop.addToCart(await stock());
  await expect(shop.cartOf(1)).toBeVisible();
  await shop.page.getByRole('button', { name: 'Add to cart' }).click();
  await expect(shop.cartOf(2)).toBeVisible();
});

test('two tabs agree on what is in the cart', async ({ context, shop, stock }) => {
  const mug = await stock();
  const other = new Shop(await context.newPage(), true);
  await other.open('/cart');
  await expect(other.page.getByText('Nothing in here yet.')).toBeVisible();

  await shop.addToCart(mug);
  await expect(other.cartOf(1)).toBeVisible();
  await expect(other.line(mug)).toBeVisible();
});

test('a quantity shows at once and is taken back when the shop can’t keep it', async ({ page, shop, guard, stock }) => {
  const mug = await stock({ price: 1800 });
  await shop.addToCart(mug);
  await shop.open('/cart');
  guard.expectsFailure(/\/api\/cart\/set-quantity/);
  let answer = () => {};
  const asked = new Promise<void>((resolve) => (answer = resolve));
  await page.route('**/api/cart/set-quantity', async (route) => {
    await asked;
    await route.abort('connectionreset');
  });

  await page.getByRole('button', { name: 'One more, Enamel mug' }).click();
  await expect(page.getByRole('complementary', { name: 'Totals' })).toContainText('€36.00');
  answer();
  await expect(page.getByText('Check your connection and try again.')).toBeVisible();
  await expect(shop.quantityOf(mug)).toHaveValue('1');
  await expect(page.getByRole('complementary', { name: 'Totals' })).toContainText('€18.00');
});

test('back and forward show the cart as it is, not as it was', async ({ page, shop, stock }) => {
  const mug = await stock();
  await shop.addToCart(mug);
  await shop.added.getByRole('link', { name: /View cart/ }).click();
  await page.getByRole('button', { name: `One more, ${mug.title}` }).click();
  await expect(shop.cartOf(2)).toBeVisible();
  await page.goBack();
  await expect(shop.heading).toHaveText(mug.title);
  await expect(shop.cartOf(2)).toBeVisible();
  await page.goForward();
  await expect(shop.quantityOf(mug)).toHaveValue('2');
});
