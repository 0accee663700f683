import { expect, test } from '../fixtures/test';

test('Ada signs up, out, and in again', async ({ page, shop, ada }) => {
  await shop.signUp(ada);
  await expect(page).toHaveURL('/account');
  await shop.signOut();
  await shop.signIn(ada);
  await expect(shop.heading).toContainText(ada.name);
  await expect(page.getByRole('main')).toContainText(ada.email);
});

test('a wrong password and an unknown e-mail are told the same', async ({ page, shop, guard, ada, linus }) => {
  guard.expects(401);
  await shop.signUp(ada);
  await shop.signOut();
  const refusal = 'This e-mail and password don’t belong together.';
  await shop.signIn(ada, 'not the password of Ada');
  await expect(page.getByRole('alert')).toContainText(refusal);
  await expect(page.getByLabel('E-mail')).toHaveValue(ada.email);
  await shop.signIn(linus);
  await expect(page.getByRole('alert')).toContainText(refusal);
});

test('a password that is too short is refused with a reason, and the rest stays', async ({ page, shop, ada }) => {
  await shop.open('/sign-up');
  await page.getByRole('textbox', { name: /^Name/ }).fill(ada.name);
  await page.getByLabel('E-mail').fill(ada.email);
  const password = page.getByRole('textbox', { name: 'Password' });
  await password.fill('tea');
  // Past the browser's own check, which would stop the form before the shop sees it.
  await password.evaluate((input) => input.removeAttribute('minlength'));
  await page.getByRole('button', { name: 'Create account' }).click();

  await expect(page.getByRole('alert')).toContainText(/at least \d+ characters/);
  await expect(page.getByLabel('E-mail')).toHaveValue(ada.email);
  await expect(page.getByRole('textbox', { name: 'Password' })).toHaveValue('');
});

test('one e-mail has one account', async ({ page, shop, ada }) => {
  await shop.signUp(ada);
  await shop.signOut();
  await shop.open('/sign-up');
  await page.getByRole('textbox', { name: /^Name/ }).fill('Somebody else');
  await page.getByLabel('E-mail').fill(ada.email.toUpperCase());
  await page.getByRole('textbox', { name: 'Password' }).fill(ada.password);
  await page.getByRole('button', { name: 'Create account' }).click();
  await expect(page.getByRole('alert')).toContainText('There is an account with this e-mail already.');
});

test('the account’s pages lead a stranger to the door, and on from there', async ({ page, shop, ada }) => {
  await shop.signUp(ada);
  await shop.signOut();
  await shop.open('/account/addresses/new');
  await expect(page).toHaveURL(/\/sign-in\?next=/);
  await page.getByLabel('E-mail').fill(ada.email);
  await page.getByRole('textbox', { name: 'Password' }).fill(ada.password);
  await page.getByRole('button', { name: 'Sign in' }).click();
  await expect(shop.heading).toHaveText('Add an address');
});

test('Ada keeps addresses, changes one, deletes it and takes that back', async ({ page, shop, ada }) => {
  await shop.signUp(ada);
  await page.getByRole('link', { name: 'Add an address' }).click();
  await shop.isAlive();
  await page.getByLabel('Street and number').fill(ada.street);
  await page.getByLabel('Postcode').fill(ada.postcode);
  await page.getByLabel('City').fill(ada.city);
  await page.getByLabel('Country').selectOption({ label: ada.country });
  await page.getByRole('button', { name: 'Save address' }).click();
  const address = page.getByRole('listitem').filter({ hasText: ada.street });
  await expect(address).toContainText('Default');

  await address.getByRole('link', { name: /^Edit/ }).click();
  await shop.isAlive();
  await page.getByLabel('City').fill('Potsdam');
  await page.getByRole('button', { name: 'Save address' }).click();
  await expect(address).toContainText('Potsdam');
  await shop.isAlive();

  await address.getByRole('button', { name: /^Delete/ }).click();
  await expect(page.getByText('Address deleted.')).toBeVisible();
  await expect(address).toHaveCount(0);
  await shop.isAlive();
  await page.getByRole('button', { name: 'Undo' }).click();
  await expect(address).toContainText('Potsdam');
});

test('the checkout begins with the address that Ada saved', async ({ page, shop, ada, stock }) => {
  await shop.signUp(ada);
  await page.getByRole('link', { name: 'Add an address' }).click();
  await shop.isAlive();
  await page.getByLabel('Street and number').fill(ada.street);
  await page.getByLabel('Postcode').fill(ada.postcode);
  await page.getByLabel('City').fill(ada.city);
  await page.getByLabel('Country').selectOption({ label: ada.country });
  await page.getByRole('button', { name: 'Save address' }).click();
  await expect(shop.heading).toContainText(ada.name);

  await shop.addToCart(await stock());
  await shop.startCheckout();
  await expect(page.getByLabel('E-mail')).toHaveValue(ada.email);
  await expect(page.getByLabel('Street and number')).toHaveValue(ada.street);
  await expect(page.getByLabel('City')).toHaveValue(ada.city);
});

test('what Ada chose as a guest joins what her account holds, nothing lost and nothing doubled', async ({
  page,
  shop,
  another,
  ada,
  stock,
}) => {
  const [mug, lamp] = [await stock(), await stock({ title: 'Reading lamp' })];
  await shop.signUp(ada);
  await shop.addToCart(mug);
  const phone = await another();
  await phone.addToCart(mug);
  await phone.addToCart(lamp);
  await phone.signIn(ada);
  await expect(phone.heading).toContainText(ada.name);

  for (const visitor of [phone, shop]) {
    await visitor.open('/cart');
    await expect(visitor.quantityOf(lamp)).toHaveValue('1');
    await expect(visitor.quantityOf(mug)).toHaveValue('1');
    await expect(visitor.page.getByRole('spinbutton')).toHaveCount(2);
  }
  await phone.signOut();
  await phone.open('/cart');
  await expect(phone.page.getByText('Nothing in here yet.')).toBeVisible();
  await page.reload();
  await expect(shop.quantityOf(mug)).toBeVisible();
});

test('a cart follows its guest into the account they make', async ({ shop, ada, stock }) => {
  const mug = await stock();
  await shop.addToCart(mug);
  await shop.signUp(ada);
  await shop.open('/cart');
  await expect(shop.quantityOf(mug)).toHaveValue('1');
});
