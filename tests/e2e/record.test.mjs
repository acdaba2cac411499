// A decision record as its owner uses it: written, accepted with the figures of the day, held to, reviewed and revised.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { SIZES, expectAccessible, shoot, testPage, useApp } from './helpers.mjs';

const app = useApp();

/** A new record from the blank template, with its fields shown. */
async function begin(page, open) {
  await open('#/new/record-blank');
  await page.getByRole('button', { name: 'Edit', exact: true }).click();
}

/** Types in a field and leaves it. */
async function enter(page, label, text) {
  const field = page.getByLabel(label, { exact: true });
  await field.fill(text);
  await field.blur();
}

/** Plans a review. */
async function plan(page, day) {
  await page.getByLabel('Plan a review').fill(day);
  await page.getByRole('button', { name: 'Plan', exact: true }).click();
  await page.getByText(`Due ${day}`).waitFor();
}

/** Waits until an element has the focus. */
const focused = async (page, locator) => page.waitForFunction((element) => document.activeElement === element, await locator.elementHandle());

/** Accepts a record although something is missing. */
async function accept(page) {
  await page.getByRole('button', { name: 'Accept', exact: true }).click();
  await page.getByRole('dialog').getByRole('button', { name: 'Accept all the same' }).click();
}

const done = (page) => page.getByRole('button', { name: 'Done', exact: true }).click();
const status = (page, word) => page.locator('.record__status', { hasText: word }).waitFor();

testPage('a record is written, and says what it still lacks', app, async (page, { open }) => {
  await begin(page, open);
  await page.getByText('32 things are missing').waitFor();
  await enter(page, 'Number', 'D-7');
  await enter(page, 'Title', 'Which channel first');
  await enter(page, 'Context', 'Two channels, one budget.');
  await enter(page, 'First outcome metric: Owner', 'Aoi');
  await page.getByText('31 things are missing').waitFor();
  await enter(page, 'First outcome metric: Baseline', '20');
  await enter(page, 'First outcome metric: Target', '60');
  await enter(page, 'First outcome metric: Current', '=10+20');
  await enter(page, 'First outcome metric: Trigger', '=F2<25');
  await page.getByText('28 things are missing').waitFor();
  await done(page);
  await page.getByRole('heading', { level: 1, name: 'Which channel first' }).waitFor();
  const metric = page.getByRole('row', { name: /First outcome metric/ });
  await metric.getByText('25%').waitFor();
  await metric.getByText('Quiet').waitFor();
  await expectAccessible(page);
});

testPage('a trigger that trips lights up at the head, and leads to its figures', app, async (page, { open }) => {
  await begin(page, open);
  await enter(page, 'When to stop: Trigger', '=F2<25');
  await enter(page, 'First outcome metric: Current', '30');
  await done(page);
  const alarm = page.locator('.record__alarms');
  // It was computed and says no: an alarm would be there by now.
  await page.locator('.record__condition', { hasText: 'When to stop' }).getByText('Quiet').waitFor();
  assert.equal(await alarm.getByText('Stop').count(), 0);
  await page.getByRole('button', { name: 'Edit', exact: true }).click();
  await enter(page, 'First outcome metric: Current', '=12*2');
  await alarm.getByText('Stop: When to stop').waitFor();
  await page.getByRole('link', { name: 'Untitled decision Stop' }).waitFor();
  await done(page);
  await expectAccessible(page);
  await page.getByRole('button', { name: /Show how First outcome metric: Current is reached/ }).click();
  await page.waitForURL(/\/figures$/);
  await page.getByRole('grid').waitFor();
});

testPage('a mistake in a formula is told at its field, and nothing changes', app, async (page, { open }) => {
  await begin(page, open);
  await enter(page, 'First driver: Current', '=1+*2');
  await page.locator('.field__problem:not(:empty)').waitFor();
  await page.locator('[aria-label="First driver: Current"][aria-invalid=true]').waitFor();
  // Something that is taken is stored after it, so that a formula stored by mistake would be stored by then, too.
  await enter(page, 'First driver: Owner', 'Aoi of the driver');
  await page.waitForFunction(() => Object.entries(localStorage)
    .some(([key, value]) => key.startsWith('tandem.workbook.') && value.includes('Aoi of the driver')), null, { polling: 20 });
  await page.reload();
  await page.getByRole('button', { name: 'Edit', exact: true }).click();
  const field = page.getByLabel('First driver: Owner', { exact: true });
  await page.waitForFunction((field) => field.value === 'Aoi of the driver', await field.elementHandle());
  assert.equal(await page.getByLabel('First driver: Current', { exact: true }).inputValue(), '');
});

testPage('options are weighed, chosen, and the weight that flips the choice is told', app, async (page, { open }) => {
  await begin(page, open);
  await enter(page, 'More of', 'Reach');
  await enter(page, 'Costs some of', 'Simplicity');
  for (const [option, gained, costs] of [['A', '2', '8'], ['B', '7', '5'], ['C', '3', '3']]) {
    await enter(page, `What is gained: ${option}`, gained);
    await enter(page, `What it costs: ${option}`, costs);
  }
  await page.getByRole('button', { name: 'Choose B' }).click();
  await done(page);
  // By hand: A is 5, B is 6, C is 3 at equal weights; 2w + 8(1-w) = 7w + 5(1-w) at w = 3/8.
  await page.locator('.record__option--chosen .record__score', { hasText: /^6$/ }).waitFor();
  await page.getByText('The choice holds until the weight of “Reach” falls below 37.5%; under it, A leads. Today it is 50%.').waitFor();
  await page.getByText('Reach against Simplicity').waitFor();
});

testPage('what was accepted stays; a revision keeps it, and a review tells how it turned out', app, async (page, { open }) => {
  await begin(page, open);
  await enter(page, 'Decision', 'Pilot with two partners.');
  await enter(page, 'First outcome metric: Current', '30');
  await accept(page);
  await status(page, 'Accepted');
  await page.getByText(/^Accepted on \d{4}-\d{2}-\d{2}$/).waitFor();
  await page.getByRole('columnheader', { name: 'At acceptance' }).first().waitFor();
  await page.getByRole('button', { name: 'Edit', exact: true }).waitFor({ state: 'detached' });
  await page.getByRole('button', { name: 'Record a review' }).click();
  const dialog = page.getByRole('dialog', { name: 'Record a review' });
  await dialog.getByLabel('Held by').fill('Dai');
  await dialog.getByLabel('Reversed').check();
  await dialog.getByLabel('Lesson').fill('Ask the partners first.');
  await dialog.getByRole('button', { name: 'Record', exact: true }).click();
  await page.getByText(/Dai: Reversed$/).waitFor();
  await page.getByText('Ask the partners first.').waitFor();
  await page.getByRole('button', { name: 'New revision' }).click();
  await status(page, 'Draft');
  await page.getByText(/^Revision 1 is in force since \d{4}-\d{2}-\d{2}$/).waitFor();
  await enter(page, 'Decision', 'Pilot with one partner.');
  await done(page);
  await page.getByText(/^Revision 1 until/).click();
  await page.getByText('Pilot with two partners.').waitFor();
  await expectAccessible(page);
  await page.evaluate(() => { location.hash = '#/log'; });
  const line = page.locator('.log__table tbody tr').first();
  await line.locator('.log__in-force', { hasText: /^Revision 1 is in force since/ }).waitFor();
  await line.getByText('Draft', { exact: true }).waitFor();
});

testPage('the figures of an accepted record can not be changed on their sheet either', app, async (page, { open }) => {
  await begin(page, open);
  await accept(page);
  await status(page, 'Accepted');
  await page.getByRole('button', { name: 'Figures as a sheet' }).click();
  await page.getByRole('grid').waitFor();
  await page.keyboard.type('x');
  await page.keyboard.press('Enter');
  await page.getByText(/its words and figures stay as they are/).waitFor();
});

testPage('a record goes out as Markdown and comes back, its reviews go to a calendar', app, async (page, { open }) => {
  await begin(page, open);
  await enter(page, 'Number', 'D-9');
  await enter(page, 'Title', 'Which channel | first');
  await enter(page, 'Decision', 'Pilot <b>one</b> partner.');
  await enter(page, 'First outcome metric: Current', '=10+20');
  await plan(page, '2030-06-30');
  await done(page);
  const [calendar] = await Promise.all([page.waitForEvent('download'), page.getByRole('button', { name: 'Calendar' }).click()]);
  assert.equal(calendar.suggestedFilename(), 'D-9.ics');
  const lines = readFileSync(await calendar.path(), 'utf8').split('\r\n');
  assert.ok(lines.includes('DTSTART;VALUE=DATE:20300630'), lines.join('\n'));
  const [markdown] = await Promise.all([page.waitForEvent('download'), page.getByRole('button', { name: 'Markdown' }).click()]);
  assert.equal(markdown.suggestedFilename(), 'D-9 Which channel first.md');
  const text = readFileSync(await markdown.path());
  await open('#/');
  await page.locator('input[type=file]').setInputFiles({ name: 'back.md', mimeType: 'text/markdown', buffer: text });
  await page.getByRole('heading', { level: 1, name: 'Which channel | first' }).waitFor();
  await page.getByText('Pilot <b>one</b> partner.').waitFor();
  await page.getByText('Due 2030-06-30').waitFor();
  await page.getByRole('row', { name: /First outcome metric/ }).locator('.record__figure', { hasText: /^30/ }).waitFor();
  await page.locator('.pages__tab').nth(1).waitFor({ state: 'detached' });
});

testPage('Markdown that is no decision says where and why, and opens nothing', app, async (page, { open }) => {
  await open('#/');
  await page.locator('input[type=file]').setInputFiles({ name: 'note.md', mimeType: 'text/markdown', buffer: Buffer.from('just words') });
  await page.getByText(/note\.md/).first().waitFor();
  await page.getByRole('heading', { level: 1, name: /What do you want to work/ }).waitFor();
});

testPage('the page reads in Japanese, on a phone, and prints', app, async (page, { open }) => {
  await open('#/new/record-blank');
  await page.getByRole('heading', { name: '成果指標' }).waitFor();
  await page.getByText('不足が32件あります').waitFor();
  await expectAccessible(page);
  await page.emulateMedia({ media: 'print' });
  await page.locator('.record__actions').waitFor({ state: 'hidden' });
}, { language: 'ja-JP', size: SIZES.phone, theme: 'dark' });

testPage('figures of the acceptance stand beside those of today, also when a day goes by', app, async (page, { open }) => {
  await page.clock.install({ time: new Date('2026-03-30T23:50:00') });
  await begin(page, open);
  await enter(page, 'First outcome metric: Current', '=DAY(TODAY())+F3');
  await enter(page, 'Second outcome metric: Current', '12');
  await accept(page);
  await status(page, 'Accepted');
  await page.getByText(/^\d+ figures are as they were on 2026-03-30\.$/).waitFor();
  await page.clock.runFor(15 * 60_000);
  await page.getByText(/^1 of \d+ figures differ from those of 2026-03-30\.$/).waitFor();
  const row = page.locator('.record__then tbody tr').filter({ hasText: 'First outcome metric: Current' });
  await row.getByRole('cell', { name: '42', exact: true }).waitFor();
  await row.getByRole('cell', { name: '43', exact: true }).waitFor();
  await row.getByText('Changed').waitFor();
  await row.getByRole('button', { name: /F3 12$/ }).waitFor();
  await page.getByLabel('Show every figure').check();
  await page.locator('.record__then tbody tr').filter({ hasText: 'Second outcome metric: Current' }).getByText('Same').waitFor();
  await expectAccessible(page);
});

testPage('reviews are planned, moved and removed and pages linked while the decision holds', app, async (page, { open }) => {
  await open('#/new/record-blank');
  await accept(page);
  await status(page, 'Accepted');
  await page.getByRole('button', { name: 'Change reviews and links' }).click();
  await plan(page, '2031-01-31');
  await plan(page, '2031-03-31');
  const moved = page.getByLabel('Day of the review of 2031-01-31');
  await moved.fill('2031-02-28');
  await moved.press('Enter');
  await page.getByText('Due 2031-02-28').waitFor();
  await page.getByRole('button', { name: 'Remove “Due 2031-03-31”' }).click();
  await page.getByText('Due 2031-03-31').waitFor({ state: 'detached' });
  await page.locator('.record__reviews').getByRole('button', { name: 'Done', exact: true }).click();
  await page.getByText('Due 2031-02-28').waitFor();
  await page.getByRole('button', { name: 'New decision record' }).click();
  await status(page, 'Draft');
  await page.locator('.pages__tab').nth(1).waitFor();
  await page.locator('.pages__tab').nth(0).click();
  await status(page, 'Accepted');
  await page.getByRole('button', { name: 'Change reviews and links' }).click();
  await page.getByLabel('Link a page').selectOption({ label: 'Untitled decision' });
  await page.locator('.record__links').getByRole('link', { name: 'Untitled decision' }).waitFor();
  await expectAccessible(page);
});

testPage('the focus stays with the work: after a step, in a list, and when a dialog closes', app, async (page, { open }) => {
  await begin(page, open);
  const means = page.getByLabel('First outcome metric: Means', { exact: true });
  await means.focus();
  await means.selectOption({ label: 'Stop' });
  await enter(page, 'First outcome metric: Trigger', '=2>1');
  await page.locator('.record__alarms').getByText('Stop: First outcome metric').waitFor();
  await means.focus();
  await means.selectOption({ label: 'Escalate' });
  await page.locator('.record__alarms').getByText('Escalate: First outcome metric').waitFor();
  await focused(page, means);
  await enter(page, 'Title', 'Which channel');
  await page.getByRole('heading', { level: 1, name: 'Which channel' }).waitFor({ state: 'attached' });
  await page.getByRole('button', { name: 'Undo' }).click();
  const title = page.getByLabel('Title', { exact: true });
  await page.waitForFunction((field) => field.value === 'Untitled decision', await title.elementHandle());
  await page.getByRole('button', { name: 'Propose' }).click();
  await status(page, 'Proposed');
  await focused(page, page.locator('#record-status'));
  await accept(page);
  await status(page, 'Accepted');
  await focused(page, page.locator('#record-status'));
  const review = page.getByRole('button', { name: 'Record a review' });
  await review.click();
  const dialog = page.getByRole('dialog', { name: 'Record a review' });
  await dialog.getByLabel('Held on').fill('');
  await dialog.getByRole('button', { name: 'Record', exact: true }).click();
  await dialog.getByText('Say on which day it was held.').waitFor();
  assert.equal(await dialog.getByRole('radio', { checked: true }).count(), 0, 'nobody has said how it turned out');
  await dialog.getByLabel('Held on').fill('2031-01-01');
  await dialog.getByRole('button', { name: 'Record', exact: true }).click();
  await dialog.getByText('Say how it turned out.').waitFor();
  await focused(page, dialog.getByLabel('Validated'));
  await dialog.getByRole('button', { name: 'Cancel' }).click();
  await focused(page, review);
});

testPage('a Markdown record comes into a workbook as another page, and only what holds may succeed', app, async (page, { open }) => {
  await open('#/new/record-blank');
  await accept(page);
  await status(page, 'Accepted');
  const text = (title, state) => Buffer.from(`---\nstatus: ${state}\n---\n\n# ${title}\n\n## Context and Problem Statement\n\nWhich store?\n\n## Considered Options\n\n* One\n* Two\n`);
  const file = page.locator('#record-file');
  for (const [title, state, word] of [['Take the first store', 'proposed', 'Proposed'], ['Take no store', 'rejected', 'Rejected']]) {
    await file.setInputFiles({ name: 'in.md', mimeType: 'text/markdown', buffer: text(title, state) });
    await page.getByRole('heading', { level: 1, name: title }).waitFor();
    await status(page, word);
  }
  await page.locator('.pages__tab', { hasText: 'Untitled decision' }).click();
  await status(page, 'Accepted');
  await page.getByRole('button', { name: 'Superseded by…' }).click();
  const choice = page.getByRole('group', { name: 'The record that takes its place' });
  await choice.getByRole('button', { name: 'Take the first store' }).waitFor();
  assert.equal(await choice.getByRole('button').count(), 1, 'a rejected record takes no place');
  await choice.getByRole('button').click();
  await status(page, 'Superseded');
  const [json] = await Promise.all([page.waitForEvent('download'), page.getByRole('button', { name: 'JSON' }).click()]);
  const written = JSON.parse(readFileSync(await json.path(), 'utf8'));
  assert.deepEqual([written.form, written.record.status, written.title.en], ['tandem-decision-record', 'superseded', 'Untitled decision']);
  assert.deepEqual(Object.keys(written), ['form', 'version', 'title', 'record', 'cells'], 'as docs/decision-records.md says');
  assert.equal(written.version, 1);
  const [metric] = written.record.text.metrics;
  const named = written.cells.find(({ place }) => place === `A${metric.row}`);
  assert.deepEqual(named, { place: named?.place, typed: 'First outcome metric', value: 'First outcome metric' }, 'a row is that of the sheet');
});

testPage('a record with gaps is accepted only after a question that names them', app, async (page, { open }) => {
  await begin(page, open);
  await done(page);
  const button = page.getByRole('button', { name: 'Accept', exact: true });
  await button.click();
  const dialog = page.getByRole('dialog', { name: 'Accept although 32 things are missing?' });
  await dialog.getByText('The decision is not written.').waitFor();
  await expectAccessible(page);
  await dialog.getByRole('button', { name: 'Cancel' }).click();
  await status(page, 'Draft');
  await focused(page, button);
  await accept(page);
  await status(page, 'Accepted');
  await page.getByText('32 things are missing').click();
  await page.getByText('The decision was taken. A new revision can be changed.').waitFor();
});

testPage('a review that nobody had planned leaves the planned one, unless the form is told otherwise', app, async (page, { open }) => {
  await page.clock.install({ time: new Date('2026-11-22T10:00:00') });
  await begin(page, open);
  await plan(page, '2027-03-31');
  await accept(page);
  const begin_review = () => page.getByRole('button', { name: 'Record a review' }).click();
  const dialog = page.getByRole('dialog', { name: 'Record a review' });
  const which = dialog.getByLabel('Which review');
  const chosen = async (text) => page.waitForFunction(([field, text]) => field.selectedOptions[0]?.textContent === text, [await which.elementHandle(), text]);
  await begin_review();
  await chosen('Not planned before');
  await dialog.getByLabel('Held on').fill('2027-04-02');
  await chosen('Planned for 2027-03-31');
  await dialog.getByLabel('Held on').fill('2026-11-22');
  await chosen('Not planned before');
  await dialog.getByLabel('Mixed').check();
  await expectAccessible(page);
  await dialog.getByRole('button', { name: 'Record', exact: true }).click();
  const reviews = page.locator('.record__reviews');
  await reviews.getByText(/^2026-11-22.*: Mixed$/).waitFor();
  await reviews.getByText('Due 2027-03-31').waitFor();
  await begin_review();
  await which.selectOption({ label: 'Planned for 2027-03-31' });
  await dialog.getByLabel('Validated').check();
  await dialog.getByRole('button', { name: 'Record', exact: true }).click();
  await reviews.getByText('Due 2027-03-31').waitFor({ state: 'detached' });
  await reviews.getByText(/^2026-11-22.*: Validated$/).waitFor();
});

for (const { tag, accept, names, ...look } of [
  { tag: 'desktop', accept: 'Accept', names: ['What it looks at, today', /mean coverage|coverage/i], language: 'en-GB', size: SIZES.desktop, theme: 'light' },
  { tag: 'phone-ja-dark', accept: '承認する', names: ['条件が見ている現在の値', /網羅|充足|カバレッジ|入力/], language: 'ja-JP', size: SIZES.phone, theme: 'dark' },
]) {
  testPage(`a condition shows the present values that it looks at (${tag})`, app, async (page, { open }) => {
    await open('#/new/record-channel-performance');
    await page.waitForURL(/#\/w\/[^/]+/);
    const id = /#\/w\/([^/]+)/.exec(page.url())[1];
    await page.evaluate((hash) => { location.hash = hash; }, `#/w/${id}/decision`);
    const lines = page.locator('.record__condition');
    const watched = lines.locator('.record__watched');
    await watched.first().waitFor();
    assert.equal(await watched.count(), await lines.count(), 'every condition');
    assert.equal(await watched.first().getAttribute('aria-label'), names[0]);
    const shown = async (line) => lines.nth(line).locator('.record__watched > div').evaluateAll((all) => all.map((one) => [one.querySelector('dt').textContent, one.querySelector('dd').textContent]));
    const [partners, coverage] = [await shown(0), await shown(2)];
    assert.equal(partners.length, 2, `partners, and those in the red: ${partners}`);
    assert.ok(partners.every(([name, value]) => name && /^\d+$/.test(value)), `${partners}`);
    assert.equal(coverage.length, 1);
    assert.match(coverage[0][0], names[1]);
    assert.match(coverage[0][1], /^\d+(\.\d+)?%$/, 'as its cell shows it');
    assert.equal(await page.locator('#record-metrics').locator('xpath=..').locator('.record__watched').count(), 0, 'figures of its own row stand beside it');
    await lines.first().scrollIntoViewIfNeeded();
    await expectAccessible(page);
    await shoot(page, `record-watched-${tag}`);
  }, look);
}
