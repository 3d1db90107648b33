import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { eventually } from './support/eventually';
import { logName, logText, record, removeWritten, sample, write } from './support/files';
import { assertHarmless } from './support/harmless';
import { activeLog, cleanUp, configure, inspect, openReadable, placeOf, problemsOf } from './support/logs';

/**
 * The explanation that the Markdown preview shows, once there is one that has `part`, and its tab: one that opens later
 * would come over what the next test looks at.
 */
function explanation(part: RegExp): Promise<vscode.TextDocument> {
  return eventually(() => {
    const documents = vscode.workspace.textDocuments.filter(({ uri }) => uri.scheme === 'cloudtrail-explain');
    const found = documents.find((document) => part.test(document.getText()));
    if (found === undefined || previewTab() === undefined)
      throw new Error(`no explanation has ${part}: ${whatIsOpen()}`);
    return found;
  }, PATIENCE).catch((error: unknown) => {
    // a test that is tried again does not say why
    console.error(error);
    throw error;
  });
}

/** So long one explanation is waited for. */
const PATIENCE = 15_000;

/** For people who look into why there is no explanation. */
function whatIsOpen(): string {
  const { tabGroups, activeTextEditor } = vscode.window;
  return JSON.stringify({
    tabs: tabGroups.all.flatMap(({ tabs }) => tabs.map(({ label }) => label)),
    editor: activeTextEditor?.document.uri.toString(),
    documents: vscode.workspace.textDocuments.map((one) => [one.uri.toString(), one.getText().slice(0, 60)]),
  });
}

/** VS Code's Markdown now and then opens no document for its preview; a person asks again. */
const ATTEMPTS_MORE = 2;

/** Whether the editor in front is a preview and not a text. */
function previewTab(): vscode.Tab | undefined {
  const tab = vscode.window.tabGroups.activeTabGroup.activeTab;
  return tab?.input instanceof vscode.TabInputWebview && /markdown\.preview$/.test(tab.input.viewType)
    ? tab
    : undefined;
}

async function explainAt(editor: vscode.TextEditor, position: vscode.Position): Promise<void> {
  editor.selection = new vscode.Selection(position, position);
  await vscode.commands.executeCommand('cloudtrail.explainEvent');
}

describe('Explain Event', function () {
  this.retries(ATTEMPTS_MORE);
  afterEach(async () => {
    await cleanUp();
    removeWritten();
  });

  it('shows who, what, where, how it ended, with what, and the rules it matches, as a preview', async () => {
    const document = await openReadable(sample('unusedRegion'));
    const editor = await activeLog(sample('unusedRegion'), 'cloudtrail-log');
    await problemsOf(document);
    await explainAt(editor, placeOf(document, '"eventName": "RunInstances"'));
    const shown = await explanation(/^# `RunInstances`/);
    const text = shown.getText();
    for (const part of [
      /^# `RunInstances` \(`ec2\.amazonaws\.com`\)\n\nLaunches/,
      /## Suspicious\n\n- \*\*\w+:\*\* [^]*## Ids[^]*\*\*Rules that match:\*\* `[0-9a-f-]{36}`/,
      /## Who\n\n- \*\*Identity:\*\* `deploy-bot`/,
      /## Where and when[^]*`sa-east-1` \(South America \(Sao Paulo\)\)/,
      /## Outcome\n\n/,
      /## With what\n\n[^]*p4d\.24xlarge/,
      /## Related identifiers\n\n- `A/,
      /## About the call[^]*API_RunInstances\.html/,
    ])
      assert.match(text, part);
    assert.match(previewTab()?.label ?? '', /RunInstances deploy-bot/);
    await assertHarmless(new vscode.MarkdownString(text));
  });

  it('is about the event that holds the cursor, also where a whole log is one line', async () => {
    const records = [
      record({ eventName: 'StopInstances' }),
      record({ eventName: 'StartInstances', awsRegion: 'eu-west-1' }),
    ];
    await configure('cloudtrail.openAs', 'raw');
    const uri = write(logName('json'), logText(...records));
    const document = await inspect(uri, 'file');
    assert.equal(document.lineCount, 1);
    const editor = await activeLog(uri);
    await explainAt(editor, placeOf(document, 'eu-west-1'));
    const shown = await explanation(/^# `StartInstances`/);
    assert.match(shown.getText(), /Europe \(Ireland\)/);
  });

  it('explains a document that is one event alone, with the names of accounts', async () => {
    await configure('cloudtrail.accounts', { '123456789012': 'the shop' });
    const document = await inspect(sample('noName'), 'file');
    const editor = await activeLog(sample('noName'));
    await explainAt(editor, placeOf(document, '"userAgent"'));
    const shown = await explanation(/^# `TerminateInstances`/);
    assert.match(shown.getText(), /\*\*Account:\*\* `123456789012` \(the shop\)/);
  });

  it('shows nothing where no event is', async () => {
    const document = await openReadable(sample('morning'));
    await explainAt(await activeLog(sample('morning'), 'cloudtrail-log'), new vscode.Position(0, 0));
    assert.equal(previewTab(), undefined);
    assert.ok(document.lineCount > 10);
  });
});

describe('Explain Selection as CloudTrail Event', function () {
  this.retries(ATTEMPTS_MORE);
  afterEach(cleanUp);

  const EVENT = JSON.stringify(record({ eventName: 'DeleteFlowLogs', eventID: 'selected' }), undefined, 2);

  async function explainSelected(content: string, selected: string, language = 'json'): Promise<void> {
    const document = await vscode.workspace.openTextDocument({ language, content });
    const editor = await vscode.window.showTextDocument(document);
    const at = content.indexOf(selected);
    editor.selection = new vscode.Selection(document.positionAt(at), document.positionAt(at + selected.length));
    await vscode.commands.executeCommand('cloudtrail.explainSelection');
  }

  it('explains the JSON that is marked in an untitled editor', async () => {
    const notes = `some notes\n${EVENT},\nmore notes`;
    await explainSelected(notes, `${EVENT},`);
    const shown = await explanation(/^# `DeleteFlowLogs`/);
    const text = shown.getText();
    assert.match(text, /\*\*Identity:\*\* `alice`/);
    assert.match(text, /- \*\*eventID:\*\* `selected`/);
  });

  it('explains the whole document when nothing is marked, also an answer of lookup-events', async () => {
    const inner = JSON.stringify(record({ eventName: 'GetConsoleScreenshot', eventID: 'looked-up' }));
    const answer = JSON.stringify({ Events: [{ EventName: 'x', CloudTrailEvent: inner }] });
    // in a language in which no log is looked for, so that it stays as it is
    await explainSelected(answer, '', 'markdown');
    const shown = await explanation(/^# `GetConsoleScreenshot`/);
    assert.match(shown.getText(), /`looked-up`/);
  });

  it('explains such a document too once it is recognised as a log', async () => {
    const inner = JSON.stringify(record({ eventName: 'GetConsoleOutput', eventID: 'recognised' }));
    const content = JSON.stringify({ Events: [{ EventName: 'x', CloudTrailEvent: inner }] });
    const document = await vscode.workspace.openTextDocument({ language: 'json', content });
    await vscode.window.showTextDocument(document);
    await eventually(() => assert.equal(vscode.window.activeTextEditor?.document.languageId, 'cloudtrail'));
    await vscode.commands.executeCommand('cloudtrail.explainSelection');
    assert.match((await explanation(/^# `GetConsoleOutput`/)).getText(), /`recognised`/);
  });

  it('shows nothing of what is no event', async () => {
    await explainSelected('a list: [1, 2]', '1, 2');
    assert.equal(previewTab(), undefined);
  });
});
