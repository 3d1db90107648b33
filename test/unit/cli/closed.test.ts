import assert from 'node:assert/strict';
import { spawn, spawnSync } from 'node:child_process';
import fs from 'node:fs';
import { CLI, cli, LOGS, ROOT } from './support';

describe('command line: what reads it', function () {
  this.timeout(60_000);

  it('gives its whole answer where nobody reads its messages to the end', async () => {
    const whole = cli('findings', LOGS[0]);
    assert.ok(whole.lines.length > 0);
    const child = spawn(process.execPath, [CLI, 'findings', LOGS[0], 'no-such-file'], { cwd: ROOT });
    child.stderr.destroy();
    let answer = '';
    child.stdout.setEncoding('utf8').on('data', (text: string) => (answer += text));
    const code = await new Promise((done) => child.on('close', done));
    assert.deepEqual([code, answer], [3, whole.text]);
  });

  it('says that its answer cannot be written', function () {
    if (!fs.existsSync('/dev/full')) return this.skip();
    const full = fs.openSync('/dev/full', 'w');
    try {
      const stdio = ['ignore', full, 'pipe'] as const;
      const { status, stderr } = spawnSync(process.execPath, [CLI, 'summary', LOGS[0]], {
        ...{ cwd: ROOT, encoding: 'utf8', stdio: [...stdio] },
      });
      assert.deepEqual([status, stderr], [1, 'The answer cannot be written: the disk is full.\n']);
    } finally {
      fs.closeSync(full);
    }
  });
});
