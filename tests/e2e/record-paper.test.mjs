// A decision record on paper: what a meeting needs stands on the first page, and no words stand over others.
import assert from 'node:assert/strict';
import { testPage, useApp } from './helpers.mjs';
import { pagesOf } from './pdf.mjs';

const app = useApp();

const MARGIN = { top: '10mm', right: '10mm', bottom: '10mm', left: '10mm' };

/** A font may draw the middle dot of Japanese as another one. */
const compact = (text) => text.normalize('NFKC').replace(/[\s・‧·]/g, '');

/** Pairs of words that stand over each other, and words that leave the paper; none when every line has its place. */
const clashes = (page) => page.evaluate(() => {
  const walker = document.createTreeWalker(document.querySelector('.record'), NodeFilter.SHOW_TEXT);
  const words = [];
  for (let node = walker.nextNode(); node; node = walker.nextNode()) {
    if (!node.data.trim() || node.parentElement.closest('.visually-hidden')) continue;
    const range = document.createRange();
    range.selectNodeContents(node);
    for (const box of range.getClientRects()) if (box.width > 1) words.push({ text: node.data.trim(), node, box });
  }
  const over = (a, b) => a.node !== b.node
    && Math.min(a.box.right, b.box.right) - Math.max(a.box.left, b.box.left) > 1
    && Math.min(a.box.bottom, b.box.bottom) - Math.max(a.box.top, b.box.top) > 3;
  const found = words.filter(({ box }) => box.left < 0 || box.right > innerWidth).map(({ text }) => `leaves the paper: ${text}`);
  words.forEach((a, place) => words.slice(place + 1).forEach((b) => { if (over(a, b)) found.push(`${a.text} | ${b.text}`); }));
  return { count: words.length, found };
});

for (const [language, accept, first] of [
  ['en-GB', 'Accept', ['Decision', 'Rationale', 'Outcome metrics', 'Stop and escalation conditions', 'Reviews', 'Due 2027-03-31']],
  ['ja-JP', '承認する', ['決定', '理由', '成果指標', '中止・上位判断の条件', '見直し', '期日 2027-03-31']],
]) {
  testPage(`a record is printed with what counts on one page, and nothing over anything else (${language})`, app, async (page, { open }) => {
    await open('#/new/record-channel-performance');
    await page.waitForURL(/#\/w\/[^/]+/);
    const id = /#\/w\/([^/]+)/.exec(page.url())[1];
    await page.evaluate((hash) => { location.hash = hash; }, `#/w/${id}/decision`);
    await page.getByRole('button', { name: accept, exact: true }).click();
    await page.locator('.record__status[data-status="accepted"]').waitFor();
    for (const [format, width] of [['A4', 718], ['Letter', 740]]) {
      const pages = await pagesOf(await page.pdf({ format, printBackground: true, margin: MARGIN }));
      assert.equal(pages.length, 2, format);
      let from = 0;
      for (const words of first) {
        const at = compact(pages[0]).indexOf(compact(words), from);
        assert.ok(at >= 0, `${words} in its order on the first page of ${format}: ${pages[0]}`);
        from = at;
      }
      // Paper less its margins, in CSS pixels.
      await page.setViewportSize({ width, height: 1000 });
      await page.emulateMedia({ media: 'print' });
      const { count, found } = await clashes(page);
      assert.ok(count > 60, `${count} words are looked at`);
      assert.deepEqual(found, [], format);
      const grounds = await page.evaluate(() => ['html', 'body', '.workbook', '.record'].map((at) => getComputedStyle(document.querySelector(at)).backgroundColor));
      assert.ok(grounds.every((ground) => ['rgb(255, 255, 255)', 'rgba(0, 0, 0, 0)'].includes(ground)), `white: ${grounds}`);
      await page.emulateMedia({ media: null });
      await page.setViewportSize({ width: 1440, height: 900 });
    }
  }, { language });
}
