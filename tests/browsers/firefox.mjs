// Firefox by WebDriver BiDi, which it speaks itself: JSON over a socket, a command and its answer by number. Events come between.
import { spawn } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { load } from '../packages.mjs';
import { ended, said } from './program.mjs';

const PROGRAM = process.env.FIREFOX ?? 'firefox-esr';

/** Nothing of a fresh profile may talk to anybody, ask anything, or depend on the machine it runs on. */
const PREFERENCES = {
  'app.normandy.enabled': false,
  'app.update.disabledForTesting': true,
  'browser.safebrowsing.malware.enabled': false,
  'browser.safebrowsing.phishing.enabled': false,
  'browser.shell.checkDefaultBrowser': false,
  'datareporting.policy.dataSubmissionEnabled': false,
  'dom.disable_beforeunload': true,
  'extensions.systemAddon.update.enabled': false,
  // No window of a headless browser is in front, and without this none would hear of the focus.
  'focusmanager.testmode': true,
  'intl.accept_languages': 'en-GB, en',
  'layout.css.prefers-color-scheme.content-override': 1,
  'network.captive-portal-service.enabled': false,
  'network.connectivity-service.enabled': false,
  'network.prefetch-next': false,
  'remote.active-protocols': 1,
  'services.settings.server': 'data:,#remote-settings-dummy/v1',
  'toolkit.telemetry.reportingpolicy.firstRun': false,
  'ui.prefersReducedMotion': 1,
  // Its pictures leave scrollbars out, and show white where they are.
  'ui.useOverlayScrollbars': 1,
};

/** The socket that Firefox listens at: commands go out and answers come back, and events are heard. */
async function connect(address) {
  const { WebSocket } = load('ws');
  const socket = new WebSocket(address, { perMessageDeflate: false, maxPayload: 1 << 28 });
  await new Promise((resolve, reject) => socket.once('open', resolve).once('error', reject));
  const waiting = new Map();
  const heard = [];
  let count = 0;
  socket.on('message', (text) => {
    const message = JSON.parse(text);
    if (message.type === 'event') return heard.forEach((hear) => hear(message.method, message.params));
    const { resolve, reject } = waiting.get(message.id);
    waiting.delete(message.id);
    if (message.type === 'success') return resolve(message.result);
    return reject(new Error(`${message.error}: ${message.message}`));
  });
  socket.on('close', () => waiting.forEach(({ reject }) => reject(new Error('Firefox hung up.'))));
  const send = (method, params = {}) => new Promise((resolve, reject) => {
    count += 1;
    waiting.set(count, { resolve, reject });
    socket.send(JSON.stringify({ id: count, method, params }));
  });
  return { send, hear: (what) => heard.push(what), close: () => socket.close() };
}

/** What an event tells that must not happen; nothing where it is in order. */
function complaint(method, params, origin) {
  if (method === 'log.entryAdded') return params.level === 'error' ? `console: ${params.text}` : null;
  const { url } = params.request;
  if (method === 'network.responseCompleted') return params.response.status >= 400 ? `${params.response.status} ${url}` : null;
  return /^(data|blob|about):/.test(url) || new URL(url).origin === origin ? null : `request to ${url}`;
}

/** How Firefox tells that a page which is being replaced was still loading something, which is in order. */
const CUT_SHORT = /^console: (AbortError: The operation was aborted|TypeError: NetworkError when attempting to fetch resource|Failed to load .* A ServiceWorker intercepted the request and encountered an unexpected error)/;

/** Starts Firefox with a window of that size; `origin` is the only one that it may ask. */
export async function startFirefox({ width, height, origin }) {
  const profile = await mkdtemp(join(tmpdir(), 'tandem-firefox-'));
  const lines = Object.entries(PREFERENCES).map(([name, value]) => `user_pref(${JSON.stringify(name)}, ${JSON.stringify(value)});`);
  await writeFile(join(profile, 'user.js'), lines.join('\n'));
  const program = spawn(PROGRAM, ['--headless', '--no-remote', '--profile', profile, '--remote-debugging-port', '0'], { env: { ...process.env, HOME: profile }, stdio: ['ignore', 'ignore', 'pipe'] });
  const close = async () => {
    await ended(program);
    await rm(profile, { recursive: true, force: true, maxRetries: 5 });
  };
  try {
    const [, address] = await said(program, program.stderr, /WebDriver BiDi listening on (ws:\S+)/);
    const { send, hear, close: hangUp } = await connect(`${address}/session`);
    const { capabilities } = await send('session.new', { capabilities: {} });
    const complaints = [];
    hear((method, params) => {
      const told = complaint(method, params, origin);
      if (told) complaints.push(told);
    });
    // Of its windows, only one that was opened like this has the focus.
    const { context } = await send('browsingContext.create', { type: 'window' });
    await send('session.subscribe', { events: ['log.entryAdded', 'network.beforeRequestSent', 'network.responseCompleted'], contexts: [context] });
    await send('browsingContext.setViewport', { context, viewport: { width, height } });
    return {
      name: 'firefox',
      version: capabilities.browserVersion,
      goTo: (url) => send('browsingContext.navigate', { context, url, wait: 'complete' }),
      async reload() {
        const count = complaints.length;
        await send('browsingContext.reload', { context, wait: 'complete' });
        complaints.push(...complaints.splice(count).filter((told) => !CUT_SHORT.test(told)));
      },
      perform: (actions) => send('input.performActions', { context, actions }),
      async evaluate(source, json) {
        const answer = await send('script.callFunction', { functionDeclaration: source, arguments: [{ type: 'string', value: json }], awaitPromise: false, target: { context } });
        if (answer.type === 'exception') throw new Error(answer.exceptionDetails.text);
        return answer.result.value;
      },
      picture: async () => Buffer.from((await send('browsingContext.captureScreenshot', { context })).data, 'base64'),
      complaints: async () => complaints,
      async close() {
        hangUp();
        await close();
      },
    };
  } catch (error) {
    await close();
    throw error;
  }
}
