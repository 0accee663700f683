import { expect, test, cards } from '../fixtures/test';
import { buysElsewhere } from '../fixtures/rival';

test('a form with mistakes comes back with all of them, and with what was typed', async ({ page, shop, linus, stock }) => {
  await shop.addToCart(await stock());
  await shop.startCheckout();
  await page.getByLabel('E-mail').fill('linus at home');
  await page.getByLabel('Full name').fill(linus.name);
  await page.getByRole('button', { name: /^(Pay |Continue to the card)/ }).filter({ visible: true }).click();

  const errors = page.getByRole('alert');
  await expect(errors).toContainText('need another look');
  await expect(errors.getByRole('link', { name: 'Enter an e-mail address like ada@example.com.' })).toBeVisible();
  await expect(errors.getByRole('link', { name: 'Choose a country from the list.' })).toBeVisible();
  await expect(page).toHaveTitle(/^Error: /);
  await expect(page.getByLabel('Full name')).toHaveValue(linus.name);
  await expect(page.getByLabel('E-mail')).toHaveAttribute('aria-invalid', 'true');
  await expect(page.getByLabel('E-mail')).toHaveAccessibleDescription(/Enter an e-mail address like/);

  await errors.getByRole('link', { name: 'Choose a country from the list.' }).click();
  await expect(page.getByLabel('Country')).toBeFocused();
});

test('a domestic order shows eight fields at most, and none of them needs an account', async ({ page, shop, stock }) => {
  await shop.addToCart(await stock());
  await shop.startCheckout();

  const fields = page.getByRole('main').locator('input:not([type=hidden]):not([type=radio]), select');
  expect(await fields.filter({ visible: true }).count()).toBeLessThanOrEqual(8);
  await expect(page.getByRole('main')).toContainText('Buying as a guest');
});

test('the last one is sold elsewhere while Ada types her card', async ({ page, shop, guard, request, ada, stock }) => {
  const lamp = await stock({ title: 'Reading lamp', stock: 1 });
  await shop.goToTill(ada, lamp);
  await shop.enterCard(cards.pays);
  await buysElsewhere(request, lamp, 1);
  guard.expects(409);
  await shop.payButton.click();

  await expect(page.getByRole('alert')).toContainText(/sold out|cart changed/i);
  await shop.open('/cart');
  await expect(page.getByRole('main')).toContainText('Reading lamp');
  await expect(page.getByRole('main')).toContainText(/sold out/i);
});

test('an empty cart leads back to the goods', async ({ page, shop }) => {
  await shop.open('/checkout');
  await expect(page.getByText('There is nothing in your cart to pay for.')).toBeVisible();
  await expect(page.getByRole('main').getByRole('link', { name: 'See all goods' })).toBeVisible();
});

test('going back from the checkout and forth again keeps what was typed', async ({ page, shop, linus, stock }) => {
  await shop.addToCart(await stock());
  await shop.startCheckout();
  await shop.fillAddress(linus);
  await page.getByLabel('Postcode').blur();
  await page.goBack();
  await expect(shop.heading).toContainText('Cart');
  await page.goForward();

  await expect(shop.heading).toHaveText('Checkout');
  await expect(page.getByLabel('Street and number')).toHaveValue(linus.street);
  await expect(page.getByLabel('City')).toHaveValue(linus.city);
});

test('going back from a paid order does not lead to a second one', async ({ page, shop, linus, stock }) => {
  await shop.goToTill(linus, await stock());
  await shop.payWith(cards.pays);
  await shop.isPaid();
  await page.goBack();
  await shop.isAlive();

  await page.reload();
  await expect(shop.payButton).toHaveCount(0);
});
