// A short story of each view, the same in every browser that is not Chromium: what is seen, typed, pressed, undone and kept. What each
// view does in detail is told by tests/e2e.
import assert from 'node:assert/strict';
import { join, resolve } from 'node:path';
import { after, before, describe, test } from 'node:test';
import { serveFolder } from '../e2e/server.mjs';
import { Page } from './page.mjs';

const ROOT = resolve(import.meta.dirname, '../..');
const DIST = process.env.TANDEM_DIST ?? join(ROOT, 'dist');
const SHOTS = join(process.env.CARGO_TARGET_DIR ?? join(ROOT, 'target'), 'e2e-shots', 'browsers');

const npv = '[data-outcome="npv"] .outcome__figure';
const rate = '#control-discountRate';

/**
 * Home of a browser whose local storage holds nothing. Loading the app anew takes these browsers seconds, so that a story that ended well
 * spares it; but out of a calculator that stands alone for a frame no address leads without it.
 */
async function begin(page, loads) {
  if (loads || await page.evaluate(() => location.hash.startsWith('#/embed/'))) await page.load('#/');
  else await page.goTo('#/');
  await page.sees('main.home');
  await page.evaluate(() => localStorage.clear());
}

/** Makes a workbook from a template, which is shown as its manifest says, and gives its identity. */
async function make(page, template) {
  await page.goTo(`#/new/${template}`);
  return page.until(`no workbook of ${template}`, () => /#\/w\/([^/]+)/.exec(location.hash)?.[1]);
}

/** A cell of the grid by its reference. */
function cell(reference) {
  const [, letters, row] = /^([A-Z]+)(\d+)$/.exec(reference);
  const column = [...letters].reduce((sum, letter) => sum * 26 + letter.charCodeAt(0) - 64, 0) - 1;
  return `#cell-${Number(row) - 1}-${column}`;
}

/** Shows a sheet of a workbook, ready for keys. */
async function showSheet(page, id, sheet) {
  await page.goTo(`#/w/${id}/${sheet}`);
  await page.sees('[role="grid"]');
  await select(page, 'A1');
}

/** Goes to a cell by the name box. */
async function select(page, reference) {
  await page.fill('.formula-bar__name', reference);
  await page.keys('Enter');
  await page.until(`${reference} is not active`, (id) => document.activeElement?.getAttribute('aria-activedescendant') === id, cell(reference).slice(1));
}

/** Waits until a cell is the active one. */
const at = (page, reference) => page.until(`${reference} is not selected`, (wanted) => document.querySelector('.formula-bar__name')?.value === wanted, reference);

/** Waits until a cell shows exactly a text. */
const shows = (page, reference, text) => page.until(`${reference} shows no “${text}”`, (selector, text) => document.querySelector(selector)?.textContent === text, cell(reference), text);

/** The selector of a field by its label. */
function field(page, label) {
  return page.until(`no field “${label}”`, (label) => {
    const named = find('input, textarea, select', null).find((field) => field.getAttribute('aria-label') === label || [...field.labels ?? []].some((own) => own.innerText.trim() === label));
    named?.setAttribute('data-told', label);
    return named && `[data-told="${label}"]`;
  }, label);
}

/** Waits until the browser's storage holds a text that somebody typed. */
const stored = (page, text) => page.until(`“${text}” is not stored`, (text) => Object.entries(localStorage)
  .some(([key, value]) => key.startsWith('tandem.workbook.') && value.includes(JSON.stringify(text))), text);

const STORIES = {
  async 'home offers templates, and the search finds them in Japanese'(page) {
        await page.until('no gallery', () => find('.card', null).length > 15);
    await page.shoot('home');
    await page.fill('.search__field', '共同価値');
    await page.until('the search finds one', () => find('.card', null).length === 1);
    await page.sees('.card', 'Joint value calculator');
    await page.shoot('home-search');
    await page.keys('Control+a', 'Delete');
    await page.until('all templates are back', () => find('.card', null).length > 15);
    await page.press('.card', 'Joint value calculator');
    await page.sees(npv);
  },

  async 'Present shows outcomes, which follow a field and a slider, and undo takes both back'(page) {
    await make(page, 'joint-value');
    await page.sees(npv, '533,000');
    await page.until('charts are not drawn', () => find('.chart [data-mark]', null).length > 5);
    await page.shoot('present');
    await page.fill(rate, '12%');
    await page.keys('Enter');
    await page.misses(npv, '533,000');
    const typed = await page.evaluate((npv) => find(npv, null)[0].innerText, npv);
    // The field still has the focus, and these browsers move a slider before it takes the focus.
    const slider = '[data-control="discountRate"] input[type=range]';
    const [x, y] = await page.middle(slider, null);
    await page.drag([x + 40, y]);
    await page.misses(npv, typed);
    await page.until('the field does not follow', (rate) => !document.querySelector(rate).value.startsWith('12'), rate);
    const clicked = await page.evaluate((npv) => find(npv, null)[0].innerText, npv);
    await page.drag([x + 40, y], [x + 20, y], [x - 10, y]);
    await page.misses(npv, clicked);
    await page.shoot('present-changed');
    for (const before of [clicked, typed, '533,000']) {
      await page.press('.button--icon', 'Undo');
      await page.sees(npv, before);
    }
  },

  async 'a sheet takes numbers, formulas, arrows and undo, and is the same after the page was loaded again'(page) {
    const id = await make(page, 'joint-value');
    await showSheet(page, id, 'lists');
    await select(page, 'H30');
    await page.write('12.5');
    await page.keys('Enter');
    await shows(page, 'H30', '12.5');
    await at(page, 'H31');
    await page.write('=H30*2+0.1');
    await page.shoot('sheet-formula');
    await page.keys('Tab');
    await shows(page, 'H31', '25.1');
    await at(page, 'I31');
    await page.keys('ArrowUp', 'ArrowLeft');
    await at(page, 'H30');
    await page.write('100');
    await page.keys('Enter');
    await shows(page, 'H31', '200.1');
    await page.keys('Control+z');
    await shows(page, 'H31', '25.1');
    await select(page, 'H33');
    await page.write('価値の合計');
    await page.keys('Enter');
    await shows(page, 'H33', '価値の合計');
    await page.shoot('sheet');
    await stored(page, '価値の合計');
    await page.reload();
    await page.sees('[role="grid"]');
    await select(page, 'H33');
    await shows(page, 'H31', '25.1');
    await shows(page, 'H33', '価値の合計');
  },

  async 'the inspector tells a formula step by step'(page) {
    const id = await make(page, 'joint-value');
    await showSheet(page, id, 'lists');
    await select(page, 'H30');
    for (const text of ['4', '=H30*2', '=IF(H31>5,H31+1,H30/0)']) {
      await page.write(text);
      await page.keys('Enter');
    }
    await shows(page, 'H32', '9');
    await select(page, 'H32');
    await page.sees('aside [role="img"]', 'H32 reads H31, H30.');
    await page.press('aside summary', 'Step by step');
    await page.sees('.steps__line', 'not needed');
    await page.shoot('inspector');
  },

  async 'a menu, the palette and a dialog open over a sheet, and go'(page) {
    const id = await make(page, 'joint-value');
    await showSheet(page, id, 'inputs');
    await page.keys('Shift+F10');
    await page.sees('[role="menu"]');
    await page.shoot('menu');
    await page.keys('Escape');
    await page.misses('[role="menu"]');
    await page.keys('Control+k');
    await page.sees('[role="option"]');
    await page.shoot('palette');
    await page.keys('Escape');
    await page.misses('[role="option"]');
  },

  async 'a scorecard is presented, with shapes and bars in its sheets'(page) {
    const id = await make(page, 'partner-performance');
    await page.sees('.outcome__figure');
    await page.until('charts are not drawn', () => find('.chart [data-mark]', null).length > 5);
    await page.shoot('scorecard-present');
    await showSheet(page, id, 'review');
    await page.sees(cell('A11'), 'Contribution margin');
    await page.until('no bars in a cell', (id) => /[▁-█]{4}/.test(document.querySelector(id)?.textContent), cell('J11'));
    await page.shoot('scorecard-review');
  },

  async 'rules of a split stand in a list, and a statement is made of it'(page) {
    const id = await make(page, 'revenue-split');
    await page.press('.switch__option', 'Present');
    await page.press('.present__links a', 'Rules of the split');
    await page.sees('.rule-card');
    await page.sees('.list__outcomes dd', '42,000.00');
    await page.shoot('list');
    await page.goTo(`#/w/${id}/split/present`);
    await page.press('.present__links a', 'Open the statement');
    await page.sees('.statement__table td', '123,057.38 × 18% = 22,150.33');
    await page.shoot('statement');
  },

  async 'a record is written, lights up, and stands in the log'(page) {
    await make(page, 'record-blank');
    await page.press('button', 'Edit');
    for (const [label, text] of [['Number', 'D-7'], ['Title', '最初のチャネル'], ['When to stop: Trigger', '=2>1']]) {
      await page.fill(await field(page, label), text);
      await page.keys('Tab');
    }
    await page.shoot('record-edit');
    await page.press('button', 'Done');
    await page.sees('h1', '最初のチャネル');
    await page.sees('.record__alarms', 'Stop: When to stop');
    await page.shoot('record');
    await stored(page, 'D-7');
    await page.goTo('#/log');
    await page.sees('.log__table tbody tr', 'D-7');
    await page.sees('.log__table tbody tr', 'Stop: When to stop');
    await page.shoot('log');
  },

  async 'a link holds a workbook and opens as a copy'(page) {
    await make(page, 'governance-vote');
    await page.press('button', 'Copy link…');
    const link = await page.until('no link', () => { const link = document.querySelector('#share-link')?.value ?? ''; return link.includes('#/share/') && link; });
    await page.shoot('share-dialog');
    await page.keys('Escape');
    await page.goTo(link.slice(link.indexOf('#')));
    await page.sees('main.shared');
    await page.shoot('shared');
    const before = await page.evaluate(() => location.hash);
    await page.press('main.shared button.button--primary');
    await page.until('the copy does not open', (before) => location.hash !== before && location.hash.startsWith('#/w/'), before);
    await page.sees('.outcome__figure');
  },

  async 'a calculator stands alone for a frame'(page) {
    await page.load('#/embed/joint-value');
    await page.sees('.outcome__figure', '533,000');
    await page.shoot('embed');
  },

  async 'language and theme are chosen in the settings and kept'(page) {
    await page.goTo('#/');
    await page.press('[popovertarget="settings"]');
    await page.press('#settings .choice', '日本語');
    await page.until('the page is Japanese', () => document.documentElement.lang === 'ja');
    await page.press('#settings .choice', 'ダーク');
    const isDark = () => document.documentElement.dataset.theme === 'dark' && getComputedStyle(document.documentElement).colorScheme === 'dark';
    await page.until('the page is dark', isDark);
    await page.shoot('settings-ja-dark');
    // The pointer over Home has asked for the second part, which must be there, so that the reload cuts no request short.
    await make(page, 'joint-value');
    await page.sees(npv);
    await page.goTo('#/');
    await page.sees('main.home');
    await page.reload();
    await page.sees('h2', 'テンプレート');
    await page.until('the page is dark', isDark);
    await make(page, 'joint-value');
    await page.sees(npv);
    await page.shoot('present-ja-dark');
  },
};

/**
 * Tells every story in a browser, each as a test.
 * @param {Function} start as `startFirefox` @param {Function} [stage] gives what is served instead of files, for a folder
 */
export function tellStories(start, stage) {
  describe('every view', () => {
    let server;
    let browser;
    let page;
    let endedWell = false;
    before(async () => {
      server = await serveFolder({ folder: DIST, base: '/tools/tandem/', replace: await stage?.(DIST) });
      browser = await start({ width: 1440, height: 900, origin: server.origin });
      page = new Page(browser, server.url, SHOTS);
      console.log(`${browser.name} ${browser.version}`);
    });
    after(async () => {
      await browser?.close();
      await server?.close();
    });
    for (const [name, story] of Object.entries(STORIES)) {
      test(name, { timeout: 400_000 }, async () => {
        const loads = !endedWell;
        endedWell = false;
        await begin(page, loads);
        await story(page);
        endedWell = true;
        assert.deepEqual((await browser.complaints()).splice(0), [], 'the console, the policy or the network complained');
      });
    }
  });
}
