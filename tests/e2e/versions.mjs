// The versions of a workbook as a person and the browser's database see them.
import assert from 'node:assert/strict';

export const dialog = (page) => page.locator('#versions[open]');
export const lines = (page) => dialog(page).locator('.versions__version');
export const line = (page, name) => lines(page).filter({ has: page.locator('.versions__title', { hasText: name }) });

export async function openVersions(page) {
  await page.locator('.button--icon').and(page.getByRole('button', { name: /^(Versions…|バージョン…)$/ })).click();
  await dialog(page).waitFor();
}

export async function keep(page, name) {
  await dialog(page).locator('#version-name').fill(name);
  await page.keyboard.press('Enter');
  await line(page, name).waitFor();
}

export async function close(page) {
  await page.keyboard.press('Escape');
  await page.locator('#versions:not([open])').waitFor({ state: 'attached' });
}

/** The keys of the versions that the database holds. */
export const heads = (page) => page.evaluate(() => new Promise((resolve, reject) => {
  const request = indexedDB.open('tandem');
  request.onerror = () => reject(request.error);
  request.onsuccess = () => {
    const keys = request.result.transaction('version-heads').objectStore('version-heads').getAllKeys();
    keys.onsuccess = () => { request.result.close(); resolve(keys.result); };
  };
}));

/** Waits until the database holds so many versions. */
export async function untilHeads(page, count) {
  let found = [];
  for (const end = Date.now() + 20_000; Date.now() < end;) {
    found = await heads(page);
    if (found.length === count) return;
    await page.evaluate(() => new Promise(requestAnimationFrame));
  }
  assert.fail(`${count} versions were expected, and the database holds ${found.length}: ${found}`);
}
