import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { gzipSync } from 'node:zlib';
import * as vscode from 'vscode';
import { eventually, present } from './support/eventually';
import { logName, logText, record, removeWritten, SAMPLES, sample, write } from './support/files';
import { cleanUp, hoversAt, READABLE, symbolsOf } from './support/logs';

/** VS Code hides documents of more than 50 MB from extensions. */
const RECORDS = 50_000;
const NAMES = ['RunInstances', 'DescribeInstances', 'StopInstances', 'CreateSnapshot'];

const nameOf = (n: number): string => (n === 31_337 ? 'TerminateInstances' : (NAMES[n % NAMES.length] as string));

function largeLog(): string {
  const noise = (n: number): string => createHash('sha512').update(String(n)).digest('base64').repeat(2);
  return logText(
    ...Array.from({ length: RECORDS }, (_, n) =>
      record({
        eventName: nameOf(n),
        eventTime: new Date(Date.UTC(2026, 2, 14) + n * 1000).toISOString().replace('.000', ''),
        eventID: `7d1f3c0e-0000-4000-8000-${String(n).padStart(12, '0')}`,
        additionalEventData: { noise: noise(n), more: 'x'.repeat(600) },
      }),
    ),
  );
}

/** Numbers of the records that the active editor shows, counted from 1, and the editor. */
function shown(first: number, last: number): Promise<vscode.TextEditor> {
  return eventually(() => {
    const editor = present(vscode.window.activeTextEditor, 'active editor');
    assert.equal(editor.document.uri.scheme, READABLE);
    assert.deepEqual((JSON.parse(editor.document.uri.query) as unknown[]).slice(1), [first - 1, last - 1]);
    return editor;
  });
}

function lenses(document: vscode.TextDocument): Promise<vscode.CodeLens[]> {
  return eventually(async () => {
    const command = 'vscode.executeCodeLensProvider';
    const found = await vscode.commands.executeCommand<vscode.CodeLens[]>(command, document.uri);
    assert.ok(found.length > 0);
    return found;
  });
}

async function follow(editor: vscode.TextEditor, title: RegExp): Promise<void> {
  const lens = (await lenses(editor.document)).find(({ command }) => title.test(command?.title ?? ''));
  const { command, arguments: given = [] } = present(lens?.command, `lens ${title}`);
  await vscode.commands.executeCommand(command, ...(given as unknown[]));
}

const titles = async (editor: vscode.TextEditor): Promise<string[]> =>
  (await lenses(editor.document)).map(({ command }) => (command?.title ?? '').replace(/\$\([a-z-]+\) /g, ''));

/** Opens a log that no document can hold, and waits until all of it is read: its first records show before that. */
async function opened(source: vscode.Uri): Promise<vscode.TextEditor> {
  await vscode.commands.executeCommand('cloudtrail.inspect', source);
  const editor = await shown(1, 50);
  await eventually(async () => assert.match((await titles(editor))[0] ?? '', / of 50,000$/));
  return editor;
}

const selected = (editor: vscode.TextEditor, name: string): Promise<void> =>
  eventually(() => assert.equal(editor.document.getText(editor.selection), `"${name}"`));

const excerptTabs = (): readonly vscode.Tab[] =>
  vscode.window.tabGroups.all
    .flatMap(({ tabs }) => tabs)
    .filter(({ input }) => input instanceof vscode.TabInputText && input.uri.scheme === READABLE);

/** Reveals a row of the window's case as a click in the tree does; cases are numbered as they are opened. */
async function revealRow(row: number): Promise<void> {
  for (let n = 1; n < 100; n++) await vscode.commands.executeCommand('cloudtrail.revealEvent', `case:${n}`, row);
}

describe('A log that no document can hold', function () {
  this.timeout(120_000);
  let text: string;
  let compressed: Buffer;

  before(() => {
    text = largeLog();
    compressed = gzipSync(text, { level: 1 });
    assert.ok(text.length > 50 * 2 ** 20);
  });

  afterEach(async () => {
    await cleanUp();
    removeWritten();
  });

  for (const [what, ending] of [
    ['compressed', 'json.gz'],
    ['as it is', 'json'],
  ] as const) {
    const source = (): vscode.Uri => write(logName(ending), ending === 'json' ? text : compressed);

    it(`opens with its first records, and a line that says so: ${what}`, async () => {
      const editor = await opened(source());
      assert.deepEqual(await titles(editor), ['Only part of the log is shown: records 1 to 50 of 50,000', 'next']);
      assert.equal((await symbolsOf(editor.document)).length, 50);
      await follow(editor, /next/);
      const second = await shown(51, 100);
      await follow(second, /previous/);
      await shown(1, 50);
      assert.equal(excerptTabs().length, 1, 'one tab, however far one goes');
    });

    it(`shows its first records before its last ones are read: ${what}`, async () => {
      const joined = Buffer.concat(Array<Buffer>(8).fill(ending === 'json' ? Buffer.from(text) : compressed));
      for (const isAside of [false, true]) {
        let known = 8 * RECORDS;
        // a look may come late, when all of it was read already
        for (let looks = 0; looks < 5 && known === 8 * RECORDS; looks++) {
          if (isAside) await vscode.commands.executeCommand('cloudtrail.openCase', sample('morning'));
          await vscode.commands.executeCommand('cloudtrail.inspect', write(logName(ending), joined));
          const editor = await shown(1, 50);
          const [title = ''] = await titles(editor);
          known = Number(/ of ([\d,]+)$/.exec(title)?.[1]?.replaceAll(',', ''));
          assert.ok(known >= 50 && known <= 8 * RECORDS, title);
          await eventually(async () => assert.match((await titles(editor))[0] ?? '', / of 400,000$/));
          await cleanUp();
        }
        assert.ok(known < 8 * RECORDS, 'it was never seen before all of it was read');
      }
    });

    it(`shows an event of the tree alone, and leads on from it: ${what}`, async () => {
      await opened(source());
      await revealRow(31_337);
      const editor = await shown(31_338, 31_338);
      await selected(editor, 'TerminateInstances');
      const [hover] = await hoversAt(editor.document, editor.selection.active.translate(0, -3));
      assert.match(present(hover, 'hover').value, /TerminateInstances/);
      assert.deepEqual(await titles(editor), [
        'Only part of the log is shown: record 31,338 of 50,000',
        'previous event',
        'next event',
        'open with 50 neighbours',
      ]);
      await follow(editor, /next event/);
      const next = await shown(31_339, 31_339);
      await selected(next, nameOf(31_338));
      await follow(next, /previous event/);
      await follow(await shown(31_338, 31_338), /neighbours/);
      const around = await shown(31_313, 31_363);
      assert.equal((await symbolsOf(around.document)).length, 51);
      await selected(around, 'TerminateInstances');
    });
  }

  it('leads no further than its ends', async () => {
    await opened(write(logName('json.gz'), compressed));
    await revealRow(RECORDS - 1);
    const last = await shown(RECORDS, RECORDS);
    assert.ok(!(await titles(last)).includes('next event'));
    await vscode.commands.executeCommand('cloudtrail.nextRecords');
    await shown(RECORDS, RECORDS);
    await follow(last, /neighbours/);
    await shown(RECORDS - 25, RECORDS);
    await revealRow(0);
    const first = await shown(1, 1);
    assert.ok(!(await titles(first)).includes('previous event'));
    await vscode.commands.executeCommand('cloudtrail.previousRecords');
    await shown(1, 1);
  });

  it('leaves the case alone that is open', async () => {
    await vscode.commands.executeCommand('cloudtrail.openCase', vscode.Uri.joinPath(sample('pretty'), '..'));
    await follow(await opened(write(logName('json.gz'), compressed)), /next/);
    await shown(51, 100);
    await revealRow(0);
    await eventually(() => {
      const { document } = present(vscode.window.activeTextEditor, 'active editor');
      assert.ok(
        Object.values(SAMPLES).some((name) => document.uri.query.includes(name) || document.uri.path.endsWith(name)),
        document.uri.toString(),
      );
    });
  });

  it('says why when it holds no events', async () => {
    await vscode.commands.executeCommand(
      'cloudtrail.inspect',
      write('other.json', `{"a":"${'x'.repeat(51 * 2 ** 20)}"}`),
    );
    assert.equal(excerptTabs().length, 0);
  });
});
