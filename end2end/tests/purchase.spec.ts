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

test('Linus gets one confirmation, and its link leads to his order', async ({ page, shop, mails, linus, stock, another }) => {
  const mug = await stock({ price: 1800 });
  await shop.goToTill(linus, mug);
  await shop.payWith(cards.pays);
  await shop.isPaid();

  const letter = await mails.arrives(linus, 'confirmation');
  expect(letter.subject).toBe(`Order ${await shop.orderNumber()} is confirmed`);
  expect(letter.text).toContain(`1 x ${mug.title}`);
  expect(letter.text).toContain('€22.90');
  const reader = await another();
  await mails.open(reader.page, letter);
  await reader.page.getByRole('link', { name: 'See your order' }).click();
  await reader.isPaid();
});

test('a declined card is told by mail, once, and the way back to pay', async ({ shop, mails, linus, stock }) => {
  await shop.goToTill(linus, await stock());
  await shop.payWith(cards.isDeclined);
  await expect(shop.heading).toHaveText('The card was declined');
  const letter = await mails.arrives(linus, 'payment_failed');
  expect(letter.text).toContain('The bank declined the card.');
  await shop.isAlive();
  await shop.payWith(cards.isDeclined);
  await expect(shop.heading).toHaveText('The card was declined');
  await shop.isAlive();
  await shop.payWith(cards.pays);
  await shop.isPaid();
  await mails.arrives(linus, 'confirmation');
  expect((await mails.of(linus)).map((mail) => mail.kind)).toEqual(['payment_failed', 'confirmation']);
});
