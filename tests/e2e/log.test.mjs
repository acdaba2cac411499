// The log: the records of all workbooks, computed with today's figures, found by any of their words; and what Home says of them.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { Grid } from './grid.mjs';
import { expectAccessible, shoot, SIZES, testPage, useApp } from './helpers.mjs';
import { pagesOf } from './pdf.mjs';

const app = useApp();

/** Types in fields of the record that is open, and leaves them. */
async function fill(page, fields) {
  for (const [label, text] of Object.entries(fields)) {
    const field = page.getByLabel(label, { exact: true });
    await field.fill(text);
    await field.blur();
  }
}

/** A record of its own workbook: a number, an owner, and whether its stop condition trips. */
async function record(page, open, { number, owner, trigger, ...more }) {
  await open('#/new/record-blank');
  await page.getByRole('button', { name: 'Edit', exact: true }).click();
  await fill(page, { Number: number, 'Decided by': owner, 'When to stop: Trigger': trigger, ...more });
  await stored(page, number);
  await open('#/');
}

/** Waits until the storage holds a text. */
const stored = (page, text) => page.waitForFunction((text) => Object.entries(localStorage)
  .some(([key, value]) => key.startsWith('tandem.workbook.') && value.includes(JSON.stringify(text))), text, { polling: 20 });

testPage('records of several workbooks stand in one list, the gravest first', app, async (page, { open }) => {
  await open('#/log');
  await page.getByText('No decision records yet').waitFor();
  await record(page, open, { number: 'D-1', owner: 'Aoi', trigger: '=1>2' });
  await record(page, open, { number: 'D-2', owner: 'Ben', trigger: '=2>1' });
  await page.getByRole('link', { name: 'Decision log' }).click();
  await page.getByText('Records: 2. Need attention: 1.').waitFor();
  const rows = page.locator('.log__table tbody tr');
  await rows.nth(0).getByText('D-2').waitFor();
  await rows.nth(0).getByText('Stop: When to stop').waitFor();
  await rows.nth(1).getByText('D-1').waitFor();
  await expectAccessible(page);
  await page.getByRole('searchbox', { name: 'Search in records' }).fill('ａｏｉ');
  await page.getByText('1 of 2 records shown. Need attention: 0.').waitFor();
  await rows.nth(0).getByText('D-1').waitFor();
  await page.getByRole('searchbox', { name: 'Search in records' }).fill('');
  await page.getByRole('combobox', { name: 'Shown' }).selectOption('pressing');
  await rows.nth(1).waitFor({ state: 'detached' });
  await rows.nth(0).getByRole('link', { name: /D-2/ }).click();
  await page.locator('.record__alarms').getByText('Stop: When to stop').waitFor();
});

testPage('a record is found by who answers for a figure, by a mistyped word, and by its owner in a list', app, async (page, { open }) => {
  await record(page, open, { number: 'D-1', owner: 'Aoi', trigger: '=1>2', 'First outcome metric: Owner': 'Margarete' });
  await record(page, open, { number: 'D-2', owner: 'Ben', trigger: '=1>2', 'First driver: Owner': 'パートナー本部' });
  await open('#/log');
  const search = page.getByRole('searchbox', { name: 'Search in records' });
  const rows = page.locator('.log__table tbody tr');
  await page.getByText('Records: 2. Need attention: 0.').waitFor();
  await search.fill('margarete');
  await page.getByText('1 of 2 records shown.').waitFor();
  await rows.getByText('D-1').waitFor();
  for (const [typed, number] of [['margerete', 'D-1'], ['ﾊﾟﾄﾅｰ', 'D-2']]) {
    await search.fill(typed);
    await page.getByText(`Nothing says exactly “${typed}”. 1 of 2 records with similar words.`).waitFor();
    await rows.getByText(number).waitFor();
    assert.equal(await rows.count(), 1);
  }
  await search.fill('mxrgxrete');
  await page.getByText('No record is found for “mxrgxrete”.').waitFor();
  await search.fill('');
  await page.getByRole('combobox', { name: 'Owner' }).selectOption('Margarete');
  await page.getByText('1 of 2 records shown.').waitFor();
  await page.getByRole('combobox', { name: 'Shown' }).selectOption({ label: 'Superseded' });
  await page.getByText('No record matches this filter.').waitFor();
});

testPage('the timeline tells what was accepted and what is due, and the log goes out as files', app, async (page, { open }) => {
  await open('#/new/record-blank');
  await page.getByRole('button', { name: 'Edit', exact: true }).click();
  await fill(page, { Number: 'D-4', Title: 'Which channel' });
  await page.getByLabel('Plan a review').fill('2031-05-06');
  await page.getByRole('button', { name: 'Plan', exact: true }).click();
  await page.getByText('Due 2031-05-06').waitFor();
  await page.getByRole('button', { name: 'Accept', exact: true }).click();
  await page.getByRole('button', { name: 'Accept all the same' }).click();
  await page.locator('.record__status', { hasText: 'Accepted' }).waitFor();
  await stored(page, 'accepted');
  await open('#/log');
  await page.getByRole('button', { name: 'Timeline' }).click();
  const days = page.locator('.log__day');
  await days.nth(0).getByText('Today').waitFor();
  await days.nth(0).getByText('Accepted').waitFor();
  await days.nth(1).getByText('2031-05-06').waitFor();
  await days.nth(1).getByText('Review due').waitFor();
  await expectAccessible(page);
  const [calendar] = await Promise.all([page.waitForEvent('download'), page.getByRole('button', { name: 'Calendar' }).click()]);
  assert.equal(calendar.suggestedFilename(), 'Decision log.ics');
  assert.ok(readFileSync(await calendar.path(), 'utf8').includes('DTSTART;VALUE=DATE:20310506'));
  const [markdown] = await Promise.all([page.waitForEvent('download'), page.getByRole('button', { name: 'Markdown' }).click()]);
  assert.equal(markdown.suggestedFilename(), 'Decision log.md');
  const text = readFileSync(await markdown.path(), 'utf8');
  assert.ok(text.includes('- [D-4 Which channel](#record-1): Accepted'), text.slice(0, 400));
  const [json] = await Promise.all([page.waitForEvent('download'), page.getByRole('button', { name: 'JSON' }).click()]);
  assert.equal(json.suggestedFilename(), 'Decision log.json');
  const written = JSON.parse(readFileSync(await json.path(), 'utf8'));
  assert.deepEqual(Object.keys(written), ['form', 'version', 'records'], 'as docs/decision-records.md says');
  assert.deepEqual([written.form, written.version, written.records.length], ['tandem-decision-log', 1, 1]);
  const [first] = written.records;
  assert.deepEqual(Object.keys(first), ['workbook', 'page', 'title', 'record', 'cells']);
  assert.deepEqual([first.title.en, first.record.number, first.record.status], ['Which channel', 'D-4', 'accepted']);
  await days.nth(1).getByRole('link', { name: 'D-4 Which channel' }).click();
  await page.getByRole('heading', { level: 1, name: 'Which channel' }).waitFor();
});

testPage('a workbook that can not be read is told in the log, and the others stand there all the same', app, async (page, { open }) => {
  await record(page, open, { number: 'D-1', owner: 'Aoi', trigger: '=1>2' });
  await page.evaluate(() => localStorage.setItem('tandem.workbook.torn', '{"revision":1,"title":"Torn'));
  await open('#/log');
  await page.getByText('Records: 1. Need attention: 0.').waitFor();
  await page.getByText('so that their records are missing here: 1').waitFor();
});

testPage('Home names what has tripped and what is overdue, and follows midnight while it stays in sight', app, async (page, { open }) => {
  await page.clock.install({ time: new Date('2026-03-30T21:00:00') });
  await open('#/new/record-blank');
  await page.getByRole('button', { name: 'Edit', exact: true }).click();
  await fill(page, { Number: 'D-8', 'When to stop: Trigger': '=2>1', 'When to escalate: Trigger': '=2>1' });
  await page.getByLabel('Plan a review').fill('2026-03-30');
  await page.getByRole('button', { name: 'Plan', exact: true }).click();
  await page.getByText('Due 2026-03-30').waitFor();
  await page.clock.runFor(5_000);
  await stored(page, '2026-03-30');
  await page.evaluate(() => { location.hash = '#/'; });
  const line = page.locator('.recent__line');
  await line.getByText('Stop: When to stop, and 1 more').waitFor();
  await page.clock.runFor(3 * 3_600_000 - 120_000);
  assert.equal(await line.getByText('Review overdue').count(), 0, 'the day is not over');
  await page.clock.runFor(300_000);
  await line.getByText('Review overdue since 2026-03-30').waitFor();
  await expectAccessible(page);
  await line.getByRole('link').click();
  await page.getByText('The review of 2026-03-30 is overdue.').waitFor();
});

testPage('an overdue review is told at midnight on the page of its record, too', app, async (page, { open }) => {
  await page.clock.install({ time: new Date('2026-03-30T23:50:00') });
  await open('#/new/record-blank');
  await page.getByRole('button', { name: 'Edit', exact: true }).click();
  await page.getByLabel('Plan a review').fill('2026-03-30');
  await page.getByRole('button', { name: 'Plan', exact: true }).click();
  await page.getByText('Due 2026-03-30').waitFor();
  assert.equal(await page.getByText('The review of 2026-03-30 is overdue.').count(), 0);
  await page.clock.runFor(15 * 60_000);
  await page.getByText('The review of 2026-03-30 is overdue.').waitFor();
});

testPage('the log reads in Japanese on a phone, and counts how decisions turned out', app, async (page, { open }) => {
  await open('#/new/record-blank');
  await page.getByRole('button', { name: '承認する' }).click();
  await page.getByRole('button', { name: 'このまま承認する' }).click();
  await page.getByRole('button', { name: '見直しを記録' }).click();
  const dialog = page.getByRole('dialog', { name: '見直しを記録' });
  await dialog.getByLabel('一部のみ妥当').check();
  await dialog.getByRole('button', { name: '記録する' }).click();
  await page.getByText('一部のみ妥当').first().waitFor();
  await stored(page, 'mixed');
  await open('#/log');
  await page.getByRole('heading', { name: '意思決定の結果' }).waitFor();
  await page.getByRole('row', { name: '未記入 0 1 0' }).waitFor();
  await page.getByRole('button', { name: '時系列' }).click();
  await page.getByText('見直し済み：一部のみ妥当').waitFor();
  await expectAccessible(page);
}, { language: 'ja-JP', size: SIZES.phone });

for (const [language, w] of [
  ['en-GB', { accept: 'Accept', anyway: 'Accept all the same', head: /Conditions that can’t be computed: Half of the partners are red/, tab: 'Can’t be computed', listed: /Can’t be computed: Half of the partners are red/, stop: /Stop: Half/, pressing: 'Records: 1. Need attention: 1.' }],
  ['ja-JP', { accept: '承認する', anyway: 'このまま承認する', head: /計算できない条件：パートナーの半数以上が赤/, tab: '計算できない条件あり', listed: /計算できません：パートナーの半数以上が赤/, stop: /中止：パートナー/, pressing: '記録1件、うち要対応1件' }],
]) {
  testPage(`a stop condition that lost its cells is told at the head, on the tab, in the log and on Home (${language})`, app, async (page, { open }) => {
    const go = (hash) => page.evaluate((to) => { location.hash = to; }, hash);
    await open('#/new/record-channel-performance');
    await page.waitForURL(/#\/w\/[^/]+/);
    const id = /#\/w\/([^/]+)/.exec(page.url())[1];
    await go(`#/w/${id}/decision`);
    await page.getByRole('button', { name: w.accept, exact: true }).click();
    await page.locator('.record__status[data-status="accepted"]').waitFor();
    assert.equal(await page.locator('.record__alarms').getByText(w.head).count(), 0);
    await go(`#/w/${id}/summary`);
    const cell = page.getByRole('gridcell').filter({ hasText: /./ }).first();
    await cell.waitFor();
    await page.locator('.grid__row-head, [role=rowheader]').filter({ hasText: /^9$/ }).first().click({ button: 'right' });
    await page.getByRole('menuitem', { name: language === 'ja-JP' ? /行を削除/ : /Delete row/ }).click();
    const tab = page.locator('.pages__alarm[data-meaning="broken"]');
    await tab.getByText(w.tab).waitFor();
    await go(`#/w/${id}/decision`);
    await page.locator('.record__alarms').getByText(w.head).waitFor();
    assert.equal(await page.locator('.record__alarms').getByText(w.stop).count(), 0, 'it has not tripped');
    await expectAccessible(page);
    await stored(page, 'broken');
    await go('#/log');
    await page.locator('.log__table tbody tr', { hasText: 'B0129' }).getByText(w.listed).waitFor();
    await page.getByText(w.pressing).waitFor();
    await go('#/');
    await page.locator('.recent__line').first().getByText(w.listed).waitFor();
    await expectAccessible(page);
  }, { language });
}

testPage('the palette gives the whole log as a file from any sheet', app, async (page, { open }) => {
  await record(page, open, { number: 'D-1', owner: 'Aoi', trigger: '=1>2' });
  await open('#/new/blank');
  await new Grid(page).cell('A1').waitFor();
  await page.keyboard.press('Control+k');
  const field = page.locator('#palette').getByRole('combobox');
  await field.fill('record as JSON');
  const [json] = await Promise.all([page.waitForEvent('download'), page.locator('#palette').getByRole('option', { name: /every record as JSON/ }).click()]);
  assert.equal(JSON.parse(readFileSync(await json.path(), 'utf8')).records[0].record.number, 'D-1');
});

const MARGIN = { top: '10mm', right: '10mm', bottom: '10mm', left: '10mm' };

/** A font may draw the middle dot of Japanese as another one. */
const compact = (text) => text.normalize('NFKC').replace(/[\s・‧·]/g, '');

for (const { tag, words, ...look } of [
  { tag: 'desktop', words: ['Decision log', 'As of 2026-', 'Records: 2. Need attention: 1.', 'Alarms', 'D-2', 'Stop: When to stop', 'Ben', 'D-1', 'Aoi'], language: 'en-GB', size: SIZES.desktop, theme: 'light' },
  { tag: 'phone-ja-dark', words: ['意思決定ログ', '2026-', '記録2件、うち要対応1件', '警告', 'D-2', '中止', 'Ben', 'D-1', 'Aoi'], language: 'ja-JP', size: SIZES.phone, theme: 'dark' },
]) {
  testPage(`the log is printed with a row for each record (${tag})`, app, async (page, { open }) => {
    await page.clock.install({ time: new Date('2026-11-22T10:00:00') });
    for (const [number, owner, trigger] of [['D-1', 'Aoi', '=1>2'], ['D-2', 'Ben', '=2>1']]) {
      await open('#/new/record-blank');
      await page.getByRole('button', { name: tag === 'desktop' ? 'Edit' : '編集', exact: true }).click();
      const labels = tag === 'desktop' ? ['Number', 'Decided by', 'When to stop: Trigger'] : ['番号', '意思決定者', /中止.*: 発動条件$/];
      for (const [place, text] of [number, owner, trigger].entries()) {
        const field = page.getByLabel(labels[place], { exact: true }).first();
        await field.fill(text);
        await field.blur();
      }
      await page.clock.runFor(3_000);
      await stored(page, number);
      await open('#/');
    }
    await open('#/log');
    await page.locator('.log__table tbody tr').nth(1).waitFor();
    await page.locator('.log__told', { hasText: '2' }).waitFor();
    await shoot(page, `log-${tag}`);
    for (const [format, width] of [['A4', 718], ['Letter', 740]]) {
      const pages = await pagesOf(await page.pdf({ path: undefined, format, printBackground: true, margin: MARGIN }));
      assert.equal(pages.length, 1, format);
      let from = 0;
      for (const word of words) {
        const at = compact(pages[0]).indexOf(compact(word), from);
        assert.ok(at >= 0, `${word} in its order on ${format}: ${pages[0]}`);
        from = at;
      }
      assert.ok(!compact(pages[0]).includes('JSON'), 'nothing for hands is printed');
      await page.setViewportSize({ width, height: 1000 });
      await page.emulateMedia({ media: 'print' });
      const table = await page.evaluate(() => {
        const rows = [...document.querySelectorAll('.log__table tr')].map((row) => [...row.children].map((cell) => cell.getBoundingClientRect()));
        const grounds = ['html', 'body', '.log'].map((at) => getComputedStyle(document.querySelector(at)).backgroundColor);
        return { grounds, columns: rows.map((row) => row.map(({ left }) => Math.round(left)).join()), right: Math.max(...rows.flat().map(({ right }) => right)), width: innerWidth };
      });
      assert.equal(new Set(table.columns).size, 1, `headings and rows stand in the same columns: ${table.columns.join(' | ')}`);
      assert.ok(table.grounds.every((ground) => ['rgb(255, 255, 255)', 'rgba(0, 0, 0, 0)'].includes(ground)), `white: ${table.grounds}`);
      assert.ok(table.right <= table.width, `${table.right} of ${table.width}`);
      await shoot(page, `log-paper-${format}-${tag}`);
      await page.emulateMedia({ media: null });
      await page.setViewportSize(look.size);
    }
  }, look);
}
