// While one party looks, nothing that is hidden from it leaves the app: not by file, table, chart, paper or search.
import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { inflateRawSync } from 'node:zlib';
import { Grid } from './grid.mjs';
import { expectAccessible, shoot, testPage, useApp } from './helpers.mjs';
import { pagesOf } from './pdf.mjs';
import { downloaded, pressDownload, withoutDatabase } from './workbook.mjs';

const app = useApp();

/** Streams and costs that the sample hides from the customer, and a party's earnings. */
const SECRETS = ['Royalty on the subscription', 'Marketplace listing', 'Product team', 'Data scientists', '1,840,138', '3,027,888'];

const clean = (text, where) => { for (const secret of SECRETS) assert.ok(!text.includes(secret), `${where} tells “${secret}”`); };

/** A workbook of the template as the customer sees it, in Present. */
async function asCustomer(page, open) {
  await open('#/new/value-capture');
  await page.waitForURL(/#\/w\/[^/]+/);
  await page.locator('[data-outcome="netVendor"] .outcome__figure', { hasText: '1,840,138' }).waitFor();
  await page.locator('.present__seen select').selectOption({ label: 'Customers (sample)' });
  await page.locator('[data-outcome="netVendor"] .outcome__figure', { hasText: 'hidden' }).waitFor();
}

/** Every part of an archive as text, read by its local headers' directory. */
function partsOf(bytes) {
  const texts = [];
  const end = bytes.lastIndexOf(Buffer.from([0x50, 0x4b, 5, 6]));
  let at = bytes.readUInt32LE(end + 16);
  for (let left = bytes.readUInt16LE(end + 10); left > 0; left -= 1) {
    const [packed, name, extra, remark, local] = [bytes.readUInt32LE(at + 20), bytes.readUInt16LE(at + 28), bytes.readUInt16LE(at + 30), bytes.readUInt16LE(at + 32), bytes.readUInt32LE(at + 42)];
    const from = local + 30 + bytes.readUInt16LE(local + 26) + bytes.readUInt16LE(local + 28);
    const content = bytes.subarray(from, from + packed);
    texts.push(bytes.readUInt16LE(at + 10) === 8 ? inflateRawSync(content).toString('utf8') : content.toString('utf8'));
    at += 46 + name + extra + remark;
  }
  return texts;
}

testPage('the download of the header and the file of Excel are the copy of the party that looks', app, async (page, { open }) => {
  await asCustomer(page, open);
  const { name, text } = await downloaded(page, () => pressDownload(page));
  assert.match(name, /Customers \(sample\)\.tandem\.json$/);
  clean(text, 'the file');
  for (const sheet of ['Streams!', 'Model!', 'Costs!']) assert.ok(!text.includes(sheet), `the file names ${sheet}`);
  assert.ok(text.includes('Platform subscription'), 'what the customer may see is in it');
  await page.locator('.notice', { hasText: 'The copy for Customers (sample) holds values only' }).waitFor();

  const excel = page.waitForEvent('download');
  await page.getByRole('button', { name: 'Download as Excel' }).first().click();
  const ask = page.getByRole('dialog', { name: /won’t keep/ });
  await Promise.race([excel.catch(() => {}), ask.waitFor().then(() => ask.getByRole('button', { name: 'Download' }).click())]);
  const file = await excel;
  assert.match(file.suggestedFilename(), /Customers \(sample\)\.xlsx$/);
  const parts = partsOf(await readFile(await file.path()));
  assert.ok(parts.some((part) => part.includes('Platform subscription')), 'the archive was read');
  for (const part of parts) clean(part, 'the file of Excel');
});

testPage('the names that an anonymised link replaces are those of the copy that the party gets', app, async (page, { open }) => {
  await open('#/new/value-capture');
  await page.waitForURL(/#\/w\/[^/]+/);
  const file = JSON.parse((await downloaded(page, () => pressDownload(page))).text);
  file.controls[0].said = { by: 'Ms Confidential', date: '2026-03-31' };
  await page.evaluate(() => { location.hash = '#/'; });
  await page.locator('.home input[type=file]').setInputFiles({ name: 'said.tandem.json', mimeType: 'application/json', buffer: Buffer.from(JSON.stringify(file)) });
  await page.locator('[data-outcome="netVendor"] .outcome__figure', { hasText: '1,840,138' }).waitFor();
  const dialog = page.locator('#share-dialog[open]');
  const names = async () => {
    await page.getByRole('button', { name: 'Copy link…' }).click();
    await dialog.getByRole('checkbox', { name: /^Anonymised/ }).check();
    await dialog.getByRole('status').filter({ hasText: '→' }).waitFor();
    const text = await dialog.innerText();
    await page.keyboard.press('Escape');
    await dialog.waitFor({ state: 'detached' });
    return text;
  };
  assert.ok((await names()).includes('Ms Confidential'), 'who sees everything is told all names');
  await page.locator('.present__seen select').selectOption({ label: 'Customers (sample)' });
  await page.locator('[data-outcome="netVendor"] .outcome__figure', { hasText: 'hidden' }).waitFor();
  assert.ok(!(await names()).includes('Ms Confidential'));
});

testPage('what the party sees, prints and draws tells nothing that is hidden from it', app, async (page, { open }) => {
  await asCustomer(page, open);
  // All at once: which charts stand there may still follow the view.
  await page.locator('.chart__figures').evaluateAll((tables) => tables.forEach((table) => { table.open = true; }));
  await page.locator('.present__compare').click();
  await page.locator('.comparison__table td').first().waitFor();
  const explore = page.locator('.explore');
  const chart = () => explore.locator('.explore__answer[aria-busy="false"] .chart').waitFor();
  /** Each question with what waits for its answer. */
  const questions = {
    'What moves it': chart,
    'Two inputs': chart,
    'How likely': async () => {
      await explore.getByRole('button', { name: 'Simulate' }).click();
      await explore.locator('.explore__figures', { hasText: /P10.*P90/ }).waitFor();
    },
    'Break-even': () => explore.locator('.explore__answer[aria-busy="false"] tbody tr').first().waitFor(),
  };
  assert.deepEqual(await explore.locator('.segments__item').allInnerTexts(), Object.keys(questions));
  for (const [question, answered] of Object.entries(questions)) {
    await explore.getByRole('button', { name: question }).click();
    await answered();
    clean(await page.locator('main').innerText(), question);
  }
  clean(await page.locator('main').innerText(), 'Present');
  for (const button of await page.locator('.chart__save:visible', { hasText: 'SVG' }).all()) {
    clean((await downloaded(page, () => button.click())).text, 'a chart');
  }
  for (const format of ['A4', 'Letter']) {
    const text = (await pagesOf(await page.pdf({ format, printBackground: true }))).join(' ');
    assert.ok(text.includes('Definitions'), 'the paper was read');
    clean(text, `${format} paper`);
    assert.ok(!text.includes('Scales the costs'), 'inputs stay out of the paper as out of the copy');
  }
  await shoot(page, 'party-present');
});

testPage('sheets, search, names and copies of a party hold nothing that is hidden from it', app, async (page, { open }) => {
  await asCustomer(page, open);
  await page.locator('.switch__option').first().click();
  const grid = new Grid(page);
  await page.getByRole('grid').waitFor();
  for (const tab of await page.locator('.pages__tab').all()) {
    await tab.click();
    await page.getByRole('grid').waitFor();
    clean(await page.getByRole('grid').innerText(), 'a sheet');
    await page.locator('.data-menu summary').click();
    const { text } = await downloaded(page, () => page.locator('.data-menu__list .button', { hasText: 'CSV' }).last().click());
    clean(text, 'a sheet as CSV');
  }
  assert.equal(await page.locator('.inspector').count(), 0);
  // A search of the whole workbook stays on the sheet.
  await grid.goTo('A1');
  await grid.press('Control+f');
  const search = page.getByRole('search');
  await search.getByRole('checkbox', { name: 'All sheets' }).check();
  await search.getByRole('textbox').first().fill('Marketplace');
  await page.keyboard.press('Enter');
  await search.getByRole('status').filter({ hasText: /^(?!Looking)./ }).waitFor();
  clean(await page.locator('main').innerText(), 'the search');
  await page.keyboard.press('Escape');
  await grid.goTo('A1');
  // Names that lead to internal sheets are not listed.
  await grid.press('Control+F3');
  const names = page.getByRole('dialog');
  await names.waitFor();
  assert.ok(!(await names.innerHTML()).includes('stream_messages'), 'a name of an internal sheet is listed');
  await expectAccessible(page, 'the names a party sees');
  await page.keyboard.press('Escape');
  // Nor are they offered by the palette, while a formula is typed, or by the box of names.
  await grid.goTo('A1');
  await grid.press('Control+k');
  const palette = page.getByRole('dialog');
  await palette.getByRole('combobox').fill('messages');
  await palette.getByRole('option').or(palette.getByText(/Nothing|No /)).first().waitFor();
  assert.equal(await palette.getByText('stream_messages').count(), 0);
  await page.keyboard.press('Escape');
  await grid.goTo('K30');
  // STANDARDIZE is found by these letters, too, and stands after the name: once it is offered, the name would be.
  await page.keyboard.type('=stre');
  await page.getByRole('listbox', { name: 'Functions and names' }).getByText('STANDARDIZE').waitFor();
  assert.equal(await page.getByText('stream_messages').count(), 0);
  await page.keyboard.press('Escape');
});

/** A store that takes nothing any more. */
const refuseWrites = () => { Storage.prototype.setItem = () => { throw new DOMException('refused by the test', 'QuotaExceededError'); }; };

testPage('where nothing can be stored, the whole workbook is offered by a name that says what it is', app, async (page, { open }) => {
  await open('#/new/value-capture');
  await page.waitForURL(/#\/w\/[^/]+/);
  await page.evaluate(refuseWrites);
  await page.locator('.present__seen select').selectOption({ label: 'Customers (sample)' });
  const rescue = page.locator('.save-state').getByRole('button', { name: 'Download everything, confidential rows included' });
  const { name, text } = await downloaded(page, () => rescue.click());
  assert.match(name, /confidential\.tandem\.json$/);
  assert.ok(text.includes('Product team'), 'what was not stored is rescued whole');
}, { init: withoutDatabase });

testPage('a party types nothing that shows what is hidden from it', app, async (page, { open }) => {
  await asCustomer(page, open);
  await page.locator('.switch__option').first().click();
  const grid = new Grid(page);
  await page.getByRole('grid').waitFor();
  for (const formula of ['=Streams!A7', '=INDIRECT("Streams!A7")']) {
    await grid.goTo('K30');
    await page.keyboard.type(formula);
    await page.keyboard.press('Enter');
    await page.getByText('This could show what is hidden from the party that looks.').first().waitFor();
    await page.keyboard.press('Escape');
  }
  clean(await page.getByRole('grid').innerText(), 'the sheet');
  await grid.goTo('K30');
  await page.keyboard.type('=1+1');
  await page.keyboard.press('Enter');
  await grid.cell('K30').filter({ hasText: '2' }).waitFor();
});

testPage('a view that the sample names no party for hides as much', app, async (page, { open }) => {
  await open('#/new/value-capture?view=party%205');
  await page.waitForURL(/#\/w\/[^/]+/);
  await page.locator('[data-outcome="netVendor"] .outcome__figure', { hasText: 'hidden' }).waitFor();
  assert.equal(await page.locator('.present__seen select').evaluate((select) => select.selectedOptions[0].text), 'Party 5');
  const { name, text } = await downloaded(page, () => pressDownload(page));
  assert.match(name, /Party 5\.tandem\.json$/);
  clean(text, 'the file');
  await page.locator('.switch__option').first().click();
  await page.getByRole('grid').waitFor();
  const tabs = await page.locator('.pages__tab').allInnerTexts();
  assert.ok(tabs.length > 0 && !tabs.includes('Streams') && !tabs.includes('Model'), tabs.join());
});
