// Every scorecard as people open it: axe finds nothing on its presentation and on the sheet that people look at longest, and pictures of
// both are kept.
import { SIZES, expectAccessible, shoot, testPage, useApp } from './helpers.mjs';

const app = useApp();

/** Each scorecard with a page that people look at longest. */
const SCORECARDS = [
  ['partner-performance', 'review'],
  ['partner-alignment', 'review'],
  ['channel-priorities', 'priorities'],
  ['value-exchange', 'balance'],
  ['segmentation', 'segments'],
  ['tier-benefits', 'eligibility'],
  ['ecosystem-metrics', 'dashboard'],
  ['risk-register', 'heat'],
];

const LOOKS = [
  { tag: 'desktop', size: SIZES.desktop, theme: 'light', language: 'en-GB' },
  { tag: 'phone-ja-dark', size: SIZES.phone, theme: 'dark', language: 'ja-JP' },
];

for (const { tag, ...look } of LOOKS) {
  testPage(`every scorecard is clean to axe and keeps a picture (${tag})`, app, async (page, { open }) => {
    for (const [id, sheet] of SCORECARDS) {
      await open(`#/new/${id}`);
      await page.waitForURL(/#\/w\/[^/]+\/[^/]+\/present$/);
      await page.locator('main h1').first().waitFor();
      await expectAccessible(page, `${id} presented, ${tag}`);
      await shoot(page, `scorecard-${id}-present-${tag}`);
      await page.evaluate((to) => { location.hash = location.hash.replace(/[^/]+\/present$/, to); }, sheet);
      await page.getByRole('grid').waitFor();
      await expectAccessible(page, `${id} ${sheet}, ${tag}`);
      await shoot(page, `scorecard-${id}-${sheet}-${tag}`);
    }
  }, { ...look, timeout: 600_000 });
}
