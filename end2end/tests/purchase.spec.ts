import { expect, test, cards } from '../fixtures/test';

test('Linus buys as a guest and sees the order become paid by itself', async ({ page, shop, linus, stock }) => {
  const mug = await stock({ price: 1800 });
  await shop.goToTill(linus, mug);
  await shop.payWith(cards.pays);

  await expect(page).toHaveURL(/\/orders\/\w+/);
  await shop.isPaid();
  const main = page.getByRole('main');
  await expect(main).toContainText(mug.title);
  await expect(main).toContainText('€22.90 received');
  await expect(main).toContainText(linus.email);
  await expect(main.getByRole('list', { name: 'Progress of the order' })).toContainText('Payment');
});

test('Ada buys with her account and finds the order in it', async ({ page, shop, ada, stock }) => {
  const mug = await stock();
  await shop.signUp(ada);
  await shop.goToTill(ada, mug);
  await shop.payWith(cards.pays);
  await shop.isPaid();
  const order = page.url();

  await shop.open('/account');
  const row = page.getByRole('row').filter({ hasText: 'Paid' });
  await expect(row).toHaveCount(1);
  await row.getByRole('link').click();
  await expect(page).toHaveURL(order);
});

test('the cart is empty after the order, and the order stays at its address', async ({ page, shop, linus, stock }) => {
  await shop.goToTill(linus, await stock());
  await shop.payWith(cards.pays);
  await shop.isPaid();

  const order = page.url();
  await shop.open('/cart');
  await expect(page.getByText('Nothing in here yet.')).toBeVisible();
  await shop.open(order);
  await shop.isPaid();
});

test('Linus keeps his order in an account with nothing but a password', async ({ page, shop, linus, stock }) => {
  await shop.goToTill(linus, await stock());
  await shop.payWith(cards.pays);
  await shop.isPaid();

  await page.getByRole('textbox', { name: 'Password' }).fill(linus.password);
  await page.getByRole('button', { name: 'Create account' }).click();
  await expect(shop.heading).toContainText(linus.name);
  await expect(page.getByRole('row').filter({ hasText: 'Paid' })).toHaveCount(1);
});

test('express delivery costs what the checkout says', async ({ page, shop, linus, stock }) => {
  await shop.goToTill(linus, await stock({ price: 1800 }));
  await page.getByRole('radio', { name: /Express/ }).check();
  await shop.payWith(cards.pays);

  await shop.isPaid();
  await expect(page.getByRole('main')).toContainText('€27.90 received');
});
