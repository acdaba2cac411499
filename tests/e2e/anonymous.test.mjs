// The copy of a workbook that may be shown to anyone.
import assert from 'node:assert/strict';
import { Grid } from './grid.mjs';
import { SIZES, expectAccessible, shoot, testPage, useApp } from './helpers.mjs';
import { downloaded, pressDownload } from './workbook.mjs';

const app = useApp();

testPage('an anonymised copy holds no name, no note and no exact amount, and goes on computing', app, async (page, { open }) => {
  const grid = await Grid.open(page, open);
  await grid.fill('H30', ['Contact: Ito of Northwind', '123456.78', '=H31*2']);
  await grid.goTo('H31:H32');
  await grid.press('Control+Shift+1');
  await grid.shows('H32', '246,913.56');
  await grid.goTo('H31');
  await grid.press('Shift+F2');
  await page.getByRole('textbox', { name: 'Text' }).fill('told in confidence');
  await page.getByRole('dialog').getByRole('button', { name: 'Save the note' }).click();
  await page.locator('dialog[open]').waitFor({ state: 'detached' });
  const before = page.url();

  await grid.press('Control+k');
  await page.keyboard.type('anonymised');
  await page.getByRole('option', { name: /anonymised copy/ }).first().waitFor();
  await grid.press('Enter');
  const dialog = page.getByRole('dialog', { name: 'Anonymised copy' });
  await dialog.getByRole('button', { name: 'Another name' }).click();
  const names = dialog.getByRole('listitem');
  await names.last().getByRole('textbox', { name: 'Name', exact: true }).fill('ito');
  await dialog.getByRole('button', { name: 'Make the copy' }).click();
  await dialog.getByRole('alert').filter({ hasText: 'Say what stands in place' }).waitFor();
  await names.last().getByRole('textbox', { name: 'What stands in its place' }).fill('Person 1');
  await dialog.getByRole('button', { name: 'Another name' }).click();
  await names.last().getByRole('textbox', { name: 'Name', exact: true }).fill('Northwind');
  await names.last().getByRole('textbox', { name: 'What stands in its place' }).fill('Company Z');
  await expectAccessible(page, 'the dialog');
  await shoot(page, 'anonymous-dialog');
  await dialog.getByRole('button', { name: 'Make the copy' }).click();
  await page.waitForURL((url) => url.href !== before);
  await page.getByText('This is the anonymised copy.').waitFor();
  await page.evaluate(() => { location.hash = location.hash.replace(/^(#\/w\/[^/]+).*/, '$1/lists'); });
  await grid.shows('H30', 'Contact: Person 1 of Company Z');
  await grid.shows('H31', '120,000.00');
  await grid.shows('H32', '240,000.00');
  await shoot(page, 'anonymous-copy');
  const { text } = await downloaded(page, () => pressDownload(page));
  for (const gone of ['Ito', 'Northwind', 'in confidence', '123456.78']) assert.ok(!text.includes(gone), `${gone} is still told`);

  await page.goto(before);
  await grid.shows('H30', 'Contact: Ito of Northwind');
});

testPage('the dialog fits a phone in Japanese and in the dark', app, async (page, { open }) => {
  const grid = await Grid.open(page, open);
  await grid.press('Control+k');
  await page.keyboard.type('匿名化');
  await page.getByRole('option', { name: /匿名化/ }).first().waitFor();
  await grid.press('Enter');
  const dialog = page.getByRole('dialog', { name: '匿名化したコピー' });
  await dialog.getByRole('button', { name: 'コピーを作成' }).waitFor();
  await expectAccessible(page, 'the dialog in Japanese');
  await shoot(page, 'anonymous-dialog-ja-dark-phone');
  const [width, inner] = await page.evaluate(() => [document.querySelector('dialog[open]').scrollWidth, innerWidth]);
  assert.ok(width <= inner, 'nothing is cut off');
}, { language: 'ja-JP', theme: 'dark', size: SIZES.phone });
