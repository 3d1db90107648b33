import assert from 'node:assert/strict';
import { activations, errorsOf, readyHosts } from '../../../scripts/vscode/host-log';

const LOG = `2026-03-14 09:00:00.000 [info] Extension host with pid 1 started
2026-03-14 09:00:00.100 [info] ExtensionService#_doActivateExtension vscode.emmet, startup: false, activationEvent: 'onLanguage'
2026-03-14 09:00:00.200 [info] ExtensionService#_doActivateExtension us.ours, startup: false, activationEvent: 'onLanguage:cloudtrail'
2026-03-14 09:00:01.000 [error] [us.ours] provider FAILED
2026-03-14 09:00:01.100 [error] Error: no such row
\tat find (/checkout/dist/extension.js:1:2)
\tat ours._withAdapter (file:///server/out/vs/workbench/api/node/extensionHostProcess.js:3:4)
2026-03-14 09:00:01.200 [error] Error: of another extension
\tat other (/elsewhere/dist/extension.js:1:2)
2026-03-14 09:00:01.300 [warn] [us.ours] only a warning
2026-03-14 09:00:02.000 [info] Extension host terminating: received terminate message from renderer
2026-03-14 09:00:02.100 [error] [us.ours] Canceled
`;

describe('the extension host log', () => {
  it('tells the errors of one extension, without the frames of VS Code', () => {
    assert.deepEqual(errorsOf(LOG, 'us.ours', ['/checkout/dist/']), [
      '2026-03-14 09:00:01.000 [error] [us.ours] provider FAILED',
      '2026-03-14 09:00:01.100 [error] Error: no such row\n\tat find (/checkout/dist/extension.js:1:2)',
    ]);
  });

  it('counts again after a restart', () => {
    assert.equal(errorsOf(LOG + LOG, 'us.ours', ['/checkout/dist/']).length, 4);
  });

  it('tells when the extensions are known', () => {
    assert.equal(readyHosts(LOG), 0);
    assert.equal(readyHosts(`${LOG}2026-03-14 09:00:03.000 [info] Eager extensions activated\n`), 1);
  });

  it('tells what was activated, and by what', () => {
    assert.deepEqual(activations(LOG), [
      { id: 'vscode.emmet', event: 'onLanguage' },
      { id: 'us.ours', event: 'onLanguage:cloudtrail' },
    ]);
  });
});
