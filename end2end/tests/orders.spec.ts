import { cards, expect, priceOfItsOwn, test } from '../fixtures/test';
import { shipsOrder } from '../fixtures/shelf';

test('Linus finds his order again with its number and his e-mail', async ({ page, shop, linus, stock, another }) => {
  const mug = await stock();
  await shop.goToTill(linus, mug);
  await shop.payWith(cards.pays);
  await shop.isPaid();
  const number = await shop.orderNumber();

  const later = await another();
  await later.open('/');
  await later.page.getByRole('contentinfo').getByRole('link', { name: 'Find an order' }).click();
  await expect(later.heading).toHaveText('Find an order');
  await later.isAlive();
  await later.page.getByLabel('Order number').fill(number.toLowerCase().replace('-', ' '));
  await later.page.getByLabel('E-mail').fill(linus.email);
  await later.page.getByRole('button', { name: 'Find the order' }).click();
  await later.isPaid();
  await expect(later.page.getByRole('main')).toContainText(mug.title);
  expect(later.page.url()).toBe(page.url());
});

test('a wrong e-mail finds nothing and says no more than that', async ({ page, shop, linus, ada, stock, guard }) => {
  await shop.goToTill(linus, await stock());
  await shop.payWith(cards.pays);
  await shop.isPaid();
  const number = await shop.orderNumber();

  guard.expects(404);
  for (const [typed, email] of [[number, ada.email], ['0000-0000', linus.email]]) {
    await shop.open('/orders/find');
    await page.getByLabel('Order number').fill(typed);
    await page.getByLabel('E-mail').fill(email);
    await page.getByRole('button', { name: 'Find the order' }).click();
    await expect(page.getByRole('alert')).toHaveText('We have no order with this number and this e-mail. Check both and try again.');
    await expect(page.getByLabel('Order number')).toHaveValue(typed);
    await expect(page).toHaveTitle(/^Error: /);
  }
});

test('a form that was sent empty says what is missing in each field', async ({ page, shop }) => {
  await shop.open('/orders/find');
  await page.getByLabel('Order number').fill('my order');
  await page.getByRole('button', { name: 'Find the order' }).click();
  const errors = page.getByRole('alert');
  await expect(errors.getByRole('link', { name: 'An order number looks like 7K4M-92QX.' })).toBeVisible();
  await expect(errors.getByRole('link', { name: 'Enter your e-mail address.' })).toBeVisible();
});

test('while the bank waits, Ada changes her mind and nothing is charged', async ({ page, shop, gateway, mails, ada, stock }) => {
  const price = priceOfItsOwn();
  await shop.goToTill(ada, await stock({ price }));
  await shop.payWith(cards.asksTheHolder);
  await expect(shop.heading).toHaveText('Your bank wants to make sure it is you');
  await shop.isAlive();

  await page.getByText('Cancel this order').click();
  await page.getByRole('button', { name: 'Yes, cancel it' }).click();
  await expect(shop.heading).toHaveText('This order was cancelled');
  await expect(page.getByRole('list', { name: 'Progress of the order' })).toContainText('Cancelled');
  await expect(page.getByText('Cancel this order')).toHaveCount(0);
  expect(await gateway.captures(price + 490)).toBe(0);
  expect(await mails.of(ada)).toEqual([]);
});

test('a declined order can be given up, and is not paid again', async ({ page, shop, ada, stock }) => {
  await shop.goToTill(ada, await stock());
  await shop.payWith(cards.isDeclined);
  await expect(shop.heading).toHaveText('The card was declined');
  await shop.isAlive();

  await page.getByText('Cancel this order').click();
  await page.getByRole('button', { name: 'Yes, cancel it' }).click();
  await expect(shop.heading).toHaveText('This order was cancelled');
  await expect(shop.payButton).toHaveCount(0);
});

test('the invoice says what was bought from whom, and prints without the shop around it', async ({ page, shop, linus, stock }) => {
  const mug = await stock({ price: 1800 });
  await shop.goToTill(linus, mug);
  await shop.payWith(cards.pays);
  await shop.isPaid();
  await shop.isAlive();

  await page.getByRole('link', { name: /^Invoice \d{6}$/ }).click();
  await expect(shop.heading).toHaveText(/^Invoice \d{6}$/);
  const sheet = page.getByRole('article');
  await expect(sheet).toContainText(linus.name);
  await expect(sheet).toContainText(mug.title);
  await expect(sheet.getByRole('row', { name: /^Total/ })).toContainText('€22.90');
  await expect(sheet).toContainText('Paid by card on');
  await page.emulateMedia({ media: 'print' });
  await expect(sheet).toBeVisible();
  await expect(page.getByRole('banner')).toBeHidden();
  await expect(page.getByRole('contentinfo')).toBeHidden();
});

test('there is no invoice for what is not paid', async ({ page, shop, guard, ada, stock }) => {
  await shop.goToTill(ada, await stock());
  await shop.payWith(cards.isDeclined);
  await expect(shop.heading).toHaveText('The card was declined');
  await expect(page.getByRole('link', { name: /^Invoice/ })).toHaveCount(0);
  guard.expects(404);
  const response = await page.goto(`${page.url().split('?')[0]}/invoice`);
  expect(response?.status()).toBe(404);
});

test('Grace ships the order and Linus hears where his parcel is', async ({ page, shop, mails, linus, stock }) => {
  await shop.goToTill(linus, await stock());
  await shop.payWith(cards.pays);
  await shop.isPaid();
  const order = page.url();
  const tracking = 'https://parcels.example/follow?parcel=7&lang=en';
  await shipsOrder(await shop.orderNumber(), tracking);

  const letter = await mails.arrives(linus, 'shipped');
  expect(letter.text).toContain(tracking);
  await shop.open(order);
  await expect(shop.heading).toHaveText('It is on its way');
  await expect(page.getByRole('link', { name: 'Follow the parcel' })).toHaveAttribute('href', tracking);
});

test('pages about an order are kept by nobody and found by no search engine', async ({ page, shop, linus, stock }) => {
  await shop.goToTill(linus, await stock());
  await shop.payWith(cards.pays);
  await shop.isPaid();
  const order = page.url().split('?')[0];
  for (const address of [order, `${order}/invoice`, '/orders/find']) {
    const headers = (await page.request.get(address)).headers();
    expect(headers['cache-control'], address).toContain('no-store');
    expect(headers['x-robots-tag'], address).toBe('noindex');
  }
});
