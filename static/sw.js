// The copy of Tandem that stays in the browser, so that it starts without a network. `xtask/offline.mjs` fills in the two constants
// below and puts this file into the release folder. It keeps exactly the files of one version, each checked against its content's
// hash, answers for them and for nothing else, and takes over from the version before only when a person asks for it.
const VERSION = '';
/** The files of this version: their addresses below this one, and the SHA-256 of their content. '' is the page itself. */
const FILES = {};

const SCOPE = self.registration.scope;
// Several copies of Tandem may live at one origin, below different paths.
const PREFIX = `tandem ${SCOPE} `;
const CACHE = PREFIX + VERSION;
/** Files of an older version, which a tab that has not been reloaded may still ask for. Their names change with their content. */
const NAMED_BY_CONTENT = /^[\w-]+-[0-9a-f]{12,}[\w-]*\.(js|css|wasm)$/;
// The server says that an answer depends on what compression the browser takes; what is kept is unpacked.
const ANY_VARIANT = { ignoreVary: true };

const addressOf = (name) => new URL(name, SCOPE).href;
/** What a version's cache holds besides its files from the moment when it takes over. Nothing is ever served under this name. */
const RAN = addressOf('?ran');

async function ownCaches() {
  return (await caches.keys()).filter((name) => name.startsWith(PREFIX));
}

async function hashOf(answer) {
  const digest = new Uint8Array(await crypto.subtle.digest('SHA-256', await answer.clone().arrayBuffer()));
  return Array.from(digest, (byte) => byte.toString(16).padStart(2, '0')).join('');
}

/** The right file from an older version's cache, the browser's own cache or the network, in this order. */
async function fetchRight(name, hash, older) {
  for (const cache of older) {
    const kept = await cache.match(addressOf(name), ANY_VARIANT);
    if (kept && (await hashOf(kept)) === hash) return kept;
  }
  for (const mode of ['default', 'reload']) {
    const answer = await fetch(addressOf(name), { cache: mode, priority: 'low' });
    if (!answer.ok || (await hashOf(answer)) !== hash) continue;
    // The browser refuses an answer for the page that came by a redirection.
    return answer.redirected ? new Response(await answer.blob(), { headers: answer.headers }) : answer;
  }
  throw new Error(`${name || 'the page'} of version ${VERSION} is not there`);
}

/** Keeps every file or none: half a version would fail later, without a network to help. */
async function install() {
  const older = await Promise.all((await ownCaches()).map((name) => caches.open(name)));
  const cache = await caches.open(CACHE);
  try {
    await Promise.all(Object.entries(FILES).map(async ([name, hash]) => cache.put(addressOf(name), await fetchRight(name, hash, older))));
  } catch (error) {
    await caches.delete(CACHE);
    throw error;
  }
}

/** One older version is left for tabs that still run it: the newest that ever ran. One that only waited, no tab runs. */
async function activate() {
  await (await caches.open(CACHE)).put(RAN, new Response());
  const older = (await ownCaches()).filter((name) => name !== CACHE);
  const ran = await Promise.all(older.map((name) => caches.match(RAN, { cacheName: name })));
  // Versions from before this mark carry none.
  const left = older.findLast((_, place) => ran[place]) ?? older.at(-1);
  await Promise.all(older.filter((name) => name !== left).map((name) => caches.delete(name)));
  await self.clients.claim();
}

async function answerFor(request, name) {
  try {
    const address = addressOf(name);
    const kept = await caches.match(address, { ...ANY_VARIANT, cacheName: CACHE });
    if (kept) return kept;
    for (const cache of await ownCaches()) {
      const older = await caches.match(address, { ...ANY_VARIANT, cacheName: cache });
      if (older) return older;
    }
  } catch {
    // A storage that can't be read is as good as none.
  }
  return fetch(request);
}

/** The file that a request is for, or null when it is none of ours. */
function nameOf(request) {
  const { origin, pathname } = new URL(request.url);
  const address = origin + pathname;
  if (request.method !== 'GET' || !address.startsWith(SCOPE)) return null;
  const name = address.slice(SCOPE.length).replace(/^index\.html$/, '');
  return Object.hasOwn(FILES, name) || NAMED_BY_CONTENT.test(name) ? name : null;
}

self.addEventListener('install', (event) => event.waitUntil(install()));
self.addEventListener('activate', (event) => event.waitUntil(activate()));
self.addEventListener('fetch', (event) => {
  const name = nameOf(event.request);
  if (name !== null) event.respondWith(answerFor(event.request, name));
});
self.addEventListener('message', (event) => {
  if (event.data === 'take over') event.waitUntil(self.skipWaiting());
});
