import { expect, test, cards } from '../fixtures/test';

test('paying without a card says so beside the card, and what was typed stays', async ({ page, shop, linus, stock }) => {
  await shop.goToTill(linus, await stock());
  await shop.payButton.click();

  await expect(shop.cardFrame.getByText('Check the card number')).toBeVisible();
  await expect(page.getByRole('alert')).toContainText('Enter your card to pay.');
  await expect(page.getByLabel('Street and number')).toHaveValue(linus.street);
  await shop.payWith(cards.pays);
  await shop.isPaid();
});

test('the card’s fields group the number and the date as they are typed', async ({ shop, linus, stock }) => {
  await shop.goToTill(linus, await stock());
  const number = shop.cardFrame.getByLabel('Card number');
  await number.pressSequentially('4242424242424242');
  await expect(number).toHaveValue('4242 4242 4242 4242');
  const expiry = shop.cardFrame.getByLabel('Expiry date');
  await expiry.pressSequentially('434');
  await expect(expiry).toHaveValue('04/34');
});

test('while the payment provider is down the order waits, and is paid once it is back', async ({
  page,
  shop,
  gateway,
  linus,
  stock,
}) => {
  await shop.goToTill(linus, await stock());
  await gateway.misbehavesForCardsOn(page, { down: 'refuse' });
  await shop.payWith(cards.pays);

  await expect(shop.heading).toHaveText('The payment is taking longer than usual');
  await gateway.recovers();
  await expect(shop.heading).toHaveText('Thank you, it is paid', { timeout: 45_000 });
});
