import assert from 'node:assert/strict';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import * as vscode from 'vscode';
import { keptCases, removeKept } from '../../src/features/keptCases';
import { eventually } from './support/eventually';

describe('Cases that an earlier version kept beside a workspace', () => {
  const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'cloudtrail-kept-'));
  after(() => fs.rmSync(folder, { recursive: true }));
  const write = (name: string): void => {
    fs.mkdirSync(path.dirname(path.join(folder, name)), { recursive: true });
    fs.writeFileSync(path.join(folder, name), 'x');
  };
  const uri = (name: string): vscode.Uri => vscode.Uri.file(path.join(folder, name));
  const NAME = 'case-0123456789abcdef.rows';

  it('go with their folder, and those of all workspaces stay', async () => {
    for (const name of [NAME, `${NAME}.4711.new`]) write(`workspace/cases/${name}`);
    write('workspace/state.json');
    write(`all/cases/${NAME}`);
    const kept = keptCases({ storageUri: uri('workspace'), globalStorageUri: uri('all') });
    assert.equal(kept, uri('all/cases').fsPath);
    await eventually(() => assert.deepEqual(fs.readdirSync(path.join(folder, 'workspace')), ['state.json']));
    assert.deepEqual(fs.readdirSync(path.join(folder, 'all/cases')), [NAME]);
  });

  it('go alone where something else is beside them, or is called like one', async () => {
    write(`other/cases/${NAME}`);
    write('other/cases/notes.txt');
    write(`other/cases/case-fedcba9876543210.rows/inside`);
    await removeKept(uri('other/cases'));
    assert.deepEqual(fs.readdirSync(path.join(folder, 'other/cases')).sort(), [
      'case-fedcba9876543210.rows',
      'notes.txt',
    ]);
  });

  it('are not missed: a workspace without them, or no workspace, is as good', async () => {
    assert.equal(keptCases({ storageUri: uri('none'), globalStorageUri: uri('all') }), uri('all/cases').fsPath);
    assert.equal(keptCases({ storageUri: undefined, globalStorageUri: uri('all') }), uri('all/cases').fsPath);
    await assert.rejects(removeKept(uri('none/cases')));
  });
});
