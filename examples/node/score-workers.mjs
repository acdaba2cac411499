// node score-workers.mjs partners.csv scored.csv [threads]: the same on several threads, each with an engine of its own.
import { once } from 'node:events';
import { createReadStream, createWriteStream } from 'node:fs';
import { availableParallelism } from 'node:os';
import { finished } from 'node:stream/promises';
import { Worker, isMainThread, parentPort } from 'node:worker_threads';
import { MARKS, ROWS_AT_ONCE, score } from './scoring.mjs';
import { line, progress, readGroups, writeGroup } from './table.mjs';

if (isMainThread) await lead();
else parentPort.on('message', (marks) => parentPort.postMessage(score(marks)));

/** Reads, hands groups out to threads, and writes what they answer in the order of the list. */
async function lead() {
  const [from, to, threads = availableParallelism()] = process.argv.slice(2);
  if (!from || !to || !/^[1-9]\d{0,2}$/.test(String(threads))) throw new Error('node score-workers.mjs partners.csv scored.csv [threads]');
  const workers = Array.from({ length: Number(threads) }, () => new Worker(new URL(import.meta.url)));
  const out = createWriteStream(to);
  out.write(line(['name', ...MARKS, 'score', 'tier', 'problem']));
  const told = progress();
  try {
    // As many groups are under way as there are threads: the oldest is written before the next is read.
    const underWay = [];
    const settle = async () => {
      const { group, answer } = underWay.shift();
      await writeGroup(out, group, await answer);
      told.add(group.names.length);
    };
    let turn = 0;
    for await (const group of readGroups(createReadStream(from), MARKS, ROWS_AT_ONCE)) {
      if (underWay.length === workers.length) await settle();
      underWay.push({ group, answer: ask(workers[turn], group.marks) });
      turn = (turn + 1) % workers.length;
    }
    while (underWay.length) await settle();
    out.end();
    await finished(out);
    told.end();
  } finally {
    await Promise.all(workers.map((worker) => worker.terminate()));
  }
}

/** One thread's answer. It has one question at a time; an error of the thread becomes one of ours. */
async function ask(worker, marks) {
  const answer = once(worker, 'message');
  worker.postMessage(marks);
  return (await answer)[0];
}
