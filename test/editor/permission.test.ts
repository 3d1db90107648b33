import assert from 'node:assert/strict';
import fs from 'node:fs';
import path from 'node:path';
import { gzipSync } from 'node:zlib';
import * as vscode from 'vscode';
import { logText, record, removeWritten, write } from './support/files';
import { cleanUp, READABLE, wake } from './support/logs';

/** Who owns nothing and may read nothing but what all may. */
const NOBODY = 65_534;

/** Permissions bind everybody but root: where the host runs as root, it does this as nobody. */
async function bound<T>(what: () => Promise<T>): Promise<T> {
  if (process.getuid?.() !== 0) return what();
  process.seteuid?.(NOBODY);
  try {
    return await what();
  } finally {
    process.seteuid?.(0);
  }
}

const readable = (source: vscode.Uri): vscode.Uri =>
  vscode.Uri.from({ scheme: READABLE, path: source.path.replace(/\.gz$/, ''), query: source.toString() });

const textOf = async (source: vscode.Uri): Promise<string> =>
  new TextDecoder().decode(await vscode.workspace.fs.readFile(readable(source)));

describe('A log that may not be read', () => {
  afterEach(async () => {
    await cleanUp();
    removeWritten();
  });

  it('says so, beside one that may, and is read once it may be', async function () {
    await wake();
    const content = gzipSync(logText(record({ eventName: 'StopInstances' })));
    const [open, closed] = [write('logs/open.json.gz', content), write('logs/closed.json.gz', content)];
    const folder = path.dirname(open.fsPath);
    for (const one of [folder, path.dirname(folder)]) fs.chmodSync(one, 0o755);
    fs.chmodSync(closed.fsPath, 0o000);
    const isBound = await bound(async () => {
      try {
        fs.readFileSync(closed.fsPath);
        return false;
      } catch {
        return true;
      }
    });
    // a file system without permissions
    if (!isBound) this.skip();
    await bound(async () => {
      assert.match(await textOf(open), /"eventName": "StopInstances"/);
      await assert.rejects(textOf(closed), /Permission to read the file is denied/);
    });
    fs.chmodSync(closed.fsPath, 0o644);
    await bound(async () => assert.match(await textOf(closed), /"eventName": "StopInstances"/));
  });
});
