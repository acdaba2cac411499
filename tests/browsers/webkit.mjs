// WebKitGTK by WebDriver, in the small browser that comes with it: one request over HTTP for each command. It needs a display, so that
// it gets one of its own in memory. It doesn't tell what the console says, so that a script in the page watches for it.
import { spawn } from 'node:child_process';
import { mkdtemp, readFile, readdir, rm } from 'node:fs/promises';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ended, said } from './program.mjs';

/** The small browser of WebKitGTK, below the folder of the machine's architecture. */
async function miniBrowser() {
  const named = process.env.WEBKIT_BROWSER;
  if (named) return named;
  for (const folder of await readdir('/usr/lib')) {
    for (const edition of ['webkit2gtk-4.1', 'webkitgtk-6.0', 'webkit2gtk-4.0']) {
      const path = join('/usr/lib', folder, edition);
      if ((await readdir(path).catch(() => [])).includes('MiniBrowser')) return join(path, 'MiniBrowser');
    }
  }
  throw new Error('WebKitGTK’s MiniBrowser is not here; `cargo xtask test browsers` says how to get it.');
}

/** A port that was free a moment ago. */
async function freePort() {
  const server = createServer();
  await new Promise((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address();
  await new Promise((resolve) => server.close(resolve));
  return port;
}

/** One command, and the value it answers. */
async function ask(url, method, body) {
  const answer = await fetch(url, { method, body: body && JSON.stringify(body), headers: { 'content-type': 'application/json' } });
  const { value } = await answer.json();
  if (!answer.ok) throw new Error(`${value.error}: ${value.message}`);
  return value;
}

/** Waits until the driver answers. */
async function ready(driver, url) {
  for (const end = Date.now() + 60_000; driver.exitCode === null && Date.now() < end; await new Promise((resolve) => setTimeout(resolve, 50))) {
    if ((await ask(`${url}/status`, 'GET').catch(() => null))?.ready) return;
  }
  throw new Error('WebKitWebDriver did not begin.');
}

/** The page of the app with the script that watches it, to be served in its place. */
export async function watched(folder) {
  const html = await readFile(join(folder, 'index.html'), 'utf8');
  const index = html.replace('<title>', '<script src="watch.js"></script><title>');
  if (index === html) throw new Error('There is no place for the script that watches.');
  const script = await readFile(join(import.meta.dirname, 'watch.js'), 'utf8');
  return new Map([
    ['index.html', { type: 'text/html; charset=utf-8', body: index }],
    ['watch.js', { type: 'text/javascript; charset=utf-8', body: script }],
  ]);
}

/** Starts WebKitGTK with a view of that size. */
export async function startWebKit({ width, height }) {
  const folder = await mkdtemp(join(tmpdir(), 'tandem-webkit-'));
  const programs = [];
  const close = async () => {
    for (const program of programs.reverse()) await ended(program);
    await rm(folder, { recursive: true, force: true, maxRetries: 5 });
  };
  try {
    const display = spawn('Xvfb', ['-displayfd', '1', '-screen', '0', '1600x1200x24', '-nolisten', 'tcp'], { stdio: ['ignore', 'pipe', 'ignore'] });
    programs.push(display);
    const [number] = await said(display, display.stdout, /^\d+(?=\n)/);
    const env = { ...process.env, DISPLAY: `:${number}`, GDK_BACKEND: 'x11', HOME: folder, XDG_RUNTIME_DIR: folder, LANG: 'C.UTF-8', LANGUAGE: 'en_GB', GSETTINGS_BACKEND: 'memory', NO_AT_BRIDGE: '1', LIBGL_ALWAYS_SOFTWARE: '1' };
    // As root, as in containers, WebKit's own sandbox can't start.
    if (process.getuid() === 0) env.WEBKIT_DISABLE_SANDBOX_THIS_IS_DANGEROUS = '1';
    const port = await freePort();
    const driver = spawn('WebKitWebDriver', [`--port=${port}`], { env, stdio: 'ignore' });
    programs.push(driver);
    const base = `http://127.0.0.1:${port}`;
    await ready(driver, base);
    const options = { binary: await miniBrowser(), args: ['--automation'] };
    const { sessionId, capabilities } = await ask(`${base}/session`, 'POST', { capabilities: { alwaysMatch: { 'webkitgtk:browserOptions': options } } });
    const session = `${base}/session/${sessionId}`;
    const post = (path, body = {}) => ask(`${session}/${path}`, 'POST', body);
    const evaluate = (source, json) => post('execute/sync', { script: `return (${source})(arguments[0])`, args: [json] });
    await post('window/rect', { width, height });
    // The window has a bar of its own, which comes on top of the view.
    await post('window/rect', { width, height: 2 * height - (await evaluate('() => innerHeight', '')) });
    const complaints = [];
    const collect = async () => complaints.push(...JSON.parse(await evaluate('() => JSON.stringify(globalThis.complaints?.splice(0) ?? [])', '')));
    return {
      name: 'webkit',
      version: capabilities.browserVersion,
      async goTo(url) {
        await collect();
        await post('url', { url });
      },
      async reload() {
        await collect();
        await post('refresh');
      },
      perform: (actions) => post('actions', { actions }),
      evaluate,
      picture: async () => Buffer.from(await ask(`${session}/screenshot`, 'GET'), 'base64'),
      async complaints() {
        await collect();
        return complaints;
      },
      async close() {
        await ask(session, 'DELETE').catch(() => {});
        await close();
      },
    };
  } catch (error) {
    await close();
    throw error;
  }
}
