// 100,000 cells from the clipboard of another program, as text and as HTML: how long until they are painted, and how long the page
// stands still meanwhile.
import { heading, inFreshBrowser, openBlank, tellTime } from './measure.mjs';

const [ROWS, COLUMNS] = [1000, 100];
const PASTE_BUDGET_MS = 1000;

/** Pastes into the active cell what another program puts on the clipboard, which is made in the page so that it need not go there.
 * Gives the time until the first pasted cell is painted, and the longest time without a frame meanwhile. */
const paste = (page, asHtml) => page.evaluate(async ([rows, columns, asHtml]) => {
  const table = Array.from({ length: rows }, (_, row) => Array.from({ length: columns }, (_, column) => `${row * columns + column}.25`));
  const clipboardData = new DataTransfer();
  clipboardData.setData('text/plain', table.map((row) => row.join('\t')).join('\r\n'));
  const cell = (value) => `<td style="overflow:hidden;padding:2px 3px 2px 3px;vertical-align:bottom;text-align:right;" data-sheets-value="{&quot;1&quot;:3,&quot;3&quot;:${value}}">${value}</td>`;
  if (asHtml) clipboardData.setData('text/html', `<google-sheets-html-origin><table>${table.map((row) => `<tr>${row.map(cell).join('')}</tr>`).join('')}</table>`);
  const start = performance.now();
  let [last, longest_ms] = [start, 0];
  document.activeElement.dispatchEvent(new ClipboardEvent('paste', { clipboardData, bubbles: true, cancelable: true }));
  do {
    const now = await new Promise(requestAnimationFrame);
    longest_ms = Math.max(longest_ms, performance.now() - last);
    last = performance.now();
    if (now - start > 60_000) throw new Error('what was pasted did not appear within a minute');
  } while (!document.getElementById('cell-0-0')?.textContent.includes('0.25'));
  await new Promise((done) => { const drawn = new MessageChannel(); drawn.port1.onmessage = done; drawn.port2.postMessage(0); });
  return { took_ms: performance.now() - start, longest_ms };
}, [ROWS, COLUMNS, asHtml]);

/** Measures pasting. */
export async function measurePaste(server) {
  heading(`${ROWS * COLUMNS} cells pasted, each way in a fresh browser`);
  for (const [what, asHtml] of [['as text', false], ['as HTML', true]]) {
    await inFreshBrowser(server, async (page) => {
      await openBlank(page);
      const { took_ms, longest_ms } = await paste(page, asHtml);
      tellTime(`${ROWS * COLUMNS} cells pasted ${what}, until painted`, took_ms, PASTE_BUDGET_MS);
      tellTime('  the longest time without a frame meanwhile', longest_ms);
    });
  }
}
