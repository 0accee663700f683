import AxeBuilder from '@axe-core/playwright';

import { cards, expect, test } from '../fixtures/test';
import { firstIn, largeCategory } from '../fixtures/catalogue';
import type { Shop } from '../fixtures/shop';

// WCAG 2.2, levels A and AA, with the size of targets, which axe leaves off unless it is asked for.
const rules = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa'];

for (const colorScheme of ['light', 'dark'] as const) {
  test.describe(`in ${colorScheme} colours`, () => {
    test.use({ colorScheme, contextOptions: { reducedMotion: 'reduce' } });

    test('the pages of the catalogue keep nobody out', async ({ shop, guard, request }) => {
      guard.expects(404);
      const category = await largeCategory(request);
      const product = await firstIn(request, category);
      await keepsNobodyOut(shop, '/');
      await keepsNobodyOut(shop, `/categories/${category.slug}`);
      await keepsNobodyOut(shop, `/products/${product.slug}`);
      await keepsNobodyOut(shop, '/search?q=mug');
      await keepsNobodyOut(shop, '/search?q=xylophonquartz');
      await keepsNobodyOut(shop, '/nothing/here');
    });

    test('the way to a paid order keeps nobody out', async ({ shop, linus, stock }) => {
      const mug = await stock({ choice: { name: 'Colour', stock: { Moss: 9, Brick: 0 } } });
      await keepsNobodyOut(shop, '/cart');
      await shop.addToCart(mug);
      await isOpenToAll(shop, 'the confirmation');
      await keepsNobodyOut(shop, '/cart');
      await shop.startCheckout();
      await isOpenToAll(shop, 'the checkout');
      await shop.payButton.click();
      await expect(shop.page.getByRole('alert')).toBeVisible();
      await isOpenToAll(shop, 'the checkout with mistakes');
      await shop.fillAddress(linus);
      await shop.payWith(cards.isDeclined);
      await expect(shop.heading).toHaveText('The card was declined');
      await isOpenToAll(shop, 'the declined order');
      await shop.payWith(cards.pays);
      await shop.isPaid();
      await isOpenToAll(shop, 'the paid order');
    });

    test('the pages of an account keep nobody out', async ({ shop, ada }) => {
      await keepsNobodyOut(shop, '/sign-in');
      await keepsNobodyOut(shop, '/sign-up');
      await shop.signUp(ada);
      await isOpenToAll(shop, 'the account');
      await keepsNobodyOut(shop, '/account/addresses/new');
    });
  });
}

async function keepsNobodyOut(shop: Shop, path: string): Promise<void> {
  await shop.open(path);
  await isOpenToAll(shop, path);
}

async function isOpenToAll({ page }: Shop, what: string): Promise<void> {
  const axe = new AxeBuilder({ page })
    .withTags(rules)
    .options({ rules: { 'target-size': { enabled: true } }, runOnly: { type: 'tag', values: rules } });
  const { violations } = await axe.analyze();
  const found = violations.flatMap(({ id, help, nodes }) =>
    nodes.map((node) => `${id} (${help}): ${node.target.join(' ')}\n${node.failureSummary}`),
  );
  expect(found, `axe finds nothing on ${what}`).toEqual([]);
}
