import { expect, test, cards } from '../fixtures/test';
import { announce, change, type Coupon } from '../fixtures/trade';
import type { Page } from '@playwright/test';

const totals = (page: Page) => page.getByRole('complementary', { name: 'Totals' });

async function enter(page: Page, code: string): Promise<void> {
  const field = page.getByRole('textbox', { name: 'Coupon code' });
  if (!(await field.isVisible())) await page.getByText('Have a coupon?').click();
  await field.fill(code);
  await field.press('Enter');
}

const removal = (page: Page, { code }: Coupon) => page.getByRole('button', { name: `Remove coupon ${code}` });

test('a coupon is taken off by name, and the order costs what the cart said', async ({ page, shop, linus, stock }) => {
  const coupon = await announce('amount = "5.00"');
  await shop.addToCart(await stock({ price: 1800 }));
  await shop.open('/cart');
  await enter(page, coupon.code.toLowerCase());
  await expect(totals(page)).toContainText(`${coupon.name} (${coupon.code})`);
  await expect(totals(page)).toContainText('−€5.00');
  await expect(totals(page)).toContainText('€17.90');

  await shop.startCheckout();
  await shop.fillAddress(linus);
  await shop.payWith(cards.pays);
  await shop.isPaid();
  await expect(page.getByRole('main')).toContainText('€17.90 received');
  await expect(page.getByRole('main')).toContainText(coupon.name);
});

test('a coupon can be entered at the checkout and taken out again', async ({ page, shop, stock }) => {
  const coupon = await announce('percent = "50"');
  await shop.addToCart(await stock({ price: 2000 }));
  await shop.startCheckout();
  await enter(page, coupon.code);
  await expect(removal(page, coupon)).toBeVisible();
  await expect(page.getByText('€14.90').filter({ visible: true }).first()).toBeVisible();
  await removal(page, coupon).click();
  await expect(page.getByText('Have a coupon?')).toBeVisible();
  await expect(page.getByText('€24.90').filter({ visible: true }).first()).toBeVisible();
});

test('a code that nobody gave out is refused beside its field', async ({ page, shop, guard, stock }) => {
  await shop.addToCart(await stock());
  await shop.open('/cart');
  guard.expects(409);
  await enter(page, 'NO-SUCH-CODE');
  await expect(totals(page)).toContainText('We don’t know this coupon.');
});

test('a coupon that is over says so', async ({ page, shop, guard, stock }) => {
  const coupon = await announce('percent = "10"', 'ends = "2020-01-01"');
  await shop.addToCart(await stock());
  await shop.open('/cart');
  guard.expects(409);
  await enter(page, coupon.code);
  await expect(totals(page)).toContainText('This coupon has expired.');
});

test('a coupon that wants more in the cart says how much, and counts when it is there', async ({ page, shop, stock }) => {
  const coupon = await announce('percent = "10"', 'minimum = "30.00"');
  const mug = await stock({ price: 1800 });
  await shop.addToCart(mug);
  await shop.open('/cart');
  await enter(page, coupon.code);
  await expect(totals(page)).toContainText('Another €12.00 of goods and this coupon counts.');
  await page.getByRole('button', { name: `One more, ${mug.title}` }).click();
  await expect(totals(page)).toContainText('−€3.60');
});

test('a coupon frees the delivery', async ({ page, shop, stock }) => {
  const coupon = await announce('free_shipping = ["standard"]');
  await shop.addToCart(await stock({ price: 1800 }));
  await shop.open('/cart');
  await enter(page, coupon.code);
  await expect(totals(page)).toContainText('−€4.90');
  await expect(totals(page).getByText('€18.00').last()).toBeVisible();
});

test('a coupon that ends while Ada types her card is said before she pays', async ({ page, shop, guard, ada, stock }) => {
  const coupon = await announce('amount = "5.00"');
  await shop.addToCart(await stock({ price: 1800 }));
  await shop.open('/cart');
  await enter(page, coupon.code);
  await expect(totals(page)).toContainText('€17.90');
  await shop.startCheckout();
  await shop.fillAddress(ada);
  await shop.enterCard(cards.pays);
  await change(coupon, 'amount = "5.00"', 'ends = "2020-01-01"');
  guard.expects(409);
  await shop.payButton.click();
  await expect(page.getByText('This coupon has expired.').filter({ visible: true }).first()).toBeVisible();
});
