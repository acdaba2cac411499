// Starts the web servers of Debian with the recipes of examples/hosting, in a temporary folder and on a free port.
import { execFileSync, spawn } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const RECIPES = join(import.meta.dirname, '../../examples/hosting');
const NGINX_BROTLI = '/usr/lib/nginx/modules/ngx_http_brotli_static_module.so';
const APACHE_MODULES = ['mpm_event', 'authz_core', 'alias', 'dir', 'mime', 'headers', 'rewrite'];

function nginx({ home, recipe }) {
  return `daemon off;
worker_processes 1;
pid ${home}/pid;
events { worker_connections 64; }
http {
  include /etc/nginx/mime.types;
  access_log off;
  client_body_temp_path ${home}/body; proxy_temp_path ${home}/proxy; fastcgi_temp_path ${home}/fastcgi; uwsgi_temp_path ${home}/uwsgi; scgi_temp_path ${home}/scgi;
  include ${recipe};
}
`;
}

function apache({ home, recipe, port }) {
  return `ServerRoot ${home}
ServerName localhost
PidFile ${home}/pid
ErrorLog ${home}/error.log
Listen 127.0.0.1:${port}
${APACHE_MODULES.map((name) => `LoadModule ${name}_module /usr/lib/apache2/modules/mod_${name}.so`).join('\n')}
User www-data
Group www-data
TypesConfig /etc/mime.types
DocumentRoot ${home}/www
<Directory />
  Require all denied
</Directory>
Include ${recipe}
`;
}

const caddy = ({ recipe }) => `{\n\tadmin off\n\tauto_https off\n}\nimport ${recipe}\n`;

const lighttpd = ({ home, recipe }) => `server.bind = "127.0.0.1"\nserver.errorlog = "${home}/error.log"\ninclude "${recipe}"\n`;

/** What a recipe stands in: the configuration around it, as a distribution brings it, and how the server is started with it. */
export const SERVERS = {
  nginx: { recipe: 'nginx.conf', wrap: nginx, command: (home) => ['nginx', '-p', home, '-c', 'main.conf', '-e', 'error.log'] },
  'nginx with brotli': {
    recipe: 'nginx.conf',
    change: (text) => text.replace('# brotli_static on;', 'brotli_static on;'),
    wrap: (files) => `load_module ${NGINX_BROTLI};\n${nginx(files)}`,
    command: (home) => ['nginx', '-p', home, '-c', 'main.conf', '-e', 'error.log'],
  },
  Apache: { recipe: 'apache.conf', wrap: apache, command: (home) => ['apache2', '-f', join(home, 'main.conf'), '-D', 'FOREGROUND'] },
  Caddy: { recipe: 'Caddyfile', wrap: caddy, command: (home) => ['caddy', 'run', '--config', join(home, 'main.conf'), '--adapter', 'caddyfile'] },
  lighttpd: { recipe: 'lighttpd.conf', wrap: lighttpd, command: (home) => ['lighttpd', '-D', '-f', join(home, 'main.conf')] },
};

/** A port that was free a moment ago. */
async function freePort() {
  const probe = createServer();
  await new Promise((resolve) => probe.listen(0, '127.0.0.1', resolve));
  const { port } = probe.address();
  await new Promise((resolve) => probe.close(resolve));
  return port;
}

/**
 * Starts a server over a copy of the release folder.
 * @param {(recipe: string) => string} [edit] what its owner changes in the recipe
 * @returns {Promise<{ url: string, folder: string, stop: () => Promise<void> }>} where Tandem is, the folder that is served, and how to end it
 */
export async function start(name, dist, edit = (text) => text) {
  const { recipe, change = (text) => text, wrap, command } = SERVERS[name];
  const home = mkdtempSync(join(tmpdir(), 'tandem-hosting-'));
  const port = await freePort();
  // Servers give up root's rights and must still reach what they serve.
  execFileSync('chmod', ['755', home]);
  const folder = join(home, 'www/tandem');
  cpSync(dist, folder, { recursive: true });
  mkdirSync(join(home, 'cache'));
  const text = edit(change(readFileSync(join(RECIPES, recipe), 'utf8')));
  const moved = text
    .replaceAll('/srv/www', join(home, 'www'))
    .replaceAll('/var/cache/lighttpd/tandem', join(home, 'cache'))
    .replace('listen 8080;', `listen 127.0.0.1:${port};`)
    .replace(/^:8080 \{/m, `:${port} {\n\tbind 127.0.0.1`)
    .replace('server.port = 8080', `server.port = ${port}`);
  const file = join(home, recipe);
  writeFileSync(file, moved);
  writeFileSync(join(home, 'main.conf'), wrap({ home, port, recipe: file }));

  const [program, ...words] = command(home);
  const surroundings = { ...process.env, PATH: `${process.env.PATH}:/usr/sbin`, XDG_DATA_HOME: home, XDG_CONFIG_HOME: home };
  const server = spawn(program, words, { cwd: home, env: surroundings, stdio: ['ignore', 'pipe', 'pipe'] });
  let said = '';
  for (const stream of [server.stdout, server.stderr]) stream.on('data', (bytes) => { said += bytes; });
  const ended = new Promise((resolve) => { server.once('exit', resolve); server.once('error', (error) => { said += error; resolve(); }); });
  const stop = async () => {
    server.kill('SIGTERM');
    await ended;
    rmSync(home, { recursive: true, force: true });
  };
  const url = `http://127.0.0.1:${port}/tandem/`;
  try {
    await untilAnswers(url, ended);
  } catch (error) {
    await stop();
    throw new Error(`${name} did not start: ${error.message}\n${said}`);
  }
  return { url, folder, stop };
}

/** Waits until a server answers, or fails once its process has ended. */
async function untilAnswers(url, ended) {
  let isOver = false;
  ended.then(() => { isOver = true; });
  for (let wait = 20; !isOver; wait = Math.min(2 * wait, 500)) {
    const answer = await fetch(url).catch(() => null);
    await answer?.arrayBuffer();
    if (answer) return;
    await Promise.race([ended, new Promise((resolve) => setTimeout(resolve, wait))]);
  }
  throw new Error('it ended');
}
