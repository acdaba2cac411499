// The server that the other tests trust: right types, compression, the policy, nothing outside the folder, staged answers.
import assert from 'node:assert/strict';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { request } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { CONTENT_SECURITY_POLICY, serveFolder } from './server.mjs';

let parent;
let server;

before(async () => {
  parent = await mkdtemp(join(tmpdir(), 'tandem-server-'));
  const folder = await mkdtemp(join(parent, 'dist-'));
  await writeFile(join(parent, 'secret.txt'), 'outside');
  await writeFile(join(folder, 'index.html'), '<p>page</p>');
  await writeFile(join(folder, 'a.wasm'), 'plain');
  await writeFile(join(folder, 'a.wasm.br'), 'brotli');
  await writeFile(join(folder, 'b.js'), 'fine');
  server = await serveFolder({ folder, base: '/sub/', replace: new Map([['b.js', { status: 503, body: 'down' }]]) });
});

after(async () => {
  await server.close();
  await rm(parent, { recursive: true });
});

/** The raw answer to a path, which `fetch` would tidy up before sending. */
const ask = (path, headers = {}) => new Promise((resolve, reject) => {
  const { hostname, port } = new URL(server.origin);
  request({ hostname, port, path, headers }, (response) => {
    let body = '';
    response.on('data', (part) => { body += part; }).on('end', () => resolve({ status: response.statusCode, headers: response.headers, body }));
  }).on('error', reject).end();
});

const CASES = [
  { path: '/sub/', status: 200, type: 'text/html; charset=utf-8', body: '<p>page</p>' },
  { path: '/sub/a.wasm', status: 200, type: 'application/wasm', body: 'plain' },
  { path: '/sub/a.wasm', accept: 'gzip, br', status: 200, type: 'application/wasm', encoding: 'br', body: 'brotli' },
  { path: '/sub/b.js', status: 503, body: 'down' },
  { path: '/', status: 404 },
  { path: '/sub/none.js', status: 404 },
  { path: '/sub/../secret.txt', status: 404 },
  { path: '/sub/..%2f..%2fsecret.txt', status: 404 },
  { path: '/sub/%ff', status: 404 },
];

for (const { path, accept, status, type, encoding, body } of CASES) {
  test(`${path}${accept ? ` accepting ${accept}` : ''} is ${status}`, async () => {
    const answer = await ask(path, accept ? { 'accept-encoding': accept } : {});
    assert.equal(answer.status, status);
    assert.equal(answer.headers['content-security-policy'], CONTENT_SECURITY_POLICY);
    assert.equal(answer.headers['content-encoding'], encoding);
    if (type) assert.equal(answer.headers['content-type'], type);
    if (body) assert.equal(answer.body, body);
  });
}
