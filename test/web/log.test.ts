import * as vscode from 'vscode';
import { present } from '../editor/support/eventually';
import {
  activeLog,
  cleanUp,
  hoversAt,
  inspect,
  isFinding,
  openReadable,
  placeOf,
  problemsOf,
  READABLE,
  symbolsOf,
  wake,
  whatFound,
} from '../editor/support/logs';
import { newId } from '../../src/features/newId';
import { equal, matches, ok } from './support/assert';

/** A file of the folder that the window shows, which lies on no disk that this host could reach. */
function sample(name: string): vscode.Uri {
  const [folder] = present(vscode.workspace.workspaceFolders, 'workspace folder');
  return vscode.Uri.joinPath(present(folder, 'workspace folder').uri, name);
}

const PRETTY = 'root-terminates-instance.json';
const ONE_LINE = '111122223333_CloudTrail_us-east-1_20260314T1335Z_Jt5NcY8bHq3WfS1e.json';
const COMPRESSED = '111122223333_CloudTrail_sa-east-1_20260314T1345Z_u6GzPa0VxD2kMo9R.json.gz';

/** Outline, folds, hovers: what each log has, and what comes out of the worker. */
async function assertAlive(document: vscode.TextDocument, eventName: string): Promise<void> {
  const symbols = await symbolsOf(document);
  for (const { name, range, selectionRange } of symbols) {
    matches(name, /^\S+ · .+ · \d\d:\d\d:\d\d$/);
    ok(range.contains(selectionRange), name);
    equal(document.getText(selectionRange), JSON.stringify(name.split(' ')[0]));
  }
  const command = 'vscode.executeFoldingRangeProvider';
  const folds = await vscode.commands.executeCommand<vscode.FoldingRange[]>(command, document.uri);
  ok(folds.length >= symbols.length, 'a fold a record');
  // why rules found it, and what the action does, stand in hovers of their own
  const hovers = await hoversAt(document, placeOf(document, `"eventName": "${eventName}"`, 0, 16));
  matches(hovers.map(({ value }) => value).join('\n'), new RegExp(`API_${eventName}\\.html`));
  const [field] = await hoversAt(document, placeOf(document, '"eventSource"'));
  matches(present(field, 'hover').value, /eventSource/);
}

describe('In the web host', () => {
  before(wake);
  afterEach(cleanUp);

  it('a pretty-printed log is known by its content and has an outline, folds and hovers', async () => {
    await vscode.commands.executeCommand('vscode.open', sample(PRETTY));
    const { document } = await activeLog(sample(PRETTY));
    equal(document.uri.scheme, 'vscode-test-web');
    await assertAlive(document, 'TerminateInstances');
    const [only] = await symbolsOf(document);
    equal(only?.name, 'TerminateInstances · root of 123456789012 · 08:27:45');
  });

  it('a log on one line opens laid out, with its findings', async () => {
    const document = await openReadable(sample(ONE_LINE));
    await assertAlive(document, 'AuthorizeSecurityGroupIngress');
    const text = new TextDecoder().decode(await vscode.workspace.fs.readFile(sample(ONE_LINE)));
    equal(JSON.stringify(JSON.parse(document.getText())), JSON.stringify(JSON.parse(text)));
    await assertFindings(document, 'CreateKeyPair');
  });

  it('the sample logs of the extension are opened without a folder of them', async () => {
    await vscode.commands.executeCommand('cloudtrail.openSamples');
    const { extensionUri } = present(
      vscode.extensions.getExtension('cloudtrail-inspector.cloudtrail-inspector'),
      'extension',
    );
    const { document } = await activeLog(vscode.Uri.joinPath(extensionUri, 'samples', ONE_LINE), READABLE);
    await assertAlive(document, 'AuthorizeSecurityGroupIngress');
  });

  it('a compressed log is unpacked and laid out, with its findings', async () => {
    const document = await inspect(sample(COMPRESSED));
    equal(document.uri.scheme, READABLE);
    await assertAlive(document, 'RunInstances');
    await assertFindings(document, 'RunInstances');
    equal(vscode.workspace.fs.isWritableFileSystem(READABLE), false);
  });

  it('a new exception or rule gets an id of its own', () => {
    // randomUUID is there only where the window came over a secure connection
    const ids = Array.from({ length: 50 }, newId);
    for (const id of ids) matches(id, /^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/);
    equal(new Set(ids).size, 50);
  });

  it('an event of the tree is selected in its document', async () => {
    const document = await inspect(sample(COMPRESSED));
    const [first] = await symbolsOf(document);
    await vscode.commands.executeCommand('cloudtrail.groupByIdentity');
    await vscode.commands.executeCommand('cloudtrail.revealEvent', document.uri.toString(), 0);
    const editor = await activeLog(sample(COMPRESSED), READABLE);
    ok(editor.selection.isEqual(present(first, 'event').selectionRange), 'selected');
  });

  it('a broken log says where', async () => {
    const whole = new TextDecoder().decode(await vscode.workspace.fs.readFile(sample(PRETTY)));
    const content = whole.slice(0, whole.indexOf('"requestID"'));
    const document = await vscode.workspace.openTextDocument({ content, language: 'cloudtrail' });
    await vscode.window.showTextDocument(document);
    const [fault] = await problemsOf(document);
    matches(present(fault, 'problem').message, /^The file is cut off in the middle/);
    ok(present(fault, 'problem').range.start.isEqual(document.positionAt(content.length)), 'at the end');
  });
});

/** Findings, one of them on this event, whose code leads to the rule. */
async function assertFindings(document: vscode.TextDocument, eventName: string): Promise<void> {
  const findings = (await problemsOf(document)).filter(isFinding);
  const found = findings.find(({ range }) => document.getText(range) === `"${eventName}"`);
  const finding = present(found, `finding on ${eventName}`);
  const { code } = finding;
  if (typeof code !== 'object') throw new Error('The finding leads nowhere.');
  const rule = await vscode.workspace.openTextDocument(code.target);
  ok(rule.getText().startsWith(`# ${whatFound(finding)}\n`), rule.getText());
}
