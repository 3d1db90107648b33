import assert from 'node:assert/strict';
import fs from 'node:fs';
import { gzipSync } from 'node:zlib';
import * as vscode from 'vscode';
import { eventually } from './support/eventually';
import { logText, record, removeWritten, writeGzip } from './support/files';
import { activeLog, cleanUp, openReadable, problemsOf, READABLE, symbolsOf } from './support/logs';

/** Changes a file until that is seen: a change that comes before the editor's watcher stands is not. */
function change(make: () => void, seen: () => void | Promise<unknown>): Promise<void> {
  return eventually(async () => {
    make();
    await eventually(seen, 2000);
  });
}

describe('The readable view of a log that changes on disk', () => {
  afterEach(async () => {
    await cleanUp();
    removeWritten();
  });

  it('shows what the file says now, and so does all that is told of it', async () => {
    const source = writeGzip(logText(record({ eventName: 'DescribeInstances' })));
    const document = await openReadable(source);
    const [first] = await symbolsOf(document);
    assert.equal(first?.name, 'DescribeInstances · alice · 08:27:45');
    await change(
      () => fs.writeFileSync(source.fsPath, gzipSync(logText(record({ eventName: 'DeleteFlowLogs' }), record()))),
      () => assert.ok(document.getText().includes('DeleteFlowLogs')),
    );
    const names = (await symbolsOf(document)).map(({ name }) => name);
    assert.deepEqual(names, ['DeleteFlowLogs · alice · 08:27:45', 'DescribeInstances · alice · 08:27:45']);
    const [finding] = await problemsOf(document);
    assert.equal(document.getText(finding?.range), '"DeleteFlowLogs"');
    const { size } = await vscode.workspace.fs.stat(document.uri);
    assert.equal(size, Buffer.byteLength(document.getText()));
  });

  it('keeps up with a file that is replaced by a new one', async () => {
    const source = writeGzip(logText(record()));
    const document = await openReadable(source);
    const fresh = `${source.fsPath}.part`;
    await change(
      () => {
        fs.writeFileSync(fresh, gzipSync(logText(record({ eventName: 'RunInstances' }))));
        fs.renameSync(fresh, source.fsPath);
      },
      () => assert.ok(document.getText().includes('"RunInstances"')),
    );
  });

  it('survives a file that breaks, and its repair', async () => {
    const whole = gzipSync(logText(record(), record({ eventName: 'RunInstances' })));
    const source = writeGzip(logText(record()));
    const document = await openReadable(source);
    assert.deepEqual(vscode.languages.getDiagnostics(document.uri), []);
    const faults = (): string[] => vscode.languages.getDiagnostics(document.uri).map(({ message }) => message);
    await change(
      () => fs.writeFileSync(source.fsPath, whole.subarray(0, whole.length - 20)),
      () => assert.ok(faults().some((message) => message.startsWith('The gzip data is broken'))),
    );
    await change(
      () => fs.writeFileSync(source.fsPath, whole),
      () => assert.ok(!faults().some((message) => /broken|cut off/.test(message))),
    );
    assert.equal((await symbolsOf(document)).length, 2);
  });

  it('is gone with the file, but not from the eyes of who reads it', async () => {
    const source = writeGzip(logText(record()));
    const document = await openReadable(source);
    const before = document.getText();
    fs.rmSync(source.fsPath);
    await eventually(async () => {
      await assert.rejects(Promise.resolve(vscode.workspace.fs.stat(document.uri)), { code: 'FileNotFound' });
      await assert.rejects(Promise.resolve(vscode.workspace.fs.readFile(document.uri)), /There is no such file/);
    });
    assert.equal(document.getText(), before);
    assert.equal((await symbolsOf(document)).length, 1);
  });

  it('shows the log of now when it is opened again', async () => {
    const source = writeGzip(logText(record()));
    await openReadable(source);
    await cleanUp();
    fs.writeFileSync(source.fsPath, gzipSync(logText(record({ eventName: 'RunInstances' }))));
    const again = await openReadable(source);
    await eventually(() => assert.ok(again.getText().includes('"RunInstances"')));
    await eventually(async () => {
      const [only] = await symbolsOf(again);
      assert.equal(only?.name, 'RunInstances · alice · 08:27:45');
    });
  });

  it('opens twice as one document', async () => {
    const source = writeGzip(logText(record()));
    const first = await openReadable(source);
    await vscode.commands.executeCommand('vscode.open', source);
    assert.equal((await activeLog(source, READABLE)).document, first);
  });
});
