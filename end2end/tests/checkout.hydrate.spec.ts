import type { Page } from '@playwright/test';

import { expect, test, cards, priceOfItsOwn, hydrated } from '../fixtures/test';
import type { Guard } from '../fixtures/guard';
import { Shop } from '../fixtures/shop';

test('pressing Pay twice is one order and one charge', async ({ page, shop, gateway, linus, stock }) => {
  const price = priceOfItsOwn();
  await shop.goToTill(linus, await stock({ price }));
  await shop.enterCard(cards.pays);
  await shop.payButton.dblclick();

  await shop.isPaid();
  await page.reload();
  await shop.isPaid();
  expect(await gateway.captures(price + 490)).toBe(1);
});

test('paying in two tabs is one order and one charge', async ({ context, shop, guard, gateway, linus, stock }) => {
  const price = priceOfItsOwn();
  await shop.goToTill(linus, await stock({ price }));
  const other = new Shop(await context.newPage(), true);
  await other.open('/checkout');
  await other.enterCard(cards.pays);
  await shop.enterCard(cards.pays);
  guard.expects(409);
  guard.expects(422);

  await shop.payButton.click();
  await other.payButton.click();
  await shop.isPaid();
  await other.open('/cart');
  await expect(other.page.getByText('Nothing in here yet.')).toBeVisible();
  expect(await gateway.captures(price + 490)).toBe(1);
});

test('a lost answer does not lose the order or charge it twice', async ({ page, shop, guard, gateway, linus, stock }) => {
  const price = priceOfItsOwn();
  await shop.goToTill(linus, await stock({ price }));
  await payInVain(page, shop, guard);
  await shop.payButton.click();

  await shop.isPaid();
  expect(await gateway.captures(price + 490)).toBe(1);
});

test('whoever reloads after a lost answer finds the order, and not an empty checkout', async ({ page, shop, guard, linus, stock }) => {
  await shop.goToTill(linus, await stock());
  await payInVain(page, shop, guard);
  await page.reload();

  await page.getByRole('link', { name: 'See how it stands' }).click();
  await shop.isPaid();
});

test('a mistake is named when its field is left, and forgiven as soon as it is mended', async ({ page, shop, stock }) => {
  await shop.addToCart(await stock());
  await shop.startCheckout();
  const email = page.getByLabel('E-mail');
  await email.fill('linus');
  await email.blur();
  await expect(email).toHaveAccessibleDescription(/Enter an e-mail address like/);
  await email.fill('linus@example.com');
  await expect(email).not.toHaveAccessibleDescription(/Enter an e-mail address like/);
});

test('the button says the price of the delivery that is chosen', async ({ page, shop, stock }) => {
  await shop.addToCart(await stock({ price: 1800 }));
  await shop.startCheckout();
  await expect(shop.payButton).toHaveText('Pay €22.90');
  await page.getByRole('radio', { name: /Express/ }).check();
  await expect(shop.payButton).toHaveText('Pay €27.90');
});

test('after the order, back does not lead to the checkout', async ({ page, shop, linus, stock }) => {
  await shop.goToTill(linus, await stock());
  await shop.payWith(cards.pays);
  await shop.isPaid();
  await page.goBack();
  await expect(page).toHaveURL('/cart');
  await hydrated(page);
});

/// The answer gets lost on its way back: the order stands, but the page does not know.
async function payInVain(page: Page, shop: Shop, guard: Guard): Promise<void> {
  guard.expectsFailure(/\/api\/checkout\/place/);
  await page.route('**/api/checkout/place', async (route) => {
    await route.fetch();
    await route.abort('connectionreset');
  }, { times: 1 });
  await shop.payWith(cards.pays);
  await expect(page.getByRole('alert')).toContainText('Check your connection');
}
