import assert from 'node:assert/strict';
import fs from 'node:fs';
import { getPriority } from 'node:os';
import path from 'node:path';
import { Worker } from 'node:worker_threads';
import { build } from 'esbuild';

const MODULE = path.join(__dirname, '../../../src/platform/priority.ts');

/** Niceness of each thread of this process, by its number; none where the system does not tell. */
function nicenessOfThreads(): number[] {
  const tasks = '/proc/self/task';
  if (!fs.existsSync(tasks)) return [];
  return fs.readdirSync(tasks).map((thread) => {
    const stat = fs.readFileSync(path.join(tasks, thread, 'stat'), 'utf8');
    return Number(stat.slice(stat.lastIndexOf(')') + 2).split(' ')[16]);
  });
}

describe('a thread that stands back', () => {
  it('lets the others go first, and only itself', async () => {
    const before = getPriority();
    const { outputFiles } = await build({
      stdin: {
        contents: `import { standBack } from ${JSON.stringify(MODULE)}; import { parentPort } from 'node:worker_threads';
standBack(); parentPort.on('message', () => process.exit()); parentPort.postMessage('ready');`,
        resolveDir: __dirname,
      },
      bundle: true,
      platform: 'node',
      write: false,
    });
    const worker = new Worker(outputFiles[0]?.text ?? '', { eval: true });
    await new Promise((resolve, reject) => worker.once('message', resolve).once('error', reject));
    const seen = nicenessOfThreads();
    const ended = new Promise((resolve) => worker.once('exit', resolve));
    worker.postMessage('end');
    await ended;
    assert.equal(getPriority(), before);
    if (process.platform === 'linux')
      assert.equal(seen.filter((niceness) => niceness > before).length, 1, seen.join(' '));
  });
});
