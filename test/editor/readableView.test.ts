import assert from 'node:assert/strict';
import fs from 'node:fs';
import path from 'node:path';
import { gzipSync } from 'node:zlib';
import * as vscode from 'vscode';
import { eventually } from './support/eventually';
import { logName, logText, plainBytes, record, removeWritten, sample, write, writeGzip } from './support/files';
import { activeLog, cleanUp, openReadable, READABLE, symbolsOf } from './support/logs';

describe('The readable view of a compressed log', () => {
  afterEach(async () => {
    await cleanUp();
    removeWritten();
  });

  it('opens in place of the file, with its name and in the language of logs', async () => {
    const source = sample('morning');
    const document = await openReadable(source);
    assert.equal(document.uri.scheme, READABLE);
    assert.equal(document.languageId, 'cloudtrail');
    assert.equal(path.basename(document.uri.path), path.basename(source.path).replace(/\.gz$/, ''));
    const tabs = vscode.window.tabGroups.all.flatMap((group) => group.tabs);
    assert.deepEqual(
      tabs.map(({ label }) => label),
      [path.basename(document.uri.path)],
      'only the readable view has a tab',
    );
  });

  it('lays the log out, a member a line, and changes no value', async () => {
    for (const name of ['morning', 'unusedRegion'] as const) {
      const document = await openReadable(sample(name));
      assert.deepEqual(JSON.parse(document.getText()), JSON.parse(plainBytes(sample(name)).toString('utf8')));
      assert.match(document.getText(), /^\{\n {2}"Records": \[\n {4}\{\n {6}"eventVersion": "1\.\d+",\n/);
    }
  });

  it('keeps digits and escapes as they were written', async () => {
    const odd = '{"Records":[{"eventVersion":"1.11","eventSource":"ec2.amazonaws.com","eventName":"A","eventTime":"x"';
    const text = `${odd},"requestParameters":{"big":12345678901234567890,"small":1.0E-3,"text":"\\u0041\\/"}}]}`;
    const document = await openReadable(writeGzip(text));
    assert.ok(document.getText().includes('"big": 12345678901234567890'));
    assert.ok(document.getText().includes('"small": 1.0E-3'));
    assert.ok(document.getText().includes('"text": "\\u0041\\/"'));
  });

  it('cannot be written', async () => {
    const document = await openReadable(sample('morning'));
    const before = document.getText();
    assert.equal(vscode.workspace.fs.isWritableFileSystem(READABLE), false);
    await vscode.commands.executeCommand('type', { text: 'x' });
    await vscode.commands.executeCommand('editor.action.deleteLines');
    assert.equal(document.getText(), before);
    assert.equal(document.isDirty, false);
    const { uri } = document;
    const beside = uri.with({ path: `${uri.path}.copy` });
    await assert.rejects(Promise.resolve(vscode.workspace.fs.writeFile(uri, new Uint8Array(1))));
    await assert.rejects(Promise.resolve(vscode.workspace.fs.delete(uri)));
    await assert.rejects(Promise.resolve(vscode.workspace.fs.rename(uri, beside)));
    await assert.rejects(Promise.resolve(vscode.workspace.fs.createDirectory(beside)));
  });

  it('writes nothing beside the log', async () => {
    const source = writeGzip(logText(record()));
    const listing = (): string[] =>
      fs.readdirSync(path.dirname(source.fsPath)).map((name) => {
        const { size, mtimeMs } = fs.statSync(path.join(path.dirname(source.fsPath), name));
        return `${name} ${size} ${mtimeMs}`;
      });
    const before = listing();
    await symbolsOf(await openReadable(source));
    assert.deepEqual(listing(), before);
  });

  it('does not call a person back who went on to another tab while the log was unpacked', async () => {
    // its first record is too long to be shown ahead of the others
    const long = record({ requestParameters: 'x'.repeat(1 << 19) });
    const large = writeGzip(logText(long, ...Array.from({ length: 20_000 }, (_, n) => record({ eventID: `${n}` }))));
    const other = write('notes.md', 'what I know so far');
    const tab = (): string => vscode.window.tabGroups.activeTabGroup.activeTab?.label ?? '';
    const opening = vscode.commands.executeCommand('vscode.open', large, { preview: false });
    await eventually(() => assert.ok(tab().endsWith('.json.gz')));
    await vscode.window.showTextDocument(other);
    await opening;
    // all that it takes but being shown
    await eventually(() => assert.ok(vscode.workspace.textDocuments.some(({ uri }) => uri.scheme === READABLE)));
    await new Promise((resolve) => setTimeout(resolve, 1000));
    assert.equal(tab(), 'notes.md');
    await vscode.commands.executeCommand('vscode.open', large);
    await activeLog(large, READABLE);
    const tabs = (): string[] => vscode.window.tabGroups.all.flatMap((group) => group.tabs.map(({ label }) => label));
    await eventually(() =>
      assert.deepEqual(
        tabs()
          .map((label) => path.extname(label))
          .sort(),
        ['.json', '.md'],
      ),
    );
  });

  const long = record({ requestParameters: 'x'.repeat(1 << 19) });
  const many = Array.from({ length: 8000 }, (_, n) => record({ eventID: `${n}`, eventName: `Event${n}` }));
  const logs = {
    'small log': logText(record()),
    'large log, shown by its first records first': logText(...many),
    'large log that is unpacked whole first': logText(long, ...many),
  } as const;
  for (const [what, text] of Object.entries(logs))
    for (const wait of [0, 100, 600])
      it(`has one tab, which stays, where the second of two clicks comes after ${wait} ms: ${what}`, async () => {
        const source = writeGzip(text);
        const tabs = (): readonly vscode.Tab[] => vscode.window.tabGroups.all.flatMap((group) => group.tabs);
        const click = (preview: boolean): Thenable<unknown> =>
          vscode.commands.executeCommand('vscode.open', source, { preview });
        let isTaken = false;
        const listening = vscode.window.tabGroups.onDidChangeTabs(({ opened, changed }) => {
          isTaken ||= [...opened, ...changed].some(
            (tab) => tab.input instanceof vscode.TabInputCustom && !tab.isPreview,
          );
        });
        void click(true);
        await eventually(() => assert.equal(tabs().length, 1));
        await new Promise((resolve) => setTimeout(resolve, wait));
        await click(false);
        await activeLog(source, READABLE);
        listening.dispose();
        // VS Code drops a click on an editor that goes away under it, and tells nobody: a person does it once more
        if (!isTaken) await click(false);
        await eventually(() => {
          const [tab, ...others] = tabs();
          assert.ok(tab?.input instanceof vscode.TabInputText);
          assert.deepEqual([others.length, tab.isPreview], [0, false]);
        });
      });

  it('stays in preview after one click', async () => {
    const source = writeGzip(logText(record()));
    await vscode.commands.executeCommand('vscode.open', source, { preview: true });
    await activeLog(source, READABLE);
    await eventually(() => {
      const tabs = vscode.window.tabGroups.all.flatMap((group) => group.tabs);
      assert.deepEqual(
        tabs.map(({ isPreview }) => isPreview),
        [true],
      );
    });
  });

  it('holds every member of a file of several gzip members', async () => {
    const [first, second] = [record({ eventName: 'RunInstances' }), record({ eventName: 'StopInstances' })];
    const text = logText(first, second);
    const members = [text.slice(0, 100), text.slice(100, 333), text.slice(333)].map((part) => gzipSync(part));
    const document = await openReadable(write(logName('json.gz'), Buffer.concat(members)));
    assert.deepEqual(JSON.parse(document.getText()), { Records: [first, second] });
  });

  it('has the size and the times that the editor asks for', async () => {
    const source = sample('morning');
    const { uri } = await openReadable(source);
    const [stat, sourceStat] = await Promise.all([vscode.workspace.fs.stat(uri), vscode.workspace.fs.stat(source)]);
    const bytes = await vscode.workspace.fs.readFile(uri);
    assert.equal(stat.size, bytes.length);
    assert.equal(stat.mtime, sourceStat.mtime);
    assert.equal(stat.permissions, vscode.FilePermission.Readonly);
    assert.ok(bytes.length > plainBytes(source).length, 'laid out it is longer than on one line');
  });
});
