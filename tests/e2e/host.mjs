// A page of somebody else, on another origin and under a policy of its own, with calculators of the app in it.
import { createServer } from 'node:http';

/**
 * Serves pages that stand around the app's frames.
 * @param {string | (() => string)} appOrigin the origin that scripts and frames may come from; a function where it is known later
 * @returns {Promise<{ origin: string, put: (path: string, body: string) => string, close: () => Promise<void> }>}
 */
export async function serveHost(appOrigin) {
  const pages = new Map();
  const policyFor = (app) => `default-src 'none'; script-src 'self' ${app}; style-src 'self'; frame-src 'self' ${app}; base-uri 'none'; form-action 'none'`;
  const server = createServer((request, response) => {
    const found = pages.get(new URL(request.url, 'http://local').pathname);
    if (found === undefined) {
      response.writeHead(404, { 'content-type': 'text/plain' }).end();
      return;
    }
    const policy = policyFor(typeof appOrigin === 'function' ? appOrigin() : appOrigin);
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
