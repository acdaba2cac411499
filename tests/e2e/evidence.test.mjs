// Where the content of cells comes from: said, shown, found, undone.
import assert from 'node:assert/strict';
import { Grid } from './grid.mjs';
import { SIZES, expectAccessible, shoot, testPage, useApp } from './helpers.mjs';

const app = useApp();

const WORDS = {
  'en-GB': {
    add: 'Say where this comes from…', form: 'Source and confidence', source: 'Source', date: 'As of', confidence: 'Confidence', save: 'Save',
    high: 'high: measured or contracted', inspector: 'Inspector', show: 'Show the inspector', list: 'Sources of this workbook', shown: 'high',
  },
  'ja-JP': {
    add: '出典を追加…', form: '出典と確度', source: '出典', date: '時点', confidence: '確度', save: '保存',
    high: '高（実測または契約）', inspector: 'インスペクター', show: 'インスペクターを表示', list: '出典の一覧', shown: '高',
  },
};

for (const [language, words] of Object.entries(WORDS)) {
  for (const [device, size] of [['desktop', SIZES.desktop], ['phone', SIZES.phone]]) {
    testPage(`a source is said from the inspector, shown, found in the list and undone (${language}, ${device})`, app, async (page, { open }) => {
      page.setDefaultTimeout(10_000);
      const grid = await Grid.open(page, open);
      await grid.fill('B30', ['12']);
      await grid.goTo('B30');
      const inspector = page.getByRole('complementary', { name: words.inspector });
      if (!(await inspector.isVisible())) await page.getByRole('button', { name: words.show }).click();
      await inspector.getByRole('button', { name: words.add }).click();
      const form = page.getByRole('dialog', { name: words.form });
      await form.getByRole('textbox', { name: words.source, exact: true }).fill('Invoice 7');
      await form.getByLabel(words.date, { exact: true }).fill('2026-03-31');
      await form.getByRole('combobox', { name: words.confidence }).selectOption({ label: words.high });
      await expectAccessible(page, 'the form');
      await shoot(page, `evidence-form-${language}-${device}`);
      await form.getByRole('button', { name: words.save, exact: true }).click();
      await form.waitFor({ state: 'detached' });
      await inspector.getByText('Invoice 7').waitFor();
      await inspector.getByText('2026-03-31').waitFor();
      await inspector.getByText(words.shown, { exact: true }).waitFor();
      await expectAccessible(page, 'the inspector');
      await shoot(page, `evidence-inspector-${language}-${device}`);

      await grid.goTo('A1');
      await grid.press('Control+k');
      await page.keyboard.type(words.list);
      await page.keyboard.press('Enter');
      const list = page.getByRole('dialog', { name: words.list });
      await list.getByRole('button', { name: /Invoice 7/ }).waitFor();
      assert.ok((await list.getByRole('listitem').count()) >= 1);
      await expectAccessible(page, 'the list of sources');
      await shoot(page, `evidence-list-${language}-${device}`);
      await list.getByRole('button', { name: /Invoice 7/ }).click();
      await list.waitFor({ state: 'detached' });
      await grid.at('B30');
      await grid.press('Control+z');
      await inspector.getByText('Invoice 7').waitFor({ state: 'detached' });
      await grid.shows('B30', '12');
    }, { size, language });
  }
}
