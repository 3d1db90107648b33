import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import type { OpenLogs } from '../../src/case/documents/openLogs';
import { messageOf } from '../../src/features/events/message';
import { eventually } from './support/eventually';
import { logText, record, recordsOf, removeWritten, sample, writeGzip } from './support/files';
import { activeLog, cleanUp, inspect, openReadable, READABLE, symbolsOf } from './support/logs';

const reveal = (document: vscode.TextDocument, row: number): Thenable<void> =>
  vscode.commands.executeCommand('cloudtrail.revealEvent', document.uri.toString(), row);

describe('The Events view says above its rows', () => {
  const document = { records: 40, analysis: { problems: [] } };
  const saying = (active: object): string | undefined =>
    messageOf({ active: { uri: 'file:///log.json', version: 1, ...active } } as unknown as OpenLogs, undefined);

  it('that a log is being read as long as not all of its events are there', () => {
    assert.equal(saying({}), 'Reading the log…');
    assert.equal(saying({ document, beginning: true }), 'Reading the log…');
    assert.equal(saying({ document }), undefined);
  });
});

describe('Clicking an event of the tree', () => {
  afterEach(async () => {
    await cleanUp();
    removeWritten();
  });

  for (const name of ['unusedRegion', 'pretty'] as const) {
    it(`selects its name in its document, the events in the order of time: ${name}`, async () => {
      const document = await inspect(sample(name), name === 'pretty' ? 'file' : READABLE);
      const symbols = await symbolsOf(document);
      const records = recordsOf(sample(name));
      const inTime = [...records.keys()].sort((a, b) => {
        const [first, second] = [String(records[a]?.['eventTime']), String(records[b]?.['eventTime'])];
        return first < second ? -1 : first > second ? 1 : a - b;
      });
      for (const [row, place] of inTime.entries()) {
        await reveal(document, row);
        const editor = await activeLog(sample(name), document.uri.scheme);
        await eventually(() => assert.ok(editor.selection.isEqual(symbols[place]?.selectionRange as vscode.Range)));
        assert.equal(document.getText(editor.selection), JSON.stringify(records[place]?.['eventName']));
      }
    });
  }

  it('brings the event into sight, and its document back when another is shown', async () => {
    const records = Array.from({ length: 200 }, (_, n) => record({ eventID: `event-${n}` }));
    const source = writeGzip(logText(...records));
    const document = await openReadable(source);
    const symbols = await symbolsOf(document);
    await vscode.window.showTextDocument(sample('noName'), { preview: false });
    await activeLog(sample('noName'));
    await reveal(document, 150);
    const editor = await activeLog(source, READABLE);
    const place = symbols[150] as vscode.DocumentSymbol;
    await eventually(() => {
      assert.ok(editor.selection.isEqual(place.selectionRange));
      assert.ok(editor.visibleRanges.some((visible) => visible.contains(place.selectionRange)));
    });
  });

  it('finds it where the log gave its tab to its readable view after the row was drawn', async () => {
    const source = sample('oneLine');
    const document = await openReadable(source);
    const symbols = await symbolsOf(document);
    await eventually(() =>
      assert.ok(!vscode.workspace.textDocuments.some(({ uri }) => uri.path === source.path && uri.scheme === 'file')),
    );
    const last = symbols.length - 1;
    const rows = new Map<string, number>();
    for (let row = 0; row <= last; row++) {
      await vscode.commands.executeCommand('cloudtrail.revealEvent', source.toString(), row);
      const editor = await activeLog(source, READABLE);
      rows.set(String(editor.selection.start.line), row);
    }
    // each of its events once, and none at the beginning of the document
    assert.deepEqual(
      new Set(rows.keys()),
      new Set(symbols.map(({ selectionRange }) => String(selectionRange.start.line))),
    );
  });

  for (const isOfCase of [false, true]) {
    it(`leaves what is beside the log in sight${isOfCase ? ', and so does an event of a case' : ''}`, async () => {
      const source = sample('oneLine');
      const document = await openReadable(source);
      if (isOfCase) await vscode.commands.executeCommand('cloudtrail.openCase', vscode.Uri.joinPath(source, '..'));
      const beside = await vscode.window.showTextDocument(sample('noName'), { viewColumn: vscode.ViewColumn.Beside });
      await activeLog(sample('noName'));
      const options = { preserveFocus: true, preview: true };
      const place = isOfCase ? { uri: source.toString(), record: 1 } : undefined;
      // cases are counted in the window
      const scopes = isOfCase ? Array.from({ length: 300 }, (_, n) => `case:${n}`) : [document.uri.toString()];
      await eventually(async () => {
        const command = 'cloudtrail.revealEvent';
        const shown = await Promise.all(
          scopes.map((scope) => vscode.commands.executeCommand<boolean>(command, scope, 1, place, options)),
        );
        assert.equal(shown.filter(Boolean).length, 1);
      });
      assert.deepEqual(
        vscode.window.tabGroups.all.map(({ tabs }) => tabs.length),
        [1, 1],
      );
      assert.ok(vscode.window.visibleTextEditors.includes(beside));
      const shown = vscode.window.visibleTextEditors.find((editor) => editor.document === document);
      assert.equal(document.getText(shown?.selection).startsWith('"'), true, 'its name is selected');
    });
  }

  it('does nothing when its document is not there any more', async () => {
    const document = await openReadable(sample('morning'));
    await vscode.commands.executeCommand('cloudtrail.revealEvent', 'file:///gone.json', 0);
    assert.equal(vscode.window.activeTextEditor?.document, document);
  });

  it('works whichever way the tree is grouped', async () => {
    const document = await openReadable(sample('unusedRegion'));
    const [first] = await symbolsOf(document);
    for (const grouping of ['cloudtrail.groupByIdentity', 'cloudtrail.groupByEventName']) {
      await vscode.commands.executeCommand(grouping);
      await reveal(document, 0);
      const editor = await activeLog(sample('unusedRegion'), READABLE);
      await eventually(() => assert.ok(editor.selection.isEqual(first?.selectionRange as vscode.Range)));
    }
  });
});
