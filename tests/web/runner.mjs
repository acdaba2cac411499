// Cargo calls this for each test binary compiled to wasm: it opens the page that wasm-bindgen-test-runner serves in the browser that
// the end-to-end tests use too. With the runner's own headless mode a WebDriver of exactly the browser's version would be needed.
import { spawn } from 'node:child_process';
import { createInterface } from 'node:readline';
import { launchBrowser } from '../packages.mjs';

const LIMIT_MS = 300_000;

const server = spawn('wasm-bindgen-test-runner', process.argv.slice(2), {
  env: { ...process.env, NO_HEADLESS: '1', WASM_BINDGEN_TEST_ADDRESS: '127.0.0.1:0' },
  stdio: ['ignore', 'pipe', 'inherit'],
});

/** The address that the server prints, or nothing when it ended before it printed one. */
async function address() {
  for await (const line of createInterface({ input: server.stdout })) {
    const found = line.match(/https?:\/\/[\w.:[\]]+/);
    if (found) return found[0];
    console.log(line);
  }
  return null;
}

/** Runs the page's tests and returns whether all held. */
async function run(url) {
  const browser = await launchBrowser();
  try {
    const page = await browser.newPage();
    page.on('pageerror', (error) => console.error(`page: ${error.stack ?? error}`));
    await page.goto(url);
    const ended = (id) => /test result: (ok|FAILED)\./.test(document.getElementById(id)?.textContent ?? '');
    await page.waitForFunction(ended, 'output', { timeout: LIMIT_MS }).catch((error) => console.error(String(error)));
    const output = (await page.locator('#output').textContent()) ?? '';
    console.log(output.trimEnd());
    return /^test result: ok\./m.test(output);
  } finally {
    await browser.close();
  }
}

try {
  const url = await address();
  process.exitCode = url && (await run(url)) ? 0 : 1;
} finally {
  server.kill();
}
