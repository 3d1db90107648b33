import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { eventually } from './support/eventually';
import { logName, logText, plainBytes, record, recordsOf, removeWritten, sample, write } from './support/files';
import { activeLog, cleanUp, configure, inspect, openReadable, READABLE, symbolsOf } from './support/logs';

const tabs = (): string[] =>
  vscode.window.tabGroups.all
    .flatMap((group) => group.tabs)
    .map(({ input }) => (input instanceof vscode.TabInputText ? input.uri.toString() : 'no text'));

const longLine = logText(...Array.from({ length: 20 }, () => record()));

describe('A log on one line', () => {
  afterEach(async () => {
    await cleanUp();
    removeWritten();
  });

  it('opens laid out, in the place of the raw file', async () => {
    const source = sample('oneLine');
    await vscode.commands.executeCommand('vscode.open', source);
    const { document } = await activeLog(source, READABLE);
    assert.deepEqual(JSON.parse(document.getText()), JSON.parse(plainBytes(source).toString('utf8')));
    await eventually(() => assert.deepEqual(tabs(), [document.uri.toString()]));
  });

  it('is shown raw by a command, and laid out again by another', async () => {
    const source = sample('oneLine');
    const laidOut = await openReadable(source);
    const laidOutSymbols = (await symbolsOf(laidOut)).length;
    await vscode.commands.executeCommand('cloudtrail.openRaw');
    const { document: raw } = await activeLog(source);
    assert.equal(raw.getText(), plainBytes(source).toString('utf8'));
    assert.equal((await symbolsOf(raw)).length, laidOutSymbols);
    await eventually(() => assert.deepEqual(tabs(), [source.toString()], 'the readable tab gave way'));
    await vscode.commands.executeCommand('cloudtrail.openReadable');
    await activeLog(source, READABLE);
    await eventually(() => assert.ok(!tabs().includes(source.toString()), 'the raw tab gave way'));
  });

  it('is laid out with the event in sight that a person went to in it', async () => {
    await configure('cloudtrail.openAs', 'raw');
    const source = write(logName('json'), longLine);
    await vscode.commands.executeCommand('vscode.open', source);
    const raw = await activeLog(source);
    const place = (await symbolsOf(raw.document))[15] as vscode.DocumentSymbol;
    raw.selection = new vscode.Selection(place.selectionRange.start, place.selectionRange.end);
    await vscode.commands.executeCommand('cloudtrail.openReadable');
    const laidOut = await activeLog(source, READABLE);
    const same = (await symbolsOf(laidOut.document))[15] as vscode.DocumentSymbol;
    await eventually(() => {
      assert.ok(laidOut.selection.isEqual(same.selectionRange), JSON.stringify(laidOut.selection));
      assert.ok(laidOut.visibleRanges.some((visible) => visible.contains(same.selectionRange)));
    });
  });

  it('stays raw while it is open raw, whatever is looked at in between', async () => {
    const source = sample('oneLine');
    await openReadable(source);
    await vscode.commands.executeCommand('cloudtrail.openRaw');
    await activeLog(source);
    for (const name of ['first', 'second']) {
      // by the time that this one is laid out, the other would be
      await openReadable(write(`${name}/${logName('json')}`, longLine));
      assert.ok(tabs().includes(source.toString()), 'the raw tab is still there');
      await vscode.window.showTextDocument(source, { preview: false });
      await symbolsOf((await activeLog(source)).document);
    }
  });

  it('opens laid out again once the raw file was closed', async () => {
    const source = sample('oneLine');
    await openReadable(source);
    await vscode.commands.executeCommand('cloudtrail.openRaw');
    await activeLog(source);
    await cleanUp();
    await openReadable(source);
  });

  it('opens raw where the setting says so, and laid out on demand', async () => {
    await configure('cloudtrail.openAs', 'raw');
    const source = sample('oneLine');
    await vscode.commands.executeCommand('vscode.open', source);
    const { document } = await activeLog(source);
    await symbolsOf(document);
    await inspect(sample('morning'));
    assert.ok(tabs().includes(source.toString()), 'the raw tab is still there');
    await vscode.window.showTextDocument(source, { preview: false });
    await activeLog(source);
    await vscode.commands.executeCommand('cloudtrail.openReadable');
    await activeLog(source, READABLE);
  });

  it('keeps a compressed log readable where the setting says raw: nobody reads gzip', async () => {
    await configure('cloudtrail.openAs', 'raw');
    assert.equal((await openReadable(sample('unusedRegion'))).uri.scheme, READABLE);
  });

  it('of few characters stays as it is: a short line can be read', async () => {
    const source = write(logName('json'), '{"Records":[]}');
    await vscode.commands.executeCommand('vscode.open', source);
    const { document } = await activeLog(source);
    assert.equal(document.getText(), '{"Records":[]}');
  });

  it('that is being edited is not taken away', async () => {
    await configure('files.autoSave', 'off');
    await configure('cloudtrail.openAs', 'raw');
    const source = write(logName('json'), longLine);
    await vscode.commands.executeCommand('vscode.open', source);
    const editor = await activeLog(source);
    await editor.edit((edit) => edit.insert(new vscode.Position(0, 0), ' '));
    await configure('cloudtrail.openAs', undefined);
    await vscode.window.showTextDocument(sample('noName'), { preview: false });
    await vscode.window.showTextDocument(editor.document, { preview: false });
    await symbolsOf((await activeLog(source)).document);
    await openReadable(write(`other/${logName('json')}`, longLine));
    assert.equal(editor.document.isDirty, true);
    assert.ok(tabs().includes(source.toString()));
  });
});

describe('A pretty-printed log', () => {
  afterEach(cleanUp);

  it('opens as it is', async () => {
    const source = sample('pretty');
    await vscode.commands.executeCommand('vscode.open', source);
    const { document } = await activeLog(source);
    assert.equal((await symbolsOf(document)).length, recordsOf(source).length);
    assert.equal(document.getText(), plainBytes(source).toString('utf8'));
    assert.deepEqual(tabs(), [source.toString()]);
  });
});
