import assert from 'node:assert/strict';
import { spawnSync, type SpawnSyncOptions } from 'node:child_process';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { gzipSync } from 'node:zlib';
import { record, s3 } from '../../fixtures/log';

const DIST = path.resolve(__dirname, '../../../dist');
/** Who owns nothing and may read nothing but what all may. */
const NOBODY = 65_534;

/** Permissions bind everybody but root: root runs the program as nobody. */
const asBound: SpawnSyncOptions = process.getuid?.() === 0 ? { uid: NOBODY, gid: NOBODY } : {};

describe('command line, where permissions bind it', function () {
  this.timeout(60_000);
  let folder: string;
  let program: string;

  before(function () {
    folder = fs.mkdtempSync(path.join(os.tmpdir(), 'cloudtrail-permission-'));
    fs.chmodSync(folder, 0o755);
    // the checkout may stand where nobody else may look
    program = path.join(folder, 'program');
    fs.mkdirSync(program);
    for (const name of ['cli.js', 'scanner.js', 'fast-scanner.wasm'])
      fs.copyFileSync(path.join(DIST, name), path.join(program, name));
    fs.mkdirSync(path.join(folder, 'logs'));
    write('a.json', s3(record(1), record(2)));
    write('b.json', s3(record(3)), 0o000);
    write('c.json.gz', gzipSync(s3(record(4))), 0o000);
    fs.mkdirSync(path.join(folder, 'logs/closed'));
    write('closed/d.json', s3(record(5)));
    fs.chmodSync(path.join(folder, 'logs/closed'), 0o000);
    const denied = spawnSync(process.execPath, ['-e', `fs.readFileSync(${JSON.stringify(at('b.json'))})`], asBound);
    // a file system without permissions, or a user that may not become another one
    if (!/EACCES/.test(String(denied.stderr))) this.skip();
  });
  after(() => {
    if (fs.existsSync(at('closed'))) fs.chmodSync(at('closed'), 0o755);
    fs.rmSync(folder, { recursive: true, force: true });
  });

  const at = (name: string): string => path.join(folder, 'logs', name);
  const write = (name: string, content: string | Uint8Array, mode = 0o644): void => {
    fs.writeFileSync(at(name), content);
    fs.chmodSync(at(name), mode);
  };
  const run = (...paths: readonly string[]) => {
    const args = [path.join(program, 'cli.js'), 'events', ...paths];
    const { status, stdout, stderr } = spawnSync(process.execPath, args, { ...asBound, encoding: 'utf8' });
    const names = stdout
      .split('\n')
      .filter((line) => line !== '')
      .map((line) => (JSON.parse(line) as { eventName: string }).eventName);
    return { status, names, messages: String(stderr).trim().split('\n') };
  };

  it('names a file and a folder that it may not read, and answers about the rest', () => {
    const { status, names, messages } = run(at(''));
    assert.equal(status, 3);
    assert.deepEqual(names, ['Event1', 'Event2']);
    assert.deepEqual(messages, [
      `${at('b.json')}: error: Permission to read the file is denied.`,
      `${at('c.json.gz')}: error: Permission to read the file is denied.`,
      `${at('closed')}: error: Permission to read the folder is denied.`,
    ]);
  });

  it('does so where nothing else is asked for', () => {
    for (const name of ['b.json', 'c.json.gz'])
      assert.deepEqual(run(at(name)), {
        status: 3,
        names: [],
        messages: [`${at(name)}: error: Permission to read the file is denied.`],
      });
  });

  it('says the same of large files, which threads of their own read', () => {
    for (const name of ['large1.json', 'large2.json', 'large3.json']) {
      const open = name !== 'large2.json';
      write(name, `${s3(record(open ? 6 : 7))}${' '.repeat(5 << 20)}`, open ? 0o644 : 0o000);
    }
    const { status, names, messages } = run(at('large1.json'), at('large2.json'), at('large3.json'));
    assert.equal(status, 3);
    assert.deepEqual(names, ['Event6']);
    assert.deepEqual(messages, [`${at('large2.json')}: error: Permission to read the file is denied.`]);
  });
});
