// Development packages are installed in the shared cache and not beside this file, so that they are looked up here.
import { spawn } from 'node:child_process';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { createInterface } from 'node:readline';

const require = createRequire(process.env.TANDEM_NPM ? join(process.env.TANDEM_NPM, 'package.json') : import.meta.url);

/** A development package by name, from where `cargo xtask` installed it or from an ordinary `node_modules`. */
export const load = (name) => require(name);

/** The file that a development package resolves to. */
export const locate = (name) => require.resolve(name);

// As root, as in containers, Chromium's own sandbox can't start; the other switches keep it from talking to anybody.
const SWITCHES = ['--disable-gpu', '--disable-background-networking', '--disable-component-update', '--disable-sync', '--disable-quic'];

/** Starts the browser that `cargo xtask` found, or the one in CHROME; `options` go to playwright, with further switches in `args`. */
export function launchBrowser(options = {}) {
  return load('playwright-core').chromium.launch({ ...options, executablePath: program(), args: [...switches(), ...(options.args ?? [])] });
}

/** Where that browser is. */
function program() {
  const path = process.env.CHROME;
  if (!path) throw new Error('CHROME must hold the path of a Chrome or Chromium; `cargo xtask test` sets it.');
  return path;
}

const switches = () => [...SWITCHES, ...(process.getuid?.() === 0 ? ['--no-sandbox'] : [])];

/**
 * Starts that browser over a profile of its own, which outlives it. Gives what playwright sees of it, and `kill`, which ends all of its
 * processes at once, as a machine does that runs out of memory.
 */
export async function launchProfile(profile) {
  const args = [...switches(), '--headless', '--no-first-run', '--remote-debugging-port=0', `--user-data-dir=${profile}`, 'about:blank'];
  const child = spawn(program(), args, { detached: true, stdio: ['ignore', 'ignore', 'pipe'] });
  const ended = new Promise((done) => { child.once('exit', done); });
  let address = null;
  for await (const line of createInterface({ input: child.stderr })) {
    address = /DevTools listening on (ws:\S+)/.exec(line)?.[1];
    if (address) break;
  }
  if (!address) throw new Error('The browser ended before it could be spoken to.');
  child.stderr.resume();
  const browser = await load('playwright-core').chromium.connectOverCDP(address);
  const kill = async () => {
    process.kill(-child.pid, 'SIGKILL');
    await ended;
    await browser.close().catch(() => {});
  };
  return { context: browser.contexts()[0], kill };
}
