import assert from 'node:assert/strict';
import fs from 'node:fs';
import { gzipSync } from 'node:zlib';
import * as vscode from 'vscode';
import { readableLayout } from '../../src/reading/json/layout';
import { eventually } from './support/eventually';
import { logName, logText, record, removeWritten, write, writeGzip } from './support/files';
import { activeLog, cleanUp, configure, inspect, openReadable, problemsOf, READABLE, symbolsOf } from './support/logs';

/** More than is laid out at once. */
const COUNT = 6000;
const text = logText(
  ...Array.from({ length: COUNT }, (_, n) => record({ eventName: n === COUNT - 1 ? 'DeleteFlowLogs' : `Event${n}` })),
);
const laidOut = Buffer.from(readableLayout(Buffer.from(text))).toString();

const tabs = (): string[] =>
  vscode.window.tabGroups.all
    .flatMap((group) => group.tabs)
    .map(({ input }) => (input instanceof vscode.TabInputText ? input.uri.scheme : 'no text'));

/** What a document holds each time that the editor tells of it. */
function watchTexts(): { readonly texts: string[]; stop(): void } {
  const texts: string[] = [];
  const see = (document: vscode.TextDocument): void => {
    if (document.uri.scheme === READABLE) texts.push(document.getText());
  };
  const listening = vscode.Disposable.from(
    vscode.workspace.onDidOpenTextDocument(see),
    vscode.workspace.onDidChangeTextDocument(({ document }) => see(document)),
  );
  return { texts, stop: () => void listening.dispose() };
}

describe('A large log', () => {
  afterEach(async () => {
    await cleanUp();
    removeWritten();
  });

  for (const [kind, make] of [
    ['compressed', () => writeGzip(text)],
    ['on one line', () => write(logName('json'), text)],
  ] as const) {
    it(`${kind} shows its first records, and grows to the whole log in place`, async () => {
      const watched = watchTexts();
      const faults: string[] = [];
      const problems = vscode.languages.onDidChangeDiagnostics(({ uris }) => {
        for (const uri of uris)
          faults.push(...vscode.languages.getDiagnostics(uri).map(({ severity, message }) => `${severity} ${message}`));
      });
      try {
        const source = make();
        const document = await openReadable(source);
        await eventually(() => assert.equal(document.getText(), laidOut));
        const [first = '', ...later] = watched.texts;
        assert.match(first, /^\{\n {2}"Records": \[\n {4}\{\n[^]*\n {4}\}$/, 'whole records');
        assert.ok(first.length < laidOut.length / 2 && laidOut.startsWith(first));
        assert.deepEqual(
          later.map((one) => one === laidOut),
          [true],
          'it grows once',
        );
        await eventually(async () => assert.equal((await symbolsOf(document)).length, COUNT));
        await problemsOf(document, (found) =>
          found.some(({ range }) => document.getText(range) === '"DeleteFlowLogs"'),
        );
        assert.ok(!faults.some((fault) => /cut off|ends before/i.test(fault)), faults.join('\n'));
        await eventually(() => assert.deepEqual(tabs(), [READABLE]));
      } finally {
        watched.stop();
        problems.dispose();
      }
    });
  }

  it('that is opened by two clicks has one tab, which stays', async () => {
    const source = write(logName('json'), text);
    const click = (preview: boolean): void => void vscode.commands.executeCommand('vscode.open', source, { preview });
    click(true);
    await eventually(() => assert.equal(tabs().length, 1));
    click(false);
    await eventually(() => {
      const [tab, ...others] = vscode.window.tabGroups.all.flatMap((group) => group.tabs);
      assert.deepEqual([others.length, tab?.isPreview], [0, false]);
      assert.deepEqual(tabs(), [READABLE]);
    });
    const { document } = await activeLog(source, READABLE);
    await eventually(() => assert.equal(document.getText(), laidOut));
    assert.deepEqual(tabs(), [READABLE]);
  });

  it('keeps the cursor where it was put before it had grown', async () => {
    const source = writeGzip(text);
    await vscode.commands.executeCommand('vscode.open', source);
    const editor = await activeLog(source, READABLE);
    editor.selection = new vscode.Selection(5, 3, 5, 9);
    await eventually(() => assert.equal(editor.document.getText(), laidOut));
    assert.deepEqual([editor.selection.start.line, editor.selection.end.character], [5, 9]);
  });

  it('is whole when "Inspect as CloudTrail Log" is done', async () => {
    const document = await inspect(writeGzip(text));
    assert.equal(document.getText(), laidOut);
  });

  it('has the size of all its text for who asks of its file', async () => {
    const { uri } = await inspect(writeGzip(text));
    assert.equal((await vscode.workspace.fs.stat(uri)).size, Buffer.byteLength(laidOut));
    assert.equal((await vscode.workspace.fs.readFile(uri)).length, Buffer.byteLength(laidOut));
  });

  it('shows what its file says now, when that changes while it grows', async () => {
    const source = writeGzip(text);
    await vscode.commands.executeCommand('vscode.open', source);
    const { document } = await activeLog(source, READABLE);
    const changed = text.replaceAll('"Event', '"Other');
    const changedLayout = Buffer.from(readableLayout(Buffer.from(changed))).toString();
    // a change that comes before the editor's watcher stands is not seen
    await eventually(async () => {
      fs.writeFileSync(source.fsPath, gzipSync(changed));
      await eventually(() => assert.equal(document.getText(), changedLayout), 2000);
    });
    assert.equal((await vscode.workspace.fs.stat(document.uri)).size, Buffer.byteLength(changedLayout));
  });

  it('that is closed before it has grown opens again as any other', async () => {
    const source = writeGzip(text);
    await vscode.commands.executeCommand('vscode.open', source);
    await activeLog(source, READABLE);
    await cleanUp();
    const document = await openReadable(source);
    await eventually(() => assert.equal(document.getText(), laidOut));
    await eventually(async () => assert.equal((await symbolsOf(document)).length, COUNT));
  });

  it('on one line stays raw where the setting says so, and names what is drawn of the line alone', async () => {
    await configure('cloudtrail.openAs', 'raw');
    const source = write(
      logName('json'),
      text.replaceAll('"userName":"alice"', '"accessKeyId":"ASIAY34FZKBOKMUTVV7A"'),
    );
    await vscode.commands.executeCommand('vscode.open', source);
    const { document } = await activeLog(source);
    await symbolsOf(document);
    assert.equal(document.lineCount, 1);
    const line = document.lineAt(0).range;
    const hints = await eventually(async () => {
      const command = 'vscode.executeInlayHintProvider';
      const found = await vscode.commands.executeCommand<vscode.InlayHint[]>(command, document.uri, line);
      assert.ok(found.length > 0);
      return found;
    });
    assert.ok(hints.every(({ position }) => position.character < 11_000));
    assert.deepEqual(tabs(), ['file']);
  });

  it('of more text than a document may have is shown by its first records', async function () {
    this.timeout(60_000);
    // each of its numbers takes a line and an indentation: 6 MB become 65
    const deep = `${'['.repeat(60)}${'1,'.repeat(25_000)}1${']'.repeat(60)}`;
    const wide = Array.from({ length: 125 }, () =>
      JSON.stringify(record({ requestParameters: 0 })).replace(':0', `:${deep}`),
    );
    const source = write(logName('json'), `{"Records":[${wide.join(',')}]}`);
    assert.ok(fs.statSync(source.fsPath).size < 50 * 2 ** 20);
    await vscode.commands.executeCommand('vscode.open', source);
    await eventually(() => {
      const shown = vscode.window.activeTextEditor?.document.uri;
      assert.ok(shown?.path.includes('records 1–50'), shown?.toString());
    });
  });
});
