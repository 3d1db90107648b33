import assert from 'node:assert/strict';
import { gzipSync } from 'node:zlib';
import * as vscode from 'vscode';
import { eventually } from './support/eventually';
import { logText, plainBytes, record, removeWritten, sample, write } from './support/files';
import { activeLog, cleanUp, configure, inspect, problemsOf, READABLE, symbolsOf, wake } from './support/logs';

describe('A log whose name says nothing', () => {
  before(wake);
  afterEach(async () => {
    await cleanUp();
    removeWritten();
  });

  it('is known by its content, and opens as it is when it can be read', async () => {
    const source = sample('noName');
    await vscode.commands.executeCommand('vscode.open', source);
    const { document } = await activeLog(source);
    const [only] = await symbolsOf(document);
    assert.equal(only?.name, 'TerminateInstances · root of 123456789012 · 08:27:45');
    assert.equal(document.getText(), plainBytes(source).toString('utf8'));
  });

  it('is known by its content on one line, and opens laid out', async () => {
    const source = write('export.json', logText(...Array.from({ length: 10 }, () => record())));
    await vscode.commands.executeCommand('vscode.open', source);
    assert.equal((await symbolsOf((await activeLog(source, READABLE)).document)).length, 10);
  });

  it('is not seen in other JSON', async () => {
    const contents = {
      'package.json': '{"name":"a","version":"1.0.0"}',
      'one.json': '{"eventName":"x","eventVersion":"1.0"}',
      's3-event.json': '{"Records":[{"eventVersion":"2.1","eventSource":"aws:s3","eventTime":"2026-03-14T08:27:45Z"}]}',
    };
    for (const [name, content] of Object.entries(contents)) {
      const document = await vscode.workspace.openTextDocument(write(name, content));
      await vscode.window.showTextDocument(document);
      // a log opened after it is known by then, and so would it be
      await vscode.window.showTextDocument(sample('noName'), { preview: false });
      await activeLog(sample('noName'));
      assert.equal(document.languageId, 'json', name);
    }
  });

  it('is inspected whatever it is called', async () => {
    const text = JSON.stringify({ Records: [record()] }, undefined, 2);
    for (const name of ['trail.txt', 'trail.log', 'trail.json', 'no-ending', 'odd [1] {2} #3 %25 ä.dat']) {
      const document = await inspect(write(name, text), 'file');
      assert.equal((await symbolsOf(document)).length, 1, name);
      await cleanUp();
    }
    for (const name of ['trail.gz', 'odd [1] {2} #3 %25 ä.log.gz']) {
      const document = await inspect(write(name, gzipSync(text)));
      assert.equal((await symbolsOf(document)).length, 1, name);
      await cleanUp();
    }
    const oneLine = await inspect(write('trail.txt', logText(...Array.from({ length: 9 }, () => record()))));
    assert.equal((await symbolsOf(oneLine)).length, 9);
  });

  it('is inspected from the active editor, when no file is named', async () => {
    const source = write('notes.md', JSON.stringify({ Records: [record()] }, undefined, 2));
    await vscode.window.showTextDocument(source);
    await vscode.commands.executeCommand('cloudtrail.inspect');
    assert.equal((await symbolsOf((await activeLog(source)).document)).length, 1);
  });

  it('needs no file: text that is pasted into a new document is a log too', async () => {
    const content = JSON.stringify({ Records: [record(), record({ eventName: 'DeleteFlowLogs' })] }, undefined, 2);
    const document = await vscode.workspace.openTextDocument({ content, language: 'json' });
    await vscode.window.showTextDocument(document);
    const editor = await eventually(() => {
      const active = vscode.window.activeTextEditor;
      assert.equal(active?.document.languageId, 'cloudtrail');
      return active;
    });
    assert.equal((await symbolsOf(editor.document)).length, 2);
    const [finding] = await problemsOf(editor.document);
    assert.equal(editor.document.getText(finding?.range), '"DeleteFlowLogs"');
  });

  it('is read again as it is edited', async () => {
    await configure('files.autoSave', 'off');
    const source = write('log.json', JSON.stringify({ Records: [record()] }, undefined, 2));
    await vscode.commands.executeCommand('vscode.open', source);
    const { document } = await activeLog(source);
    await symbolsOf(document);
    const at = document.getText().indexOf('DescribeInstances');
    const edit = new vscode.WorkspaceEdit();
    const range = new vscode.Range(document.positionAt(at), document.positionAt(at + 'DescribeInstances'.length));
    edit.replace(source, range, 'DeleteFlowLogs');
    edit.insert(source, new vscode.Position(0, 0), '\n\n');
    await vscode.workspace.applyEdit(edit);
    assert.equal(document.isDirty, true);
    const [finding] = await problemsOf(document);
    assert.equal(document.getText(finding?.range), '"DeleteFlowLogs"');
    const [only] = await symbolsOf(document);
    assert.equal(only?.name, 'DeleteFlowLogs · alice · 08:27:45');
    assert.equal(only?.range.start.line, 4);
    await vscode.commands.executeCommand('undo');
    await problemsOf(document, (problems) => problems.length === 0);
  });
});
