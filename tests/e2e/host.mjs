// A page of somebody else, on another origin and under a policy of its own, with calculators of the app in it.
import { createServer } from 'node:http';

/**
 * Serves pages that stand around the app's frames.
 * @param {string} appOrigin the origin that scripts and frames may come from
 * @returns {Promise<{ origin: string, put: (path: string, body: string) => string, close: () => Promise<void> }>}
 */
export async function serveHost(appOrigin) {
  const pages = new Map();
  const policy = `default-src 'none'; script-src 'self' ${appOrigin}; style-src 'self'; frame-src 'self' ${appOrigin}; base-uri 'none'; form-action 'none'`;
  const server = createServer((request, response) => {
    const found = pages.get(new URL(request.url, 'http://local').pathname);
    if (found === undefined) {
      response.writeHead(404, { 'content-type': 'text/plain' }).end();
      return;
    }
    const type = request.url.endsWith('.js') ? 'text/javascript' : request.url.endsWith('.css') ? 'text/css' : 'text/html';
    response.writeHead(200, { 'content-type': `${type}; charset=utf-8`, 'content-security-policy': policy }).end(found);
  });
  await new Promise((resolve, reject) => server.once('error', reject).listen(0, '127.0.0.1', resolve));
  // Another name of the same machine is another site, as a partner's page would be.
  const origin = `http://localhost:${server.address().port}`;
  const put = (path, body) => { pages.set(path, body); return origin + path; };
  const close = () => new Promise((resolve) => { server.close(resolve); server.closeAllConnections(); });
  return { origin, put, close };
}
