// Development packages are installed in the shared cache and not beside this file, so that they are looked up here.
import { createRequire } from 'node:module';
import { join } from 'node:path';

const require = createRequire(process.env.TANDEM_NPM ? join(process.env.TANDEM_NPM, 'package.json') : import.meta.url);

/** A development package by name, from where `cargo xtask` installed it or from an ordinary `node_modules`. */
export const load = (name) => require(name);

/** The file that a development package resolves to. */
export const locate = (name) => require.resolve(name);

// As root, as in containers, Chromium's own sandbox can't start; the other switches keep it from talking to anybody.
const SWITCHES = ['--disable-gpu', '--disable-background-networking', '--disable-component-update', '--disable-sync', '--disable-quic'];

/** Starts the browser that `cargo xtask` found, or the one in CHROME; `options` go to playwright, with further switches in `args`. */
export function launchBrowser(options = {}) {
  const executablePath = process.env.CHROME;
  if (!executablePath) throw new Error('CHROME must hold the path of a Chrome or Chromium; `cargo xtask test` sets it.');
  const asRoot = process.getuid?.() === 0 ? ['--no-sandbox'] : [];
  return load('playwright-core').chromium.launch({ ...options, executablePath, args: [...SWITCHES, ...asRoot, ...(options.args ?? [])] });
}
