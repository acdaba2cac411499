// What is seen of a cell that begins out of sight, and of a text that is longer than its cell.
import assert from 'node:assert/strict';
import { testPage, useApp } from './helpers.mjs';

const app = useApp();

const LONG = 'a rather long text that goes on over the blank cells to its right, and further still';

/** Two rows and two columns are frozen. */
function workbookFile() {
  const texts = { A4: LONG, A6: LONG, B6: 'filled', C7: LONG, E8: LONG, G8: 'filled', D20: 'merged downwards', C70: 'merged sideways', D5: LONG };
  const cells = Object.fromEntries(Object.entries(texts).map(([place, text]) => [place, { text }]));
  cells.C90 = { number: '1' };
  cells.Z90 = { number: '2' };
  return JSON.stringify({
    format: 'tandem-workbook', version: 1, id: 'sight', title: { en: 'Sight', ja: '見える範囲' },
    settings: { language: 'en', currency: 'USD', fiscalStartMonth: 1 },
    styles: [],
    pages: [{
      id: 'one', title: { en: 'Sheet1', ja: 'シート1' },
      sheet: { name: 'Sheet1', frozenRows: 2, frozenColumns: 2, overlay: { merges: ['E5:F6', 'D20:E60', 'C70:L72'] } },
      cells,
    }],
  });
}

async function openSheet(page, open) {
  await open('');
  await page.locator('input[type=file]').setInputFiles({ name: 'sight.tandem.json', mimeType: 'application/json', buffer: Buffer.from(workbookFile()) });
  await page.waitForURL(/#\/w\/[^/]+/);
  await page.locator('#cell-3-0').waitFor();
}

/** Scrolls so that the sheet's first row and column in sight, after what is frozen, begin that many pixels further on. */
const scroll = (page, left, top) => page.locator('.grid').evaluate((grid, [left, top]) => { grid.scrollTo(left, top); }, [left, top]);

/** Waits until the cell that is seen at a place beside another cell's left upper corner has this identity. */
const seen = (page, beside, [x, y], wanted) => page.waitForFunction(([beside, x, y, wanted]) => {
  const corner = document.getElementById(beside)?.getBoundingClientRect();
  return corner && document.elementFromPoint(corner.left + x, corner.top + y)?.closest('[role=gridcell]')?.id === wanted;
}, [beside, x, y, wanted]);

testPage('a merged cell is seen for as long as a part of it is in sight', app, async (page, { open }) => {
  await openSheet(page, open);
  // Row 41 is the first in sight: the merged cell began twenty rows before.
  await scroll(page, 0, 38 * 25);
  await seen(page, 'cell-45-0', [46 + 3 * 104, 12], 'cell-19-3');
  assert.equal(await page.locator('#cell-19-3').textContent(), 'merged downwards');
  await scroll(page, 4 * 104, 60 * 25);
  await seen(page, 'cell-69-0', [46 + 4 * 104, 12], 'cell-69-2');
  assert.equal(await page.locator('#cell-69-3').count(), 0, 'a merged cell lies over it');
  await scroll(page, 0, 0);
  await page.locator('#cell-19-3').waitFor();
  await seen(page, 'cell-19-2', [104 + 20, 12], 'cell-19-3');
});

testPage('a text goes on over blank cells and ends where something else begins', app, async (page, { open }) => {
  await openSheet(page, open);
  // Over the blank frozen cell beside it, and on over those that scroll while these stand beside it.
  await seen(page, 'cell-3-0', [150, 12], 'cell-3-0');
  await seen(page, 'cell-3-0', [2 * 104 + 60, 12], 'cell-3-0');
  await seen(page, 'cell-5-0', [150, 12], 'cell-5-1');
  // A filled cell ends it, also beyond that cell.
  await seen(page, 'cell-7-4', [150, 12], 'cell-7-4');
  await seen(page, 'cell-7-4', [2 * 104 + 20, 12], 'cell-7-6');
  await seen(page, 'cell-7-4', [3 * 104 + 20, 12], 'cell-7-7');
  // So does a merged one that begins in another row, and one beside it.
  await seen(page, 'cell-4-3', [104 + 20, 12], 'cell-4-4');
  await seen(page, 'cell-4-3', [3 * 104 + 20, 12], 'cell-4-6');
  // Once the columns beside it are scrolled away, the text of a frozen cell ends with the frozen ones.
  await scroll(page, 104, 0);
  await seen(page, 'cell-3-0', [150, 12], 'cell-3-0');
  await seen(page, 'cell-3-0', [2 * 104 + 60, 12], 'cell-3-3');
  await scroll(page, 0, 0);
  await seen(page, 'cell-3-0', [2 * 104 + 60, 12], 'cell-3-0');
});
