// A customer workshop as one story, from the first page to the printed one, with the network off once the workbook is open.
import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { expectAccessible, shoot, testPage, useApp } from './helpers.mjs';
import { pagesOf } from './pdf.mjs';
import { downloaded, pressDownload } from './workbook.mjs';

const app = useApp();

/** What the card of an outcome shows. */
const shown = async (page, name) => (await page.locator(`[data-outcome="${name}"] .outcome__figure`).innerText()).trim();

/** Waits until the card of an outcome shows something else than before, and gives that. */
async function movedFrom(page, name, before) {
  await page.waitForFunction(([name, before]) => {
    const figure = document.querySelector(`[data-outcome="${name}"] .outcome__figure`);
    return figure && figure.innerText.trim() !== before;
  }, [name, before]);
  return shown(page, name);
}

testPage('a whole customer workshop with the network off, from the first page to the printed one', app, async (page, { open, context }) => {
  await open();
  await page.locator('.card', { hasText: 'Joint value calculator' }).click();
  await page.waitForURL(/#\/w\//);
  await page.locator('.switch__option', { hasText: 'Present' }).click();
  await page.locator('[data-outcome="npv"]').waitFor();
  await context.setOffline(true);

  // Who is in the room.
  await page.getByRole('button', { name: 'Parties…' }).click();
  const parties = page.getByRole('dialog', { name: 'Parties' });
  await parties.getByRole('group').nth(0).getByLabel('Name').fill('Kitano Foods');
  await parties.getByRole('group').nth(0).getByLabel('Name').press('Tab');
  await parties.getByRole('button', { name: 'Close' }).click();
  await page.locator('.brand__name', { hasText: 'Kitano Foods' }).waitFor();

  // What the room agrees on, doubts and changes.
  await page.getByLabel('Speaking').fill('Aoyama');
  const rate = page.locator('[data-control="discountRate"]');
  await rate.locator('.agreement').selectOption('✓');
  await rate.getByText(/^Agreed by Aoyama, /).waitFor();
  const start = await shown(page, 'npv');
  await page.locator('#control-discountRate').fill('12%');
  await page.locator('#control-discountRate').press('Enter');
  const dearer = await movedFrom(page, 'npv', start);
  const slider = page.locator('[data-control="horizon"] input[type=range]');
  const box = await slider.boundingBox();
  await page.mouse.move(box.x + box.width * 0.25, box.y + box.height / 2);
  await page.mouse.down();
  for (let step = 1; step <= 10; step += 1) await page.mouse.move(box.x + box.width * (0.25 + step * 0.03), box.y + box.height / 2);
  await page.mouse.up();
  const longer = await movedFrom(page, 'npv', dearer);
  await page.locator('.moved').getByText('Changes so far (2)').waitFor();

  // Scenarios side by side, and back to what was agreed.
  await page.locator('.segments__item', { hasText: 'Conservative' }).click();
  const careful = await movedFrom(page, 'npv', longer);
  await page.getByRole('button', { name: 'Side by side', exact: true }).click();
  await page.locator('.comparison').waitFor();
  await page.getByRole('button', { name: 'Undo' }).click();
  assert.equal(await movedFrom(page, 'npv', careful), longer);

  // What if.
  const explore = page.locator('.explore');
  await explore.getByRole('combobox').first().selectOption('npv');
  await explore.getByRole('button', { name: 'What moves it' }).click();
  await explore.locator('.chart [data-mark]').first().waitFor();
  await explore.getByRole('button', { name: 'How likely' }).click();
  await explore.getByRole('button', { name: 'Simulate' }).click();
  await explore.locator('.explore__figures', { hasText: 'P90' }).waitFor({ timeout: 90_000 });
  await explore.getByRole('button', { name: 'Break-even' }).click();
  await explore.getByRole('row').nth(3).waitFor();
  await expectAccessible(page, 'the end of the workshop');
  await shoot(page, 'story-end');

  // What is left behind: the page on paper, and the workbook with everything that was said.
  const figures = await Promise.all(['roi', 'npv', 'irr', 'payback'].map((name) => shown(page, name)));
  const paper = (await pagesOf(await page.pdf({ format: 'A4', printBackground: true }))).join(' ').replace(/\s+/g, ' ');
  for (const expected of ['Kitano Foods', 'Assumptions', 'Definitions', '12.0%', 'Agreed · Aoyama', ...figures.map((figure) => figure.split(/\s/)[0])]) {
    assert.ok(paper.includes(expected), `the printed page lacks “${expected}”`);
  }
  const { text } = await downloaded(page, () => pressDownload(page));
  assert.ok(text.includes('Kitano Foods') && text.includes('"by": "Aoyama"') || text.includes('"by":"Aoyama"'), 'the file holds who agreed');
  await page.locator('.save-state', { hasText: /^Saved/ }).first().waitFor();

  // The next day, with the network back: everything is there.
  await context.setOffline(false);
  await page.reload();
  await page.locator('[data-outcome="npv"]').waitFor();
  assert.equal(await shown(page, 'npv'), longer);
  await page.locator('[data-control="discountRate"]').getByText(/^Agreed by Aoyama, /).waitFor();
  await page.keyboard.press('Control+Shift+S');
  const agree = page.locator('dialog[open] .button--primary');
  await agree.waitFor();
  const [download] = await Promise.all([page.waitForEvent('download'), agree.click()]);
  assert.match(download.suggestedFilename(), /\.xlsx$/);
  assert.equal((await readFile(await download.path())).subarray(0, 2).toString(), 'PK');
});
