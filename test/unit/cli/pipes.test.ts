import assert from 'node:assert/strict';
import { execFileSync, spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import path from 'node:path';
import { Pipes } from '../../../src/cli/pipes';
import { temporaryFolder } from '../../../scripts/vscode/temporary';
import { type Answer, CLI, cli, inFolder, LOGS, ROOT } from './support';

const LOG = path.join(ROOT, LOGS[0]);

/** Runs the built program in a shell, as `$CLI`; LOG is a sample. */
function shell(script: string): Answer {
  const env = { ...process.env, CLI: `${process.execPath} ${CLI}`, LOG };
  const { status, stdout, stderr } = spawnSync('bash', ['-c', script], { cwd: ROOT, encoding: 'utf8', env });
  return {
    code: status,
    text: stdout,
    messages: stderr,
    // not of SARIF, which is one object over all lines
    get lines() {
      return stdout
        .split('\n')
        .filter((line) => line.startsWith('{"'))
        .map((line) => JSON.parse(line) as Record<string, unknown>);
    },
  };
}

/** What is found, wherever it was read. */
function withoutSource(lines: Answer['lines']): unknown[] {
  return lines.map((line) => ({ ...line, source: '' }));
}

describe('command line, logs from pipes', () => {
  for (const [name, script] of [
    ['standard input', 'cat $LOG | $CLI findings -'],
    ['packed', 'gzip -c $LOG | $CLI findings -'],
    ['by its path', 'cat $LOG | $CLI findings /dev/stdin'],
    ['a file as standard input', '$CLI findings - <$LOG'],
    ['a process', '$CLI findings <(cat $LOG)'],
  ] as const) {
    it(`finds in it what it finds in the file: ${name}`, () => {
      const { code, lines, messages } = shell(script);
      assert.deepEqual([code, messages], [0, '']);
      assert.ok(lines.length > 0);
      assert.deepEqual(withoutSource(lines), withoutSource(cli('findings', LOG).lines));
    });
  }

  it('names standard input as the source, in SARIF too, and takes it once', () => {
    const { lines } = shell('cat $LOG | $CLI findings - - /dev/stdin');
    assert.deepEqual(new Set(lines.map(({ source }) => source)), new Set(['<stdin>']));
    assert.equal(lines.length, cli('findings', LOG).lines.length);
    const { code, text } = shell('cat $LOG | $CLI findings - --format sarif');
    assert.equal(code, 0);
    assert.match(text, /"uri":"%3Cstdin%3E"/);
  });

  it('reads lines of JSON beside files, each command', () => {
    const files = cli('events', ...LOGS).lines;
    const { code, lines } = shell(`$CLI events $LOG | $CLI events - ${LOGS[1]}`);
    assert.equal(code, 0);
    assert.equal(lines.length, files.length);
    const grouped = shell('cat $LOG | $CLI group eventName -');
    assert.deepEqual(grouped.text, cli('group', 'eventName', LOG).text);
  });

  it('tells how much of it came while it is read', async () => {
    const pipe = path.join(temporaryFolder('pipe'), 'p');
    execFileSync('mkfifo', [pipe]);
    const writer = spawn('dd', ['if=/dev/zero', `of=${pipe}`, 'bs=1000', 'count=500'], { stdio: 'ignore' });
    const sizes: number[] = [];
    const [log] = await Promise.all([new Pipes().take(pipe, (size) => sizes.push(size)), once(writer, 'close')]);
    assert.equal(log.size, 500_000);
    assert.ok(sizes.length > 1);
    assert.deepEqual(
      sizes,
      [...sizes].sort((a, b) => a - b),
    );
    assert.equal(sizes.at(-1), 500_000);
  });

  it('reads a named pipe', () =>
    inFolder((folder) => {
      const { code, lines } = shell(`mkfifo ${folder}/p; cat $LOG >${folder}/p & $CLI events ${folder}/p`);
      assert.equal(code, 0);
      assert.equal(lines.length, cli('events', LOG).lines.length);
    }));

  it('says what is wrong with what came: nothing, or packed data that is cut off', () => {
    const empty = shell('$CLI summary - </dev/null');
    assert.match(empty.messages, /^<stdin>.*empty/);
    const cut = shell('gzip -c $LOG | head -c 300 | $CLI summary -');
    assert.equal(cut.code, 3);
    assert.match(cut.messages, /^<stdin>.*error: /);
  });

  it('ends at the cap and keeps none of it, which it says', async () => {
    const { failure } = await new Pipes(10).take(LOG);
    assert.match(failure ?? '', /^More than 10 bytes came/);
  });
});
