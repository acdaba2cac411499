// A framework pair as a partner manager lives with it: filled for a partner, accepted, stopped by a KPI, seen wherever people look,
// reviewed as reversed, superseded by another record, printed, and taken to another browser without a loss.
import assert from 'node:assert/strict';
import { testPage, useApp } from './helpers.mjs';
import { pagesOf } from './pdf.mjs';
import { draft, downloaded, pressDownload } from './workbook.mjs';

const app = useApp();

const WORDS = {
  en: {
    title: 'Channel Partner Performance Framework', edit: 'Edit', done: 'Done', decided: 'Decision', accept: 'Accept', accepted: 'Accepted',
    stop: /Stop: Half of the partners are red/, condition: 'Half of the partners are red', quiet: 'Quiet', review: 'Record a review', by: 'Held by', reversed: 'Reversed', lesson: 'Lesson', record: 'Record',
    learned: 'Ask the partner first.', next: 'Ask before holding to thresholds', by_which: 'Superseded by…', choose: 'The record that takes its place', gone: 'Superseded', place: 'Takes the place of', text: 'Hold Nordlicht Cloud to the agreed thresholds.',
  },
  ja: {
    title: 'チャネルパートナー成果フレームワーク', edit: '編集', done: '編集を終了', decided: '決定', accept: '承認する', accepted: '承認済み',
    stop: /中止：パートナーの半数以上が赤/, condition: 'パートナーの半数以上が赤', quiet: '未発動', review: '見直しを記録', by: '実施者', reversed: '撤回', lesson: '教訓', record: '記録する',
    learned: '先にパートナーへ確認する。', next: '基準を適用する前に確認する', by_which: '置き換える記録を選択…', choose: '置き換える側の記録', gone: '置き換え済み', place: '置き換えた記録', text: 'Nordlicht Cloud に合意した基準を適用する。',
  },
};

for (const [tag, language] of [['en', 'en-GB'], ['ja', 'ja-JP']]) {
  const w = WORDS[tag];
  testPage(`a framework pair is lived with from acceptance to its reversal and its successor (${tag})`, app, async (page, { open }) => {
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
    // Its condition was computed and says no: an alarm would be there by now.
    await page.locator('.record__condition', { hasText: w.condition }).getByText(w.quiet).waitFor();
    assert.equal(await page.locator('.record__alarms').getByText(w.stop).count(), 0);
    // The figures of the day stand beside those of now, which they are so far.
    const now = await page.locator('.record__current').allInnerTexts();
    const figures = now.map((text) => text.split('\n')[0]);
    assert.ok(figures.length >= 6 && figures.every((figure) => /\d/.test(figure)), `six figures with digits: ${figures}`);
    const untilKept = () => page.waitForFunction((figures) =>
      JSON.stringify([...document.querySelectorAll('td.record__muted')].map((cell) => cell.innerText)) === JSON.stringify(figures), figures);
    await untilKept();

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
    // Home says so beside the workbook, before anything of it is opened.
    await go('#/');
    const line = page.locator('.recent__line').first();
    await line.getByText(w.stop).waitFor();
    await go('#/log');
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

    // Another record takes its place, and each names the other.
    await page.locator('#record-file').setInputFiles({ name: 'next.md', mimeType: 'text/markdown', buffer: Buffer.from(`---\nstatus: proposed\n---\n\n# ${w.next}\n\n## Context and Problem Statement\n\n${w.learned}\n`) });
    await page.getByRole('heading', { level: 1, name: w.next }).waitFor();
    await page.locator('.pages__tab', { hasText: w.title }).first().click();
    await status(w.accepted);
    await page.getByRole('button', { name: w.by_which }).click();
    await page.getByRole('group', { name: w.choose }).getByRole('button', { name: w.next }).click();
    await status(w.gone);
    await page.locator('.record__links').getByRole('link', { name: w.next }).click();
    await page.locator('.record__links').filter({ hasText: w.place }).getByRole('link', { name: w.title }).click();
    await status(w.gone);

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
    await status(w.gone);
    await page.getByText(w.text).first().waitFor();
    await page.getByText(w.learned).waitFor();
    await page.locator('.record__links').getByRole('link', { name: w.next }).waitFor();
    await untilKept();
  }, { language });
}
