import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { logText, record, removeWritten, writeGzip } from './support/files';
import { cleanUp, configure, openReadable, placeOf } from './support/logs';

const KEY = 'ASIAY34FZKBOKMUTVV7A';

/** A role session with a person behind it, whose key says its account. */
const BY_BOB = {
  userIdentity: {
    type: 'AssumedRole',
    principalId: 'AROAY34FZKBOKMUTVV7A:bob',
    arn: 'arn:aws:sts::609629065308:assumed-role/Admin/bob',
    accessKeyId: KEY,
    sessionContext: { sourceIdentity: 'bob@example.org' },
  },
  eventName: 'TerminateInstances',
  responseElements: { instancesSet: { items: [{ currentState: { code: 32, name: 'shutting-down' } }] } },
};

interface Shown {
  readonly label: string;
  /** The text of the line up to the hint. */
  readonly behind: string;
}

async function hintsIn(document: vscode.TextDocument, range: vscode.Range): Promise<Shown[]> {
  const command = 'vscode.executeInlayHintProvider';
  const hints = await vscode.commands.executeCommand<vscode.InlayHint[]>(command, document.uri, range);
  return hints.map(({ label, position }) => ({
    label: typeof label === 'string' ? label : label.map(({ value }) => value).join(''),
    behind: document.lineAt(position.line).text.slice(0, position.character).trim(),
  }));
}

function all(document: vscode.TextDocument): vscode.Range {
  return new vscode.Range(0, 0, document.lineCount, 0);
}

describe('Inlay hints', () => {
  let document: vscode.TextDocument;

  beforeEach(async () => {
    document = await openReadable(writeGzip(logText(record(), record(BY_BOB), record())));
  });
  afterEach(async () => {
    await cleanUp();
    removeWritten();
  });

  it('show the account inside a key, the person behind a session and the meaning of a code, each behind its value', async () => {
    assert.deepEqual(await hintsIn(document, all(document)), [
      { label: 'bob@example.org', behind: `"arn": "${BY_BOB.userIdentity.arn}"` },
      { label: 'account 609629065308', behind: `"accessKeyId": "${KEY}"` },
      { label: 'shutting-down', behind: '"code": 32' },
    ]);
  });

  it('are made for the lines in sight alone', async () => {
    const { line } = placeOf(document, '"code": 32');
    const [only, ...more] = await hintsIn(document, new vscode.Range(line, 0, line + 1, 0));
    assert.deepEqual([only?.label, more], ['shutting-down', []]);
    assert.deepEqual(await hintsIn(document, new vscode.Range(0, 0, 3, 0)), []);
  });

  it('name the accounts that the settings name', async () => {
    await configure('cloudtrail.accounts', { '609629065308': 'production' });
    const labels = (await hintsIn(document, all(document))).map(({ label }) => label);
    assert.ok(labels.includes('account 609629065308 (production)'), labels.join());
  });

  it('can be switched off one by one; the noisy one is off until someone wants it', async () => {
    await configure('cloudtrail.inlayHints.account', false);
    await configure('cloudtrail.inlayHints.person', false);
    assert.deepEqual(
      (await hintsIn(document, all(document))).map(({ label }) => label),
      ['shutting-down'],
    );
    await configure('cloudtrail.inlayHints.stateCode', false);
    assert.deepEqual(await hintsIn(document, all(document)), []);
    await configure('cloudtrail.inlayHints.localTime', true);
    const times = await hintsIn(document, all(document));
    assert.equal(times.length, 3);
    for (const { label, behind } of times) {
      assert.match(label, /^local 2026-03-1\d \d\d:\d\d:45$/);
      assert.equal(behind, '"eventTime": "2026-03-14T08:27:45Z"');
    }
  });
});
