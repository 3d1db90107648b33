import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { folderName } from '../../src/features/cases/folderName';

describe('A case is called', () => {
  for (const [uri, name] of [
    ['file:///logs/2026', '2026'],
    ['file:///logs/2026/', '2026'],
    ['vscode-vfs://github/owner/repo', 'repo'],
    // roots have no name of their own
    ['file:///', '/'],
    ['file:///C:/', 'C:'],
    ['zip://logs.zip/', 'logs.zip'],
  ] as const) {
    it(`${name}, when its folder is ${uri}`, () => assert.equal(folderName(vscode.Uri.parse(uri)), name));
  }
});
