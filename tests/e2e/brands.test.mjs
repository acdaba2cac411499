// Who presents: parties are named, coloured and given logos, and the app says when their brands don't weigh the same.
import assert from 'node:assert/strict';
import { SIZES, expectAccessible, shoot, testPage, useApp } from './helpers.mjs';

const app = useApp();

/** A logo of a size, as a file. */
const logo = (name, width, height, color) => ({
  name: `${name}.svg`,
  mimeType: 'image/svg+xml',
  buffer: Buffer.from(`<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}"><rect width="${width}" height="${height}" rx="4" fill="${color}"/></svg>`),
});

async function openParties(page, open, words) {
  await open('#/new/joint-value');
  await page.waitForURL(/#\/w\/[^/]+/);
  await page.evaluate(() => { location.hash = location.hash.replace(/^#(\/w\/[^/]+).*/, '#$1?view=present'); });
  const button = page.getByRole('button', { name: words });
  if (!(await button.isVisible().catch(() => false))) await page.getByRole('link', { name: /^(Present|プレゼン)$/ }).click();
  await button.click();
  return page.getByRole('dialog', { name: /^(Parties|当事者)$/ });
}

testPage('parties are named, coloured and given logos, and uneven brands are told', app, async (page, { open }) => {
  const dialog = await openParties(page, open, 'Parties…');
  const parties = dialog.getByRole('group');
  assert.equal(await parties.count(), 3);
  const status = dialog.getByRole('status');
  await parties.nth(0).getByLabel('Name').fill('Kitano Foods');
  await parties.nth(0).getByLabel('Name').press('Tab');
  await page.locator('.brand__name', { hasText: 'Kitano Foods' }).waitFor();
  await parties.nth(0).locator('input[type=file]').setInputFiles(logo('kitano', 480, 96, '#0b7a75'));
  await status.getByText('Kitano Foods has a logo, Device maker (sample) has none.').waitFor();
  await parties.nth(1).locator('input[type=file]').setInputFiles(logo('device', 96, 96, '#b8621b'));
  await parties.nth(2).getByRole('button', { name: 'Remove this party' }).click();
  await status.getByText('The logo of Kitano Foods comes out').waitFor();
  await expectAccessible(page, 'the dialog of the parties');
  await shoot(page, 'brands-uneven');
  await parties.nth(1).locator('input[type=file]').setInputFiles(logo('device', 400, 84, '#b8621b'));
  await status.getByText('The brands weigh the same.').waitFor();
  await parties.nth(1).locator('input[type=file]').setInputFiles({ name: 'notes.txt', mimeType: 'text/plain', buffer: Buffer.from('no picture') });
  await dialog.getByRole('alert').filter({ hasText: /./ }).waitFor();
  await dialog.getByRole('button', { name: 'Close' }).click();
  await page.locator('.present__brands img').nth(1).waitFor();
  await shoot(page, 'brands-even');
  await page.getByRole('button', { name: 'Undo' }).click();
  await page.waitForFunction(() => document.querySelectorAll('.present__brands img')[1].naturalWidth === 96);
});

testPage('the parties fit a phone in Japanese and in the dark', app, async (page, { open }) => {
  const dialog = await openParties(page, open, '当事者…');
  await dialog.getByRole('button', { name: '当事者を追加' }).click();
  await dialog.getByRole('group').nth(3).waitFor();
  await expectAccessible(page, 'the dialog of the parties in Japanese');
  await shoot(page, 'brands-ja-dark-phone');
  const [width, inner] = await page.evaluate(() => [document.querySelector('dialog[open]').scrollWidth, innerWidth]);
  assert.ok(width <= inner, 'nothing is cut off');
}, { language: 'ja-JP', theme: 'dark', size: SIZES.phone });
