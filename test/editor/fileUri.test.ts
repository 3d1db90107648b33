import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { uriOfPath } from '../../src/platform/fileUri';

describe('The address of a file', () => {
  it('is the one that VS Code gives it, whatever it is called', () => {
    const printable = Array.from({ length: 95 }, (_, n) => String.fromCharCode(32 + n)).filter((sign) => sign !== '/');
    for (const sign of [...printable, 'é', '\u{1f600}', '\u202e', '\t'])
      for (const path of [`/logs/a${sign}b.json`, `/${sign}/a.json`, `/logs/${sign}${sign}`])
        // of these folders VS Code keeps the name, and node does not
        if (!/\/\.\.?(?:\/|$)/.test(path)) assert.equal(uriOfPath(path), vscode.Uri.file(path).toString());
  });
});
