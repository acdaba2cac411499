// A framework pair as a partner manager lives with it: filled for a partner, accepted, stopped by a KPI, seen wherever people look,
// reviewed as reversed, printed, and taken to another browser without a loss.
import assert from 'node:assert/strict';
import { testPage, useApp } from './helpers.mjs';
import { pagesOf } from './pdf.mjs';
import { draft, downloaded, pressDownload } from './workbook.mjs';

const app = useApp();

const WORDS = {
  en: {
    title: 'Channel Partner Performance Framework', edit: 'Edit', done: 'Done', decided: 'Decision', accept: 'Accept', accepted: 'Accepted',
    stop: /Stop: Half of the partners are red/, review: 'Record a review', by: 'Held by', reversed: 'Reversed', lesson: 'Lesson', record: 'Record',
    learned: 'Ask the partner first.', text: 'Hold Nordlicht Cloud to the agreed thresholds.',
  },
  ja: {
    title: 'チャネルパートナー成果フレームワーク', edit: '編集', done: '編集を終了', decided: '決定', accept: '承認する', accepted: '承認済み',
    stop: /中止：パートナーの半数以上が赤/, review: '見直しを記録', by: '実施者', reversed: '撤回', lesson: '教訓', record: '記録する',
    learned: '先にパートナーへ確認する。', text: 'Nordlicht Cloud に合意した基準を適用する。',
  },
};

for (const [tag, language] of [['en', 'en-GB'], ['ja', 'ja-JP']]) {
  const w = WORDS[tag];
  testPage(`a framework pair is lived with from acceptance to its reversal (${tag})`, app, async (page, { open }) => {
    const go = (hash) => page.evaluate((to) => { location.hash = to; }, hash);
    const status = (word) => page.locator('.record__status', { hasText: word }).waitFor();
    await open('#/new/record-channel-performance');
    await page.waitForURL(/#\/w\/[^/]+/);
    const id = /#\/w\/([^/]+)/.exec(page.url())[1];
    await go(`#/w/${id}/decision`);

    // It is filled for a partner and accepted; nothing presses.
    await page.getByRole('button', { name: w.edit, exact: true }).click();
    const field = page.getByLabel(w.decided, { exact: true });
    await field.fill(w.text);
    await field.blur();
    await page.getByRole('button', { name: w.done, exact: true }).click();
    await page.getByRole('button', { name: w.accept, exact: true }).click();
    await status(w.accepted);
    await page.locator('.record__alarms').getByText(w.stop).waitFor({ state: 'detached' });

    // Three KPIs with 65 of 100 points of the weight fall to nothing, so that no partner can reach the 60 points of yellow.
    await go(`#/w/${id}/metrics`);
    await page.getByRole('grid').waitFor();
    for (const cell of ['F5', 'F6', 'F7']) {
      await draft(page, cell, '900000000');
      await page.keyboard.press('Enter');
    }
    await page.locator('.pages__tab', { hasText: w.title }).locator('.pages__alarm, [class*=alarm]').first().waitFor();
    await go(`#/w/${id}/decision`);
    await page.locator('.record__alarms').getByText(w.stop).waitFor();
    await go('#/log');
    const row = page.locator('.log__table tbody tr', { hasText: 'B0129' });
    await row.getByText(w.stop).waitFor();
    await row.getByRole('link').first().click();
    await page.locator('.record__alarms').getByText(w.stop).waitFor();

    // It is reviewed as reversed.
    await page.getByRole('button', { name: w.review, exact: true }).click();
    const dialog = page.getByRole('dialog', { name: w.review });
    await dialog.getByLabel(w.by).fill('Aoi');
    await dialog.getByLabel(w.reversed).check();
    await dialog.getByLabel(w.lesson).fill(w.learned);
    await dialog.getByRole('button', { name: w.record, exact: true }).click();
    await page.getByText(w.learned).waitFor();

    // On paper stand the words, the alarm and the lesson.
    const paper = (await pagesOf(await page.pdf({ format: 'A4', printBackground: true }))).join(' ').replaceAll(' ', '');
    for (const words of ['B0129', w.title, w.text, w.learned]) assert.ok(paper.includes(words.normalize('NFKC').replaceAll(' ', '')), `${words} in ${paper}`);

    // Out as a file and back in: words, figures of the day, review and alarm are there.
    const kept = await downloaded(page, () => pressDownload(page));
    const buffer = Buffer.from(kept.text);
    await open('#/');
    await page.locator('input[type=file]').setInputFiles({ name: 'story.tandem.json', mimeType: 'application/json', buffer });
    await page.waitForURL((url) => /#\/w\//.test(url.href) && !url.href.includes(id));
    const other = /#\/w\/([^/]+)/.exec(page.url())[1];
    await go(`#/w/${other}/decision`);
    await status(w.accepted);
    await page.getByText(w.text).first().waitFor();
    await page.getByText(w.learned).waitFor();
    await page.locator('.record__alarms').getByText(w.stop).waitFor();
  }, { language });
}
