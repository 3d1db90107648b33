import assert from 'node:assert/strict';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { eventIdsOf } from '../../../src/cli/eventIds';
import { findings, hitsIn } from '../../../src/cli/findings';
import { type CliCase, loadPaths } from '../../../src/cli/load';
import { type Notice, noticeInWords } from '../../../src/cli/notice';
import type { Output } from '../../../src/cli/output';
import { loadRules } from '../../../src/detection';
import { record } from '../../fixtures/log';
import { KEY_PAIR_RULE } from '../../fixtures/rules';

/** Keeps what would be written. */
function recorder() {
  const messages: string[] = [];
  const lines: string[] = [];
  const output = {
    message: (text: string) => void messages.push(text),
    notice: (notice: Notice) => void messages.push(noticeInWords(notice)),
    status: () => undefined,
    line: (text: string) => void lines.push(text),
    jsonLine: (text: string) => void lines.push(text),
    json: (value: unknown) => void lines.push(JSON.stringify(value)),
    breathe: () => Promise.resolve(),
  } as unknown as Output;
  return { output, messages, lines };
}

describe('command line, when a log is gone after it was read', () => {
  let folder: string;
  const set = loadRules([{ path: 'rule.yml', text: KEY_PAIR_RULE }]);
  const made = (name: string): string => path.join(folder, name);

  beforeEach(() => {
    folder = fs.mkdtempSync(path.join(os.tmpdir(), 'cloudtrail-cli-'));
    const key = { eventName: 'CreateKeyPair', requestParameters: { keyName: 'door' } };
    const log = (...ids: string[]) =>
      JSON.stringify({ Records: ids.map((eventID, n) => record(n, { ...key, eventID })) });
    fs.writeFileSync(made('stays.json'), log('one'));
    fs.writeFileSync(made('goes.json'), log('two', 'three'));
  });
  afterEach(() => fs.rmSync(folder, { recursive: true }));

  async function loadedThenGone(output: Output): Promise<CliCase> {
    const loaded = await loadPaths([made('stays.json'), made('goes.json')], output);
    assert.equal(loaded.complete, true);
    fs.rmSync(made('goes.json'));
    return loaded;
  }

  it('says which and why, of how many events rules could not be asked, and counts as not complete', async () => {
    const { output, messages } = recorder();
    const loaded = await loadedThenGone(output);
    const hits = await hitsIn(loaded, set, output);
    assert.deepEqual(
      hits.map(({ row }) => loaded.paths[loaded.index.place(row).source]),
      [made('stays.json')],
    );
    assert.equal(messages.length, 2, messages.join('\n'));
    assert.match(messages[0] ?? '', /goes\.json: error: It was read once, but not again: There is no such file/);
    assert.match(messages[1] ?? '', /^error: 2 events that rules may be true of could not be looked at/);
    assert.equal(loaded.complete, false);
  });

  it('what was found before and is looked at for its place is passed over, said once', async () => {
    const { output, messages } = recorder();
    const loaded = await loadedThenGone(output);
    const visited: number[] = [];
    const rows = Array.from({ length: loaded.index.count }, (_, row) => row);
    await loaded.each(rows, (row) => void visited.push(row));
    await loaded.each(rows, () => undefined);
    assert.deepEqual(
      visited.map((row) => loaded.paths[loaded.index.place(row).source]),
      [made('stays.json')],
    );
    assert.equal(await loaded.bytesOf(loaded.paths.indexOf(made('goes.json'))), undefined);
    // of each look how many events it lacks
    assert.match(messages[0] ?? '', /goes\.json: error: It was read once, but not again: There is no such file/);
    assert.deepEqual(
      messages.slice(1),
      Array(2).fill('error: 2 events could not be looked at: their files were changed or can no longer be read.'),
    );
    assert.equal(loaded.complete, false);
  });

  it('so is what is another log by now, though its records are as long', async () => {
    const { output, messages } = recorder();
    const loaded = await loadPaths([made('stays.json'), made('goes.json')], output);
    const other = fs.readFileSync(made('goes.json'), 'utf8').replace('"two"', '"owt"');
    fs.writeFileSync(`${made('goes.json')}.new`, other);
    // on a quick machine both are written in one step of the file system's clock
    fs.utimesSync(`${made('goes.json')}.new`, 2_000_000_000, 2_000_000_000);
    fs.renameSync(`${made('goes.json')}.new`, made('goes.json'));
    const ids = await eventIdsOf(loaded, [0, 1, 2]);
    assert.deepEqual([...ids.values()], ['one']);
    assert.equal(await loaded.bytesOf(loaded.paths.indexOf(made('goes.json'))), undefined);
    assert.equal(messages.length, 2, messages.join('\n'));
    assert.match(
      messages[0] ?? '',
      /goes\.json: error: It was read once, but not again: The file was written to or repl/,
    );
    assert.match(messages[1] ?? '', /^error: 2 events could not be looked at/);
    assert.equal(loaded.complete, false);
  });

  it('places in UTF-16 are those of the file, also where only some records of it are asked for', async () => {
    const { output } = recorder();
    const log = fs.readFileSync(made('stays.json'), 'utf8');
    fs.writeFileSync(made('wide.json'), Buffer.from(`\ufeff${log}`, 'utf16le'));
    for (const isPart of [false, true]) {
      const loaded = await loadPaths([made('wide.json')], output);
      const { start, end } = loaded.index.place(0);
      assert.notEqual(await loaded.sourceOf(0, isPart ? [[start, end]] : undefined), undefined);
      assert.equal(loaded.fileOffset(0)(start), 2 + 2 * log.indexOf('{', 1));
    }
  });

  it('nothing is said, and the answer is true, when all is there', async () => {
    const { output, messages, lines } = recorder();
    assert.equal(
      await findings([made('stays.json'), made('goes.json')], { 'no-bundled': true, rules: [rules()] }, output),
      true,
    );
    assert.deepEqual([messages, lines.length], [[], 3]);
  });

  it('nothing is said of logs where what goes on beside them fails', async () => {
    const { output, messages } = recorder();
    const beside = new Promise((_, reject) => setTimeout(reject, 1, new Error('no rules')));
    await assert.rejects(loadPaths([made('stays.json'), made('gone.json')], output, { beside }), /no rules/);
    assert.deepEqual(messages, []);
  });

  function rules(): string {
    fs.mkdirSync(made('rules'));
    fs.writeFileSync(made('rules/rule.yml'), KEY_PAIR_RULE);
    return made('rules');
  }
});
