// Programs that run beside the tests: waiting for what they say, and ending them.

/** How long a program may take to begin, also on a slow machine that does much else. */
const PATIENCE_MS = 60_000;

/** Waits until a program says something, and gives what the pattern found. */
export function said(program, stream, pattern) {
  return new Promise((resolve, reject) => {
    let heard = '';
    const give = (what) => () => reject(new Error(`${program.spawnfile} ${what}: ${heard}`));
    const timer = setTimeout(give('did not begin'), PATIENCE_MS);
    program.once('error', (error) => { clearTimeout(timer); reject(error); });
    program.once('exit', give('ended at once'));
    stream.setEncoding('utf8').on('data', (text) => {
      heard += text;
      const found = pattern.exec(heard);
      if (!found) return;
      clearTimeout(timer);
      resolve(found);
    });
  });
}

/** Ends a program, and waits until it is gone. */
export async function ended(program) {
  if (program.exitCode !== null || program.signalCode !== null || program.pid === undefined) return;
  const gone = new Promise((resolve) => program.once('exit', resolve));
  program.kill('SIGTERM');
  const insist = setTimeout(() => program.kill('SIGKILL'), 5_000);
  await gone;
  clearTimeout(insist);
}
