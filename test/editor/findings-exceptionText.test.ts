import assert from 'node:assert/strict';
import fs from 'node:fs';
import path from 'node:path';
import * as vscode from 'vscode';
import { type Addition, addition } from '../../src/case/exceptions/appending';
import { append, takeBack } from '../../src/features/findings/exceptions/exceptionText';
import { showPlace } from '../../src/features/findings/exceptions/showException';
import { eventually } from './support/eventually';
import { removeWritten, write } from './support/files';

const document = (id: string): string => `title: Known\nid: ${id}\n`;
const [ONE, OTHER] = ['11111111-1111-4111-8111-111111111111', '22222222-2222-4222-8222-222222222222'];

/** Looks at a text as the worker does, and lets something happen meanwhile. */
function whileLookedAt(happens: (times: number) => unknown): { addition(...of: [string, string]): Promise<Addition> } {
  let times = 0;
  return {
    addition: async (existing, documents) => {
      const answer = addition(existing, documents);
      await happens(++times);
      return answer;
    },
  };
}

describe('The file of exceptions', () => {
  let file: vscode.Uri;
  const onDisk = (): string => fs.readFileSync(file.fsPath, 'utf8');

  beforeEach(() => (file = write('.cloudtrail/exceptions.yml', 'a: b\n')));
  afterEach(async () => {
    await vscode.commands.executeCommand('workbench.action.closeAllEditors');
    removeWritten();
  });

  it('keeps what was written to it while it was looked at', async () => {
    const reader = whileLookedAt((times) => times === 1 && fs.writeFileSync(file.fsPath, 'a: c\n'));
    assert.deepEqual(await append(file, document(ONE), reader), { isSaved: true });
    assert.equal(onDisk(), `a: c\n---\n${document(ONE)}`);
  });

  it('is not refused for what was mended meanwhile', async () => {
    fs.writeFileSync(file.fsPath, 'a: "b\n');
    const reader = whileLookedAt((times) => times === 1 && fs.writeFileSync(file.fsPath, 'a: "b"\n'));
    assert.deepEqual(await append(file, document(ONE), reader), { isSaved: true });
    assert.equal(onDisk(), `a: "b"\n---\n${document(ONE)}`);
  });

  it('has all that is added to it at once, and not what is taken back', async () => {
    const slowFirst = whileLookedAt(() => new Promise((resolve) => setTimeout(resolve, 50)));
    const quick = whileLookedAt(() => undefined);
    const [, , gone] = await Promise.all([
      append(file, document(ONE), slowFirst),
      append(file, document(OTHER), quick),
      takeBack(file, ONE),
    ]);
    assert.equal(gone, true);
    assert.equal(onDisk(), `a: b\n---\n${document(OTHER)}`);
  });

  const nothingElse = whileLookedAt(() => undefined);
  const HEAD = '# Exceptions from suspicious-event rules';
  const addAndTakeBack = async (uri: vscode.Uri, ...ids: string[]): Promise<void> => {
    for (const id of ids) await append(uri, document(id), nothingElse);
    for (const id of ids) assert.equal(await takeBack(uri, id), true);
  };

  it('is gone again with its folder where the exceptions that are taken back were all it was made for', async () => {
    const added = vscode.Uri.joinPath(file, '..', '..', 'begun', '.cloudtrail', 'exceptions.yml');
    fs.mkdirSync(path.join(file.fsPath, '..', '..', 'begun'));
    await append(added, document(ONE), nothingElse);
    await append(added, document(OTHER), nothingElse);
    await takeBack(added, ONE);
    assert.match(fs.readFileSync(added.fsPath, 'utf8'), new RegExp(`^${HEAD}[^]*${OTHER}`));
    await takeBack(added, OTHER);
    assert.deepEqual(fs.readdirSync(path.join(added.fsPath, '..', '..')), []);
    // and where it is made once more
    await addAndTakeBack(added, ONE);
    assert.deepEqual(fs.readdirSync(path.join(added.fsPath, '..', '..')), []);
  });

  it('is gone again, but not its folder, where there is something else in that', async () => {
    fs.writeFileSync(path.join(file.fsPath, '..', 'other.yml'), '');
    fs.rmSync(file.fsPath);
    await addAndTakeBack(file, ONE);
    assert.deepEqual(fs.readdirSync(path.join(file.fsPath, '..')), ['other.yml']);
    fs.rmSync(path.join(file.fsPath, '..', 'other.yml'));
    await addAndTakeBack(file, ONE);
    assert.deepEqual(fs.readdirSync(path.join(file.fsPath, '..')), []);
  });

  it('is empty again where it was, byte for byte', async () => {
    for (const before of [Buffer.alloc(0), Buffer.from('\r\n\r\n'), Buffer.from('\ufeff', 'utf16le')]) {
      fs.writeFileSync(file.fsPath, before);
      await addAndTakeBack(file, ONE, OTHER);
      assert.deepEqual(fs.readFileSync(file.fsPath), before);
    }
  });

  it('keeps its head where that was there before, or says something else', async () => {
    fs.rmSync(file.fsPath);
    await append(file, document(ONE), nothingElse);
    const head = onDisk().slice(0, onDisk().indexOf('---'));
    fs.writeFileSync(file.fsPath, onDisk().replace(head, `${head}# OPS-123\n`));
    await takeBack(file, ONE);
    assert.equal(onDisk(), `${head}# OPS-123\n`);
    // as a person left it who removed the others
    fs.writeFileSync(file.fsPath, head);
    await addAndTakeBack(file, OTHER);
    assert.equal(onDisk(), head);
  });

  it('has nothing in the editor where it was begun there, which is left to be saved', async () => {
    const opened = await vscode.workspace.openTextDocument(file);
    await vscode.window.showTextDocument(opened, { preview: false });
    const edit = new vscode.WorkspaceEdit();
    edit.delete(file, new vscode.Range(0, 0, 9, 0));
    await vscode.workspace.applyEdit(edit);
    await addAndTakeBack(file, ONE, OTHER);
    assert.equal(opened.getText(), '');
    assert.equal(onDisk(), 'a: b\n');
    await vscode.commands.executeCommand('workbench.action.files.revert');
  });

  it('is added to where a person began to change it while it was looked at, and left to be saved', async () => {
    const opened = await vscode.workspace.openTextDocument(file);
    await vscode.window.showTextDocument(opened, { preview: false });
    const edit = new vscode.WorkspaceEdit();
    edit.insert(file, new vscode.Position(0, 0), '# mine\n');
    const reader = whileLookedAt((times) => (times === 1 ? vscode.workspace.applyEdit(edit) : undefined));
    assert.deepEqual(await append(file, document(ONE), reader), { isSaved: false });
    assert.equal(opened.getText(), `# mine\na: b\n---\n${document(ONE)}`);
    assert.equal(onDisk(), 'a: b\n');
    await vscode.commands.executeCommand('workbench.action.files.revert');
  });

  it('is written where a person saved it while it was looked at', async () => {
    const opened = await vscode.workspace.openTextDocument(file);
    await vscode.window.showTextDocument(opened, { preview: false });
    const edit = new vscode.WorkspaceEdit();
    edit.insert(file, new vscode.Position(0, 0), '# mine\n');
    await vscode.workspace.applyEdit(edit);
    const reader = whileLookedAt((times) => (times === 1 ? opened.save() : undefined));
    assert.deepEqual(await append(file, document(ONE), reader), { isSaved: true });
    assert.equal(onDisk(), `# mine\na: b\n---\n${document(ONE)}`);
  });

  it('is left alone where something else changes it as often as it is looked at; the next is written', async () => {
    const restless = whileLookedAt((times) => fs.writeFileSync(file.fsPath, `a: ${times}\n`));
    await assert.rejects(append(file, document(ONE), restless), /again and again/);
    assert.doesNotMatch(onDisk(), /Known/);
    assert.deepEqual(
      await append(
        file,
        document(OTHER),
        whileLookedAt(() => undefined),
      ),
      { isSaved: true },
    );
  });

  it('is shown at a place, and where it is no text as the editor shows such a file', async () => {
    await showPlace(file, new vscode.Position(0, 3));
    assert.equal(vscode.window.activeTextEditor?.selection.active.character, 3);
    const picture = write(
      '.cloudtrail/picture.yml',
      Buffer.from('\x89PNG\r\n\x1a\n\0\0\0\rIHDR\0\0\0\x01\0', 'latin1'),
    );
    await showPlace(picture, new vscode.Position(0, 0));
    await eventually(() => assert.equal(vscode.window.tabGroups.activeTabGroup.activeTab?.label, 'picture.yml'));
  });
});
