// A decision record as its owner uses it: written, accepted with the figures of the day, held to, reviewed and revised.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { SIZES, expectAccessible, testPage, useApp } from './helpers.mjs';

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
  await metric.getByText('25 %').waitFor();
  await metric.getByText('Quiet').waitFor();
  await expectAccessible(page);
});

testPage('a trigger that trips lights up at the head, and leads to its figures', app, async (page, { open }) => {
  await begin(page, open);
  await enter(page, 'When to stop: Trigger', '=F2<25');
  await enter(page, 'First outcome metric: Current', '30');
  await done(page);
  const alarm = page.locator('.record__alarms');
  await alarm.getByText('Stop').waitFor({ state: 'detached' });
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
  await page.keyboard.press('Control+z');
  await page.reload();
  await page.getByRole('button', { name: 'Edit', exact: true }).click();
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
  await page.getByText('The choice holds until the weight of “Reach” passes 37.5 %; today it is 50 %.').waitFor();
  await page.getByText('Reach against Simplicity').waitFor();
});

testPage('what was accepted stays; a revision keeps it, and a review tells how it turned out', app, async (page, { open }) => {
  await begin(page, open);
  await enter(page, 'Decision', 'Pilot with two partners.');
  await enter(page, 'First outcome metric: Current', '30');
  await page.getByRole('button', { name: 'Accept', exact: true }).click();
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
  await enter(page, 'Decision', 'Pilot with one partner.');
  await done(page);
  await page.getByText(/^Revision 1 until/).click();
  await page.getByText('Pilot with two partners.').waitFor();
  await expectAccessible(page);
});

testPage('the figures of an accepted record can not be changed on their sheet either', app, async (page, { open }) => {
  await begin(page, open);
  await page.getByRole('button', { name: 'Accept', exact: true }).click();
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
  await page.getByLabel('Plan a review').fill('2030-06-30');
  await page.getByText('Due 2030-06-30').waitFor();
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
