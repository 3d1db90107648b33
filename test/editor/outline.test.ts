import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { eventually } from './support/eventually';
import { logText, record, recordsOf, removeWritten, sample, SAMPLES, write, writeGzip } from './support/files';
import { cleanUp, inspect, openReadable, symbolsOf } from './support/logs';

const FORM = /^\S+ · .+ · \d\d:\d\d:\d\d$/;

describe('The outline of a log', () => {
  afterEach(async () => {
    await cleanUp();
    removeWritten();
  });

  it('has an entry an event, in the order of the file: what, who, when', async () => {
    const document = await openReadable(sample('unusedRegion'));
    const symbols = await symbolsOf(document);
    const records = recordsOf(sample('unusedRegion'));
    assert.equal(symbols.length, records.length);
    for (const [n, { name, kind }] of symbols.entries()) {
      assert.match(name, FORM);
      assert.ok(name.startsWith(`${String(records[n]?.['eventName'])} · `), name);
      assert.ok(name.endsWith(` · ${String(records[n]?.['eventTime']).slice(11, 19)}`), name);
      assert.equal(kind, vscode.SymbolKind.Event);
    }
    assert.ok(symbols.some(({ name }) => /^RunInstances · deploy-bot · /.test(name)));
  });

  it('has the day with the time where the events are of several', async () => {
    const events = ['14T23:59:59Z', '15T00:00:01Z'].map((time) => record({ eventTime: `2026-03-${time}` }));
    const names = (await symbolsOf(await openReadable(writeGzip(logText(...events))))).map(({ name }) => name);
    assert.deepEqual(names, [
      'DescribeInstances · alice · 2026-03-14 23:59:59',
      'DescribeInstances · alice · 2026-03-15 00:00:01',
    ]);
  });

  it('names the role and the session of who assumed one', async () => {
    const symbols = await symbolsOf(await inspect(sample('pretty'), 'file'));
    assert.ok(symbols.some(({ name }) => /^\S+ · role \S+ \/ session .+ · /.test(name)));
  });

  it('has ranges that hold the record, and in it the name of the event, in every sample', async () => {
    for (const name of Object.keys(SAMPLES) as (keyof typeof SAMPLES)[]) {
      const document = await inspect(sample(name), ['pretty', 'noName'].includes(name) ? 'file' : 'cloudtrail-log');
      const symbols = await symbolsOf(document);
      const whole = new vscode.Range(new vscode.Position(0, 0), document.positionAt(Infinity));
      let before = whole.start;
      for (const [n, original] of recordsOf(sample(name)).entries()) {
        const { range, selectionRange } = symbols[n] as vscode.DocumentSymbol;
        assert.ok(whole.contains(range) && range.contains(selectionRange) && range.start.isAfterOrEqual(before));
        assert.deepEqual(JSON.parse(document.getText(range)), original);
        assert.equal(document.getText(selectionRange), JSON.stringify(original['eventName']));
        before = range.end;
      }
    }
  });

  it('says in the detail what went wrong', async () => {
    const symbols = await symbolsOf(await openReadable(sample('oneLine')));
    const details = new Set(symbols.map(({ detail }) => detail));
    assert.ok(details.has('Client.DryRunOperation') && details.has(''));
  });

  it('holds where columns are counted in UTF-16 and lines end as in Windows', async () => {
    const odd = record({ eventName: 'RunInstances', userAgent: '𝛼é漢 "q" \\ 🦊' });
    const text = JSON.stringify({ Records: [odd, odd] }, undefined, 1).replaceAll('\n', '\r\n');
    const oneLine = `[${JSON.stringify(odd)},\r\n${JSON.stringify({ ...odd, eventName: '😀Run漢' })}]`;
    for (const content of [text, oneLine]) {
      const document = await inspect(write('odd.json', content), 'file');
      for (const { range, selectionRange } of await symbolsOf(document)) {
        assert.ok(JSON.parse(document.getText(range)));
        assert.match(document.getText(selectionRange), /^"(RunInstances|😀Run漢)"$/);
      }
      await cleanUp();
    }
  });

  it('keeps up with thousands of events', async () => {
    const times = Array.from({ length: 6000 }, (_, n) => new Date(Date.UTC(2026, 2, 14) + n * 1000).toISOString());
    const document = await openReadable(writeGzip(logText(...times.map((eventTime) => record({ eventTime })))));
    // a log of this size shows its first records before the others
    const symbols = await eventually(async () => {
      const found = await symbolsOf(document);
      assert.equal(found.length, 6000);
      return found;
    });
    assert.equal(symbols.at(-1)?.name, 'DescribeInstances · alice · 01:39:59');
  });
});

describe('The folds of a log', () => {
  afterEach(cleanUp);

  const foldsOf = (document: vscode.TextDocument): Thenable<vscode.FoldingRange[]> =>
    vscode.commands.executeCommand('vscode.executeFoldingRangeProvider', document.uri);

  it('are a record each, and the objects inside', async () => {
    for (const [name, scheme] of [
      ['morning', 'cloudtrail-log'],
      ['pretty', 'file'],
    ] as const) {
      const document = await inspect(sample(name), scheme);
      const symbols = await symbolsOf(document);
      const folds = await foldsOf(document);
      for (const { range } of symbols) {
        const fold = folds.find(({ start }) => start === range.start.line);
        // the closing bracket stays in sight
        assert.equal(fold?.end, range.end.line - 1);
      }
      const identity = document
        .getText()
        .split('\n')
        .findIndex((line) => line.includes('"userIdentity": {'));
      assert.ok(folds.some(({ start }) => start === identity));
      assert.ok(folds.length > symbols.length * 2);
    }
  });

  it('fold in the editor', async () => {
    const document = await openReadable(sample('morning'));
    const symbols = await symbolsOf(document);
    const editor = vscode.window.activeTextEditor as vscode.TextEditor;
    const [first, second] = symbols as [vscode.DocumentSymbol, vscode.DocumentSymbol];
    editor.selection = new vscode.Selection(first.range.start, first.range.start);
    await vscode.commands.executeCommand('editor.fold', { selectionLines: [first.range.start.line] });
    await vscode.commands.executeCommand('cursorMove', { to: 'down', by: 'wrappedLine', value: 2 });
    assert.equal(editor.selection.active.line, second.range.start.line, 'two lines down is the next record');
  });
});
