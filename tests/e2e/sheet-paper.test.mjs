// A sheet on paper: every filled row as a table, whatever is in sight on the screen, and nothing of what is for hands.
import assert from 'node:assert/strict';
import { testPage, useApp } from './helpers.mjs';
import { pagesOf } from './pdf.mjs';

const app = useApp();

const compact = (text) => text.normalize('NFKC').replace(/\s/g, '');

for (const [tag, language, words, tools] of [
  ['en', 'en-GB', ['Quarterly review', 'Aoba Systems', 'Lead follow-up time', 'Next actions', 'The partner owes', 'Bring six opportunities above 50,000 into the register', 'Finish the security course for every consultant'], ['Say where this comes from', 'Comparison', 'Files']],
  ['ja', 'ja-JP', ['四半期レビュー', 'Aoba Systems', 'リード対応時間', '次のアクション'], ['出典を追加', '比較', 'ファイル']],
]) {
  testPage(`the quarterly review of a partner is printed whole, on one page (${tag})`, app, async (page, { open }) => {
    await open('#/new/partner-performance');
    await page.waitForURL(/#\/w\/[^/]+/);
    const id = /#\/w\/([^/]+)/.exec(page.url())[1];
    await page.evaluate((hash) => { location.hash = hash; }, `#/w/${id}/review`);
    await page.getByRole('gridcell', { name: /Aoba Systems/ }).first().waitFor();
    for (const format of ['A4', 'Letter']) {
      const pages = await pagesOf(await page.pdf({ format, printBackground: true, preferCSSPageSize: true, margin: { top: '1cm', right: '1cm', bottom: '1cm', left: '1cm' } }));
      assert.equal(pages.length, 1, `pages of ${format}`);
      const paper = compact(pages.join(' '));
      for (const word of words) assert.ok(paper.includes(compact(word)), `${word} in ${paper.slice(0, 2000)}`);
      for (const word of tools) assert.ok(!paper.includes(compact(word)), `${word} is for the screen`);
    }
    await page.locator('.sheet-paper').waitFor({ state: 'detached' });
    await page.getByRole('grid').waitFor();
  }, { language });
}

testPage('a long list stands on paper to its last row, without hidden rows, under its headings', app, async (page, { open }) => {
  await open('#/');
  const rows = Array.from({ length: 300 }, (_, row) => `Deal ${row + 1},${row * 1000}`);
  await page.locator('input[type=file]').setInputFiles({ name: 'deals.csv', mimeType: 'text/csv', buffer: Buffer.from(`Name,Amount\n${rows.join('\n')}\n`) });
  await page.getByRole('dialog').getByRole('button').last().click();
  await page.getByRole('grid').waitFor();
  const pages = await pagesOf(await page.pdf({ format: 'A4' }));
  assert.ok(pages.length >= 5, `${pages.length} pages`);
  const paper = compact(pages.join(' '));
  for (const row of [1, 150, 300]) assert.ok(paper.includes(`Deal${row}${row * 1000 - 1000}`), `row ${row}`);
});
