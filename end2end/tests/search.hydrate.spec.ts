import AxeBuilder from '@axe-core/playwright';

import { expect, test } from '../fixtures/test';

test.beforeEach(async ({ shop }) => shop.open('/'));

test('suggestions come while Ada types, and arrows walk through them', async ({ page }) => {
  const box = page.getByRole('combobox', { name: 'Search the shop' });
  const rows = page.getByRole('listbox', { name: 'Suggestions' }).getByRole('option');
  await expect(box).toHaveAttribute('aria-expanded', 'false');
  await box.pressSequentially('stone');
  await expect(rows.first()).toBeVisible();
  await expect(box).toHaveAttribute('aria-expanded', 'true');
  expect(await rows.count()).toBeLessThanOrEqual(11);

  await box.press('ArrowDown');
  await expect(rows.first()).toHaveAttribute('aria-selected', 'true');
  await expect(box).toHaveAttribute('aria-activedescendant', (await rows.first().getAttribute('id')) ?? '');
  await expect(box).toHaveValue('stone');
  await box.press('ArrowDown');
  await expect(rows.nth(1)).toHaveAttribute('aria-selected', 'true');
  await expect(rows.first()).toHaveAttribute('aria-selected', 'false');
});

test('Enter on a suggestion leads to it, Escape closes the list and keeps the words', async ({ page, shop }) => {
  const box = page.getByRole('combobox', { name: 'Search the shop' });
  const rows = page.getByRole('option');
  await box.pressSequentially('stone');
  await expect(rows.first()).toBeVisible();
  await box.press('Escape');
  await expect(rows).toHaveCount(0);
  await expect(box).toHaveValue('stone');

  await box.press('ArrowDown');
  await expect(rows.first()).toBeVisible();
  await box.press('ArrowDown');
  await box.press('Enter');
  await expect(page).toHaveURL(/\/(products|categories)\//);
  await expect(rows).toHaveCount(0);
  await expect(shop.heading).toBeVisible();
});

test('a suggestion can be tapped', async ({ page }) => {
  await page.getByRole('combobox', { name: 'Search the shop' }).pressSequentially('stone');
  const first = page.getByRole('option').first();
  await expect(first).toBeVisible();
  await first.click();
  await expect(page).toHaveURL(/\/(products|categories)\//);
});

test('the open list is as accessible as the rest', async ({ page }) => {
  await page.getByRole('combobox', { name: 'Search the shop' }).pressSequentially('stone');
  await expect(page.getByRole('option').first()).toBeVisible();
  const { violations } = await new AxeBuilder({ page }).include('[role=search]').analyze();
  expect(violations).toEqual([]);
});

test('going back from a search empties the box again', async ({ page }) => {
  const box = page.getByRole('combobox', { name: 'Search the shop' });
  await box.fill('stone');
  await box.press('Enter');
  await expect(page).toHaveURL('/search?q=stone');
  await page.goBack();
  await expect(page).toHaveURL('/');
  await expect(box).toHaveValue('');
});
