// The page starts, under a sub-path and the strict policy, in both themes and languages, and survives a reload.
import assert from 'node:assert/strict';
import { SIZES, expectAccessible, shoot, testPage, useApp } from './helpers.mjs';

const app = useApp();

for (const theme of ['light', 'dark']) {
  for (const [tag, language] of [['en', 'en-GB'], ['ja', 'ja-JP']]) {
    testPage(`home opens (${theme}, ${tag})`, app, async (page, { open }) => {
      await open();
      assert.equal(await page.locator('html').getAttribute('lang'), tag);
      assert.notEqual((await page.title()).trim(), '');
      assert.equal(await page.locator('h1').count(), 1);
      await expectAccessible(page, `home (${theme}, ${tag})`);
      await shoot(page, `home-${theme}-${tag}`);
    }, { theme, language });
  }
}

testPage('home fits a phone without scrolling sideways', app, async (page, { open }) => {
  await open();
  const overflow = await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
  assert.equal(overflow, 0);
  await shoot(page, 'home-phone');
}, { size: SIZES.phone });

testPage('an unknown route is a readable page with a way home', app, async (page, { open }) => {
  await open('#/no/such/place');
  assert.ok((await page.locator('main').innerText()).trim().length > 0);
  await page.locator('main a[href="#/"]').first().click();
  await page.waitForFunction(() => ['', '#/'].includes(location.hash));
});
