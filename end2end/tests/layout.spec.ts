import { cards, expect, test } from '../fixtures/test';
import { categoriesOf, firstIn, largeCategory } from '../fixtures/catalogue';
import { shopUrl } from '../fixtures/addresses';

for (const path of ['/nothing/here', '/products/never-was', '/categories/never-was', '/orders/never-was']) {
  test(`${path} is not there, and the way on is`, async ({ page, shop, guard }) => {
    guard.expects(404);
    const response = await page.goto(path);
    expect(response?.status()).toBe(404);
    await shop.isAlive();
    await expect(shop.heading).toHaveText('Nothing stands between these columns');
    await expect(page).toHaveTitle('Page not found · Stoa');
    await expect(page.getByRole('link', { name: 'Stoa, home' })).toBeVisible();
    await page.getByRole('combobox', { name: 'Search the shop' }).fill('mug');
    await page.getByRole('combobox', { name: 'Search the shop' }).press('Enter');
    await expect(page).toHaveURL('/search?q=mug');
  });
}

test('an order shows itself only to who knows its whole address', async ({ page, shop, guard, another, linus, stock }) => {
  await shop.goToTill(linus, await stock());
  await shop.payWith(cards.pays);
  await shop.isPaid();
  const address = page.url().split('?')[0];
  const number = (await page.getByText(/^Order /).first().textContent())?.replace('Order ', '') ?? '';

  const stranger = await another();
  guard.expects(404);
  const last = address.at(-1) === 'a' ? 'b' : 'a';
  for (const guess of [`${address.slice(0, -1)}${last}`, `${shopUrl}/orders/${number}`]) {
    const response = await stranger.page.goto(guess);
    expect(response?.status(), guess).toBe(404);
    await expect(stranger.page.getByRole('main')).not.toContainText(linus.email);
  }
  // Known to nobody else: no search engine, no referrer, no shared cache.
  const response = await page.request.get(address);
  expect(response.headers()['cache-control']).toContain('no-store');
  expect(response.headers()['referrer-policy']).toMatch(/same-origin|no-referrer|strict-origin/);
});

test('the page of a category or of goods is the same to the last byte for everybody', async ({
  shop,
  request,
  context,
  ada,
  stock,
}) => {
  const category = await largeCategory(request);
  const product = await firstIn(request, category);
  await shop.signUp(ada);
  await shop.addToCart(await stock());
  await shop.isAlive();
  const cookie = (await context.cookies()).map(({ name, value }) => `${name}=${value}`).join('; ');
  expect(cookie).toContain('__Host-stoa_session');

  for (const path of ['/', `/categories/${category.slug}`, `/products/${product.slug}`, '/search?q=mug']) {
    // Whoever may have to be told something goes around the page cache: each page is rendered for its own visitor.
    const rendered = async (...cookies: string[]) => {
      const answer = await fetch(shopUrl + path, { headers: { cookie: [...cookies, '__Host-stoa_flash=nothing'].join('; ') } });
      expect(answer.headers.get('x-cache')).toBe('bypass');
      return answer.text();
    };
    let stranger = '';
    // Asked again if it differs: another spec may have put goods on a shelf between the two answers.
    const isTheSame = async () => {
      stranger = await rendered();
      return stranger === (await rendered(cookie));
    };
    await expect.poll(isTheSame, `${path} is the same for Ada and for a stranger`).toBe(true);
    expect(stranger).not.toContain(ada.name);
  }
});

test('the keyboard reaches the goods without walking through the header', async ({ page, shop }) => {
  await shop.open('/');
  await page.keyboard.press('Tab');
  const skip = page.getByRole('link', { name: 'Skip to the goods' });
  await expect(skip).toBeFocused();
  await page.keyboard.press('Enter');
  await expect(page.getByRole('main')).toBeFocused();
});

test('every category can be reached from any page', async ({ page, shop, request, isMobile }) => {
  const [category] = await categoriesOf(request);
  await shop.open('/cart');
  if (isMobile) await page.getByRole('button', { name: 'Menu' }).click();
  const place = page.getByRole('navigation', { name: isMobile ? 'Menu' : 'Categories' });
  await place.getByRole('link', { name: category.title }).click();
  await expect(page).toHaveURL(`/categories/${category.slug}`);
});

test('no page is wider than its window', async ({ page, shop, request, stock }) => {
  const category = await largeCategory(request);
  await shop.addToCart(await stock());
  for (const path of ['/', `/categories/${category.slug}`, '/search?q=mug', '/cart', '/checkout', '/sign-in', '/sign-up']) {
    await shop.open(path);
    const [content, window] = await page.evaluate(() => [document.documentElement.scrollWidth, innerWidth]);
    expect(content, path).toBeLessThanOrEqual(window);
  }
});
