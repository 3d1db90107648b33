import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { present } from './support/eventually';
import { plainBytes, SAMPLES } from './support/files';
import { activeLog, cleanUp, problemsOf, READABLE, wake } from './support/logs';

describe('The sample logs that come with the extension', () => {
  before(wake);
  afterEach(cleanUp);

  it('are opened, the most telling one in the editor, and left as they are', async () => {
    const { extensionUri } = present(
      vscode.extensions.getExtension('cloudtrail-inspector.cloudtrail-inspector'),
      'extension',
    );
    const telling = vscode.Uri.joinPath(extensionUri, 'samples', SAMPLES.oneLine);
    const written = plainBytes(telling);
    await vscode.commands.executeCommand('cloudtrail.openSamples');
    const { document } = await activeLog(telling, READABLE);
    assert.deepEqual(JSON.parse(document.getText()), JSON.parse(written.toString('utf8')));
    await problemsOf(document);
    assert.deepEqual(plainBytes(telling), written);
  });
});
