// A static server for tests: a folder under a sub-path, brotli where the browser takes it, and the policy that the app must live with.
import { createServer } from 'node:http';
import { readFile, stat } from 'node:fs/promises';
import { extname, join, normalize, sep } from 'node:path';

/** The strictest policy the app promises to work under. */
export const CONTENT_SECURITY_POLICY =
  "default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; style-src 'self'; connect-src 'self'; img-src 'self' data:; worker-src 'self'; manifest-src 'self'; base-uri 'self'";

const TYPES = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.mjs': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.wasm': 'application/wasm',
  '.json': 'application/json; charset=utf-8',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
  '.ico': 'image/x-icon',
  '.webmanifest': 'application/manifest+json',
};

const isFile = (path) => stat(path).then((found) => found.isFile(), () => false);

/** The file below the folder that a request asks for, or null when it is outside the sub-path or the folder. */
function fileFor(folder, base, url) {
  let path;
  try {
    path = decodeURIComponent(new URL(url, 'http://local').pathname);
  } catch {
    return null;
  }
  if (!path.startsWith(base)) return null;
  const inside = path.slice(base.length) || 'index.html';
  const file = normalize(join(folder, inside.endsWith('/') ? `${inside}index.html` : inside));
  return file.startsWith(folder + sep) ? file : null;
}

/**
 * Serves a folder on a free port.
 * @param {{ folder: string, base?: string, policy?: string | null, port?: number, more?: Record<string, string>, replace?: Map<string, {status?: number, type?: string, body: string}> }} options
 *   `base` begins and ends with a slash; `replace` answers some paths below it with something else, to stage faults;
 *   `port` is for a server that comes back; `more` are headers of every answer.
 * @returns {Promise<{ origin: string, url: string, close: () => Promise<void> }>}
 */
export async function serveFolder({ folder, base = '/', policy = CONTENT_SECURITY_POLICY, port = 0, more = {}, replace = new Map() }) {
  const server = createServer(async (request, response) => {
    const headers = { 'cache-control': 'no-cache', 'x-content-type-options': 'nosniff', vary: 'accept-encoding', ...more };
    if (policy) headers['content-security-policy'] = policy;
    const file = fileFor(folder, base, request.url ?? '/');
    const staged = file && replace.get(file.slice(folder.length + 1).split(sep).join('/'));
    if (staged) {
      response.writeHead(staged.status ?? 200, { ...headers, 'content-type': staged.type ?? 'text/plain; charset=utf-8' }).end(staged.body);
      return;
    }
    if (!file || !(await isFile(file))) {
      response.writeHead(404, { ...headers, 'content-type': 'text/plain; charset=utf-8' }).end('Not found\n');
      return;
    }
    headers['content-type'] = TYPES[extname(file)] ?? 'application/octet-stream';
    const takesBrotli = /\bbr\b/.test(String(request.headers['accept-encoding'] ?? ''));
    const compressed = takesBrotli && (await isFile(`${file}.br`));
    if (compressed) headers['content-encoding'] = 'br';
    const body = await readFile(compressed ? `${file}.br` : file);
    response.writeHead(200, { ...headers, 'content-length': body.length }).end(request.method === 'HEAD' ? undefined : body);
  });
  await new Promise((resolve, reject) => server.once('error', reject).listen(port, '127.0.0.1', resolve));
  const origin = `http://127.0.0.1:${server.address().port}`;
  const close = () => new Promise((resolve) => { server.close(resolve); server.closeAllConnections(); });
  return { origin, url: origin + base, close };
}
