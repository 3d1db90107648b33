import assert from 'node:assert/strict';
import { gzipSync } from 'node:zlib';
import * as vscode from 'vscode';
import { eventually, present } from './support/eventually';
import { logText, record, removeWritten, sample, write } from './support/files';
import {
  activeLog,
  cleanUp,
  configure,
  hoversAt,
  inspect,
  isFinding,
  openReadable,
  placeOf,
  problemsOf,
  READABLE,
  symbolsOf,
  wake,
} from './support/logs';

const reveal = (document: vscode.TextDocument, row: number): Thenable<void> =>
  vscode.commands.executeCommand('cloudtrail.revealEvent', document.uri.toString(), row);

/** Newest first, as all that CloudTrail itself lists. */
const EVENTS = ['StopLogging', 'RunInstances', 'DescribeInstances'];
const records = EVENTS.map((eventName, n) =>
  record({
    eventName,
    eventSource: eventName === 'StopLogging' ? 'cloudtrail.amazonaws.com' : 'ec2.amazonaws.com',
    eventTime: `2026-03-14T08:27:4${9 - n}Z`,
    eventID: `id-${n}`,
    requestParameters: { name: 'say "é"\n\\ 😀' },
  }),
);
const lookup = {
  Events: records.map((one) => ({
    EventId: one['eventID'],
    EventName: one['eventName'],
    Username: 'alice',
    CloudTrailEvent: JSON.stringify(one),
  })),
};
const CSV = [
  'User name,AWS access key,Event time,Event source,Event name,AWS region,Source IP address,User agent,Error code,Resources,Request ID,Event ID,Read-only,Event type,Recipient Account Id,Event category',
  ...records.map(
    ({ eventTime, eventSource, eventName, eventID }) =>
      `"alice, ""A""",,${String(eventTime)},${String(eventSource)},${String(eventName)},us-east-1,192.0.2.10,aws-cli,,"[{""resourceType"":""AWS::EC2::Instance"",""resourceName"":""i-1a2b3c4d""}]",,${String(eventID)},false,AwsApiCall,111122223333,Management`,
  ),
].join('\r\n');

/** Every event of the tree, clicked, selects its name. */
async function clicksLand(document: vscode.TextDocument, shown: (name: string) => string): Promise<void> {
  for (const [row, name] of [...EVENTS].reverse().entries()) {
    await reveal(document, row);
    await eventually(() => {
      const editor = present(vscode.window.activeTextEditor, 'active editor');
      assert.equal(editor.document, document);
      assert.equal(document.getText(editor.selection), shown(name));
    });
  }
}

/** The finding on the event that somebody should look at stands on its name, and a hover explains another. */
async function isUnderstood(document: vscode.TextDocument, nth = 0): Promise<void> {
  const problems = await problemsOf(document, (found) => found.some(isFinding));
  const [finding] = problems.filter(isFinding);
  assert.match(document.getText(finding?.range), /StopLogging/);
  const hovers = await hoversAt(document, placeOf(document, 'RunInstances', nth, 3));
  assert.match(hovers.map(({ value }) => value).join('\n'), /instances/i);
}

describe('A log that holds its records in another form', () => {
  before(wake);
  afterEach(async () => {
    await cleanUp();
    removeWritten();
  });

  it('opens readable when it is an Event history in CSV, and says what it never has', async () => {
    const source = write('event_history.csv', CSV);
    const document = await openReadable(source);
    assert.equal((await symbolsOf(document)).length, 3);
    await clicksLand(document, (name) => `"${name}"`);
    await isUnderstood(document);
    const [note] = await problemsOf(document, (problems) => problems.some((problem) => !isFinding(problem)));
    assert.equal(note?.severity, vscode.DiagnosticSeverity.Information);
    assert.match(note?.message ?? '', /requestParameters, responseElements/);
    assert.deepEqual(
      (JSON.parse(document.getText()) as { Records: { userIdentity: unknown }[] }).Records[0]?.userIdentity,
      { userName: 'alice, "A"' },
    );
  });

  it('is understood raw too, when it is an Event history in CSV: rows, cells, findings, what is wrong with it', async () => {
    const source = write('history.txt', `${CSV}\r\nonly,three,cells`);
    await vscode.commands.executeCommand('vscode.open', source);
    const { document } = await activeLog(source, 'file');
    assert.equal((await symbolsOf(document)).length, 3);
    await clicksLand(document, (name) => name);
    await isUnderstood(document);
    const isBroken = ({ message }: vscode.Diagnostic): boolean => /is left out/.test(message);
    const problems = await problemsOf(document, (all) => all.some(isBroken));
    assert.equal(problems.find(isBroken)?.range.start.line, 4);
    const hover = async (text: string): Promise<string> =>
      (await hoversAt(document, placeOf(document, text, 0, 1))).map(({ value }) => value).join('\n');
    assert.match(await hover('us-east-1'), /awsRegion/);
    assert.match(await hover('i-1a2b3c4d'), /instance/i);
    // a cell without a place in the record
    assert.equal(await hover(',,2026'), '');
  });

  it('opens the sample of an Event history with a double click, each event once', async () => {
    const source = vscode.Uri.joinPath(sample('noName'), '..', 'event_history.csv');
    assert.equal((await symbolsOf(await openReadable(source))).length, 10);
  });

  it('opens readable from the menu whatever the CSV is called, compressed or not', async () => {
    for (const uri of [write('export.csv', CSV), write('export.csv.gz', gzipSync(CSV))]) {
      const document = await inspect(uri);
      assert.equal((await symbolsOf(document)).length, 3);
      await clicksLand(document, (name) => `"${name}"`);
      await cleanUp();
    }
  });

  for (const [what, text] of [
    ['on one line', JSON.stringify(lookup)],
    ['laid out', JSON.stringify(lookup, undefined, 4)],
  ] as const) {
    it(`opens readable when it is an answer of lookup-events ${what}`, async () => {
      const document = await inspect(write('events.json', text));
      assert.deepEqual(JSON.parse(document.getText()), JSON.parse(logText(...records)));
      await clicksLand(document, (name) => `"${name}"`);
      await isUnderstood(document);
    });
  }

  it('opens readable when its events are packed in base64, and raw a click lands in the packed text', async () => {
    const logEvents = records.map((one) => ({ id: '1', timestamp: 1, message: JSON.stringify(one) }));
    const data = gzipSync(JSON.stringify({ messageType: 'DATA_MESSAGE', logEvents })).toString('base64');
    const source = write('event.json', JSON.stringify({ awslogs: { data } }, undefined, 2));
    const document = await inspect(source);
    assert.deepEqual(JSON.parse(document.getText()), JSON.parse(logText(...records)));
    await clicksLand(document, (name) => `"${name}"`);
    await isUnderstood(document);
    const [note] = await problemsOf(document, (problems) => problems.some((problem) => !isFinding(problem)));
    assert.match(note?.message ?? '', /packed in base64/);
    await cleanUp();
    await configure('cloudtrail.openAs', 'raw');
    const opened = await vscode.workspace.openTextDocument(source);
    await vscode.window.showTextDocument(await vscode.languages.setTextDocumentLanguage(opened, 'cloudtrail'));
    const raw = await activeLog(source, 'file');
    assert.equal((await symbolsOf(raw.document)).length, 3);
    await reveal(raw.document, 1);
    await eventually(() => {
      const { selection } = present(vscode.window.activeTextEditor, 'active editor');
      assert.ok(data.includes(raw.document.getText(selection)) && !selection.isEmpty);
    });
  });

  it('is known by its content, and works as it is for those who want it raw', async () => {
    await configure('cloudtrail.openAs', 'raw');
    const source = write('events.json', JSON.stringify(lookup, undefined, 2));
    await vscode.commands.executeCommand('vscode.open', source);
    const { document } = await activeLog(source, 'file');
    assert.equal((await symbolsOf(document)).length, 3);
    await clicksLand(document, (name) => `\\"${name}\\"`);
    const inRecord = placeOf(document, '\\"RunInstances\\"', 0, 4);
    const command = 'vscode.executeHoverProvider';
    const [hover] = await vscode.commands.executeCommand<vscode.Hover[]>(command, document.uri, inRecord);
    assert.equal(document.getText(hover?.range), '\\"RunInstances\\"');
    // the item says the name beside the record, too
    await isUnderstood(document, 1);
  });

  it('shows a broken row where it belongs, and the others', async () => {
    const lines = CSV.split('\r\n');
    const broken = [...lines.slice(0, 2), 'only,three,cells', ...lines.slice(2)].join('\r\n');
    const document = await inspect(write('broken.csv', broken));
    const problems = await problemsOf(document, (all) => all.some(({ message }) => /left out/.test(message)));
    const problem = problems.find(({ message }) => /left out/.test(message));
    assert.match(problem?.message ?? '', /^Row 2 is left out: it has 3 cells.*line 3, column 1/);
    const symbols = await symbolsOf(document);
    assert.deepEqual(problem?.range.start, symbols[1]?.range.start);
    assert.equal(document.uri.scheme, READABLE);
  });
});
