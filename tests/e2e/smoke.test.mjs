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

const PHONES = [390, 360, 320];
for (const language of ['en-GB', 'ja-JP']) {
  for (const theme of ['light', 'dark']) {
    testPage(`on a phone no two controls of the header lie over each other (${language}, ${theme})`, app, async (page, { open }) => {
      await open('#/new/joint-value');
      await page.waitForURL(/#\/w\/[^/]+/);
      await page.locator('.header__steps').waitFor();
      for (const width of PHONES) {
        await page.setViewportSize({ width, height: 844 });
        const found = await page.evaluate(() => {
          const controls = [...document.querySelectorAll('.header a, .header button, .header input, .header select, .header summary')];
          const boxes = controls.map((control) => ({ name: control.ariaLabel ?? control.textContent, box: control.getBoundingClientRect() }));
          const seen = boxes.filter(({ box }) => box.width > 0 && box.height > 0);
          const lies = (a, b) => a.left < b.right - 0.5 && b.left < a.right - 0.5 && a.top < b.bottom - 0.5 && b.top < a.bottom - 0.5;
          const over = seen.flatMap((one, at) => seen.slice(at + 1).filter((other) => lies(one.box, other.box)).map((other) => `${one.name} over ${other.name}`));
          const outside = seen.filter(({ box }) => box.left < 0 || box.right > innerWidth).map(({ name }) => `${name} outside`);
          return { count: seen.length, wrong: [...over, ...outside] };
        });
        assert.ok(found.count >= 8, `${found.count} controls are seen`);
        assert.deepEqual(found.wrong, [], `${width} px`);
        await shoot(page, `header-${width}-${language}-${theme}`);
      }
    }, { language, theme, size: SIZES.phone });
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
