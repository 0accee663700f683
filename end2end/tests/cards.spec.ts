import { expect, test, cards, priceOfItsOwn } from '../fixtures/test';

test('a declined card says why, loses nothing, and another card pays', async ({ page, shop, gateway, linus, stock }) => {
  const price = priceOfItsOwn();
  const mug = await stock({ price });
  await shop.goToTill(linus, mug);
  await shop.payWith(cards.isDeclined);

  await expect(shop.heading).toHaveText('The card was declined');
  await expect(page.getByRole('main')).toContainText('No money was taken');
  await expect(page.getByRole('main')).toContainText(mug.title);
  await shop.isAlive();
  await shop.payWith(cards.pays);
  await shop.isPaid();
  expect(await gateway.captures(price + 490)).toBe(1);
});

test('a declined card keeps the cart', async ({ shop, linus, stock }) => {
  const mug = await stock();
  await shop.goToTill(linus, mug);
  await shop.payWith(cards.isDeclined);
  await expect(shop.heading).toHaveText('The card was declined');

  await shop.open('/cart');
  await expect(shop.line(mug)).toBeVisible();
});

test('a card without enough money is told from one that is refused', async ({ shop, linus, stock }) => {
  await shop.goToTill(linus, await stock());
  await shop.payWith(cards.lacksTheMoney);
  await expect(shop.heading).toHaveText('There is not enough money on the card');
});

test('the bank asks, Ada confirms, the order is paid', async ({ page, shop, ada, stock }) => {
  await shop.goToTill(ada, await stock());
  await shop.payWith(cards.asksTheHolder);

  await expect(shop.heading).toHaveText('Your bank wants to make sure it is you');
  await page.getByRole('link', { name: 'Confirm with the bank' }).click();
  await page.getByRole('button', { name: 'Complete authentication' }).click();
  await expect(page).toHaveURL(/\/orders\/\w+/);
  await shop.isPaid();
});

test('the bank asks, Ada fails to confirm, another card pays', async ({ page, shop, ada, stock }) => {
  await shop.goToTill(ada, await stock());
  await shop.payWith(cards.asksTheHolder);

  await page.getByRole('link', { name: 'Confirm with the bank' }).click();
  await page.getByRole('button', { name: 'Fail authentication' }).click();
  await expect(shop.heading).toHaveText('Your bank could not confirm that it is you');
  await shop.isAlive();
  await shop.payWith(cards.pays);
  await shop.isPaid();
});
