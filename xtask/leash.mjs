// Runs a program and ends it when whoever started this script is gone, however that happened: node leash.mjs PROGRAM ARGUMENT...
// A closed input is the only sign of it that every platform gives.
import { spawn } from 'node:child_process';

const [program, ...words] = process.argv.slice(2);
const child = spawn(program, words, { stdio: ['ignore', 'inherit', 'inherit'] });
child.on('error', (error) => {
  console.error(`${program}: ${error.message}`);
  process.exit(1);
});
child.on('exit', (code, signal) => process.exit(signal ? 1 : (code ?? 1)));
process.stdin.on('close', () => child.kill()).resume();
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, () => child.kill());
