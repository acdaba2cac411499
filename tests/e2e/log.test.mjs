// The log: the records of all workbooks, computed with today's figures, found by any of their words.
import { expectAccessible, SIZES, testPage, useApp } from './helpers.mjs';

const app = useApp();

/** A record of its own workbook: a number, an owner, and whether its stop condition trips. */
async function record(page, open, { number, owner, trigger }) {
  await open('#/new/record-blank');
  await page.getByRole('button', { name: 'Edit', exact: true }).click();
  for (const [label, text] of [['Number', number], ['Decided by', owner], ['When to stop: Trigger', trigger]]) {
    const field = page.getByLabel(label, { exact: true });
    await field.fill(text);
    await field.blur();
  }
  await page.getByText(/Saved/).first().waitFor();
  await open('#/');
}

testPage('records of several workbooks stand in one list, the gravest first', app, async (page, { open }) => {
  await open('#/log');
  await page.getByText('No decision records yet').waitFor();
  await record(page, open, { number: 'D-1', owner: 'Aoi', trigger: '=1>2' });
  await record(page, open, { number: 'D-2', owner: 'Ben', trigger: '=2>1' });
  await page.getByRole('link', { name: 'Decision log' }).click();
  await page.getByText('2 records, 1 need attention').waitFor();
  const rows = page.locator('.log__table tbody tr');
  await rows.nth(0).getByText('D-2').waitFor();
  await rows.nth(0).getByText('Stop: When to stop').waitFor();
  await rows.nth(1).getByText('D-1').waitFor();
  await expectAccessible(page);
  await page.getByRole('searchbox', { name: 'Search in records' }).fill('ａｏｉ');
  await page.getByText('1 records found').waitFor();
  await rows.nth(0).getByText('D-1').waitFor();
  await page.getByRole('searchbox', { name: 'Search in records' }).fill('');
  await page.getByLabel('Shown').selectOption('pressing');
  await rows.nth(1).waitFor({ state: 'detached' });
  await rows.nth(0).getByRole('link', { name: /D-2/ }).click();
  await page.locator('.record__alarms').getByText('Stop: When to stop').waitFor();
});

testPage('the log reads in Japanese on a phone, and counts how decisions turned out', app, async (page, { open }) => {
  await open('#/new/record-blank');
  await page.getByRole('button', { name: '承認する' }).click();
  await page.getByRole('button', { name: '見直しを記録' }).click();
  const dialog = page.getByRole('dialog', { name: '見直しを記録' });
  await dialog.getByLabel('一部のみ妥当').check();
  await dialog.getByRole('button', { name: '記録する' }).click();
  await page.getByText('一部のみ妥当').first().waitFor();
  await open('#/log');
  await page.getByRole('heading', { name: '意思決定の結果' }).waitFor();
  await page.getByRole('row', { name: '未記入 0 1 0' }).waitFor();
  await expectAccessible(page);
}, { language: 'ja-JP', size: SIZES.phone });
