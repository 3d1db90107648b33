import assert from 'node:assert/strict';
import fs from 'node:fs';
import path from 'node:path';
import * as vscode from 'vscode';
import { parseAllDocuments } from 'yaml';
import { daysAfter } from '../../src/case/exceptions/exceptions';
import { firstKeyRules } from './support/chain';
import { eventually, present } from './support/eventually';
import { record, removeWritten, sample, write } from './support/files';
import {
  cleanUp,
  configure,
  inspect,
  isFinding,
  openReadable,
  placeOf,
  problemsOf,
  wake,
  whatFound,
} from './support/logs';
import { lensesOf } from './support/rules';

const RULES = `title: Trail was stopped
id: stopped
level: high
logsource: { product: aws, service: cloudtrail }
detection:
  selection: { eventName: StopLogging }
  condition: selection
---
title: Two users were made
id: two
level: medium
correlation:
  type: event_count
  rules: [made]
  timespan: 1h
  condition: { gte: 2 }
---
title: User was made
name: made
id: made
level: low
logsource: { product: aws, service: cloudtrail }
detection:
  selection: { eventName: CreateUser }
  condition: selection
---
${firstKeyRules('medium', '1h')}---
title: Somebody was removed
id: removed
level: low
logsource: { product: aws, service: cloudtrail }
detection:
  selection: { eventName: [DeleteUser, DeleteAccessKey] }
  condition: selection
`;

const folder = (): vscode.Uri => present(vscode.workspace.workspaceFolders?.[0], 'workspace folder').uri;
const exceptions = (): vscode.Uri => vscode.Uri.joinPath(folder(), '.cloudtrail', 'exceptions.yml');
const written = (): string => fs.readFileSync(exceptions().fsPath, 'utf8');

interface ExceptionFile {
  readonly title: string;
  readonly id: string;
  readonly reason: string;
  readonly date: string;
  readonly expires?: string;
  readonly filter: { readonly rules: readonly string[]; readonly selection: unknown; readonly condition: string };
}
const read = (): ExceptionFile[] => parseAllDocuments(written()).map((document) => document.toJS() as ExceptionFile);

const session = {
  type: 'AssumedRole',
  arn: 'arn:aws:sts::111122223333:assumed-role/Admin/bob',
  sessionContext: { sessionIssuer: { type: 'Role', arn: 'arn:aws:iam::111122223333:role/Admin', userName: 'Admin' } },
};
const stop = (n: number, members: Record<string, unknown> = {}): Record<string, unknown> =>
  record({ eventName: 'StopLogging', eventID: `stop-${n}`, ...members });
const made = (n: number): Record<string, unknown> => record({ eventName: 'CreateUser', eventID: `made-${n}` });

async function useOwnRules(): Promise<void> {
  const rules = write('rules/own.yml', RULES);
  await configure('cloudtrail.detection.bundled', false);
  await configure('cloudtrail.detection.rules', [vscode.Uri.joinPath(rules, '..').fsPath]);
}

/** Opens a log that a person can write, with the rules of this file alone. */
async function opened(...records: Record<string, unknown>[]): Promise<vscode.TextDocument> {
  await useOwnRules();
  const log = write('log.json', JSON.stringify({ Records: records }, undefined, 2));
  return inspect(log, 'file');
}

const findings = async (document: vscode.TextDocument, count: number): Promise<vscode.Diagnostic[]> =>
  (await problemsOf(document, (all) => all.filter(isFinding).length === count)).filter(isFinding);

/** The quick fixes on the name of the `nth` event of this name. */
async function fixesAt(document: vscode.TextDocument, name: string, nth = 0): Promise<vscode.CodeAction[]> {
  const place = placeOf(document, `"${name}"`, nth);
  const command = 'vscode.executeCodeActionProvider';
  const actions = await vscode.commands.executeCommand<vscode.CodeAction[]>(
    command,
    document.uri,
    new vscode.Range(place, place),
    vscode.CodeActionKind.QuickFix.value,
  );
  return actions.filter((action) => action.command?.command.startsWith('cloudtrail.'));
}

/** Runs the quick fix with this title, and takes what every question offers first. */
async function fix(document: vscode.TextDocument, name: string, title: RegExp, nth = 0): Promise<void> {
  const action = (await fixesAt(document, name, nth)).find((one) => title.test(one.title));
  const { command, arguments: args = [] } = present(action?.command, `quick fix ${String(title)}`);
  let done = false;
  const run = Promise.resolve(vscode.commands.executeCommand(command, ...(args as unknown[]))).finally(
    () => (done = true),
  );
  while (!done) {
    await vscode.commands.executeCommand('workbench.action.acceptSelectedQuickOpenItem');
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
  await run;
}

/** What is said of the file of exceptions besides what rule writing says of every rule document. */
const warnings = (): vscode.Diagnostic[] =>
  vscode.languages.getDiagnostics(exceptions()).filter(({ message }) => /exception|expired/.test(message));

/** Waits until the page of a rule is there to be read, not its source. */
const showsRulePage = (): Promise<void> =>
  eventually(() => {
    const { input } = present(vscode.window.tabGroups.activeTabGroup.activeTab, 'tab');
    assert.ok(input instanceof vscode.TabInputCustom, String(input));
    assert.deepEqual([input.uri.scheme, input.viewType], ['cloudtrail-rule', 'vscode.markdown.preview.editor']);
  });

describe('Exceptions from rules', () => {
  beforeEach(wake);
  afterEach(async () => {
    for (const setting of ['cloudtrail.detection.bundled', 'cloudtrail.detection.rules'])
      await configure(setting, undefined);
    await cleanUp();
    fs.rmSync(path.dirname(exceptions().fsPath), { recursive: true, force: true });
    removeWritten();
  });

  it('are offered on the event, with what else can be done about it', async () => {
    const document = await opened(stop(1), made(1), made(2));
    await findings(document, 2);
    const titles = (await fixesAt(document, 'StopLogging')).map(({ title }) => title);
    assert.deepEqual(titles, [
      'Except alice from "Trail was stopped"…',
      'Except this event from "Trail was stopped"…',
      'Turn "Trail was stopped" off here…',
      'Open the rule "Trail was stopped"',
      'Copy as Sigma filter: alice, "Trail was stopped"',
      'Show all events of alice',
    ]);
    await eventually(async () => {
      const ofCorrelation = (await fixesAt(document, 'CreateUser', 1)).map(({ title }) => title);
      assert.ok(ofCorrelation.includes('Except these 2 events from "Two users were made"…'), ofCorrelation.join());
    });
    assert.deepEqual(await fixesAt(document, 'CreateUser', 0), []);
  });

  it('of an identity are written as a Sigma filter, and in force at once', async () => {
    const bob = { userIdentity: { type: 'IAMUser', arn: 'arn:aws:iam::111122223333:user/bob', userName: 'bob' } };
    const document = await opened(stop(1), stop(2), stop(3, bob));
    await findings(document, 3);
    await fix(document, 'StopLogging', /^Except alice/);
    const [exception, ...others] = read();
    assert.deepEqual(others, []);
    assert.equal(exception?.title, 'Trail was stopped: alice');
    assert.match(exception?.id ?? '', /^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[0-9a-f]{4}-[0-9a-f]{12}$/);
    assert.equal(exception?.reason, 'alice is expected here');
    assert.deepEqual(exception?.filter, {
      rules: ['stopped'],
      selection: { 'userIdentity.arn': 'arn:aws:iam::111122223333:user/alice' },
      condition: 'not selection',
    });
    const days = (Date.parse(exception?.expires ?? '') - Date.parse(exception?.date ?? '')) / 86_400_000;
    assert.equal(days, 90);
    // it is told of in a notice: whoever makes many in a row stays with the log
    assert.equal(vscode.window.activeTextEditor?.document, document);
    const [left] = await findings(document, 1);
    assert.ok(present(left, 'finding').range.start.line > placeOf(document, 'stop-2').line);
  });

  it('name all events of a finding, of which its chain lists only the last', async () => {
    // events of one time are in the order of their ids
    const many = Array.from({ length: 150 }, (_, n) => ({ ...made(n), eventID: `made-${String(n).padStart(4, '0')}` }));
    const document = await opened(...many);
    const all = /^Except all events of this finding from "Two users were made"…$/;
    await eventually(async () => {
      const titles = (await fixesAt(document, 'CreateUser', 149)).map(({ title }) => title);
      assert.ok(
        titles.some((title) => all.test(title)),
        titles.join(),
      );
    });
    await fix(document, 'CreateUser', all, 149);
    await findings(document, 0);
    const [one] = read();
    assert.equal(one?.title, 'Two users were made: 150 events');
    assert.equal(one.reason, '150 events are expected here');
    assert.equal((one.filter.selection as { eventID: string[] }).eventID.length, 150);
  });

  it('of a value that is new are of the value: the next event with it is not found instead', async () => {
    const at = (n: number, awsRegion: string): Record<string, unknown> =>
      record({ eventName: 'CreateKeyPair', eventID: `key-${n}`, eventTime: `2026-03-14T1${n}:00:00Z`, awsRegion });
    const document = await opened(at(0, 'us-east-1'), at(1, 'eu-north-1'), at(2, 'eu-north-1'));
    await findings(document, 1);
    await fix(document, 'CreateKeyPair', /^Except eu-north-1 from "First key in a region"…$/, 1);
    await findings(document, 0);
    assert.equal(read()[0]?.title, 'First key in a region: awsRegion eu-north-1');
    assert.deepEqual(read()[0]?.filter.selection, { awsRegion: 'eu-north-1' });
  });

  it('of values that are new in one event are offered each', async () => {
    const at = (n: number, awsRegion: unknown): Record<string, unknown> =>
      record({ eventName: 'CreateKeyPair', eventID: `key-${n}`, eventTime: `2026-03-14T1${n}:00:00Z`, awsRegion });
    const document = await opened(at(0, 'us-east-1'), at(1, ['eu-north-1', 'sa-east-1']));
    await findings(document, 2);
    const titles = (await fixesAt(document, 'CreateKeyPair', 1)).map(({ title }) => title);
    assert.deepEqual(titles, [
      'Except alice from "First key in a region"…',
      'Except eu-north-1 from "First key in a region"…',
      'Except sa-east-1 from "First key in a region"…',
      'Turn "First key in a region" off here…',
      'Open the rule "First key in a region"',
      'Copy as Sigma filter: alice, "First key in a region"',
      'Show all events of alice',
    ]);
    await fix(document, 'CreateKeyPair', /^Except sa-east-1 from "First key in a region"…$/, 1);
    // the event is excepted, with its other value
    await findings(document, 0);
    assert.deepEqual(read()[0]?.filter.selection, { awsRegion: 'sa-east-1' });
  });

  it('of an identity are of the call of the event where the rule finds several', async () => {
    const removed = (eventName: string): Record<string, unknown> => record({ eventName, eventID: eventName });
    const document = await opened(removed('DeleteUser'), removed('DeleteAccessKey'));
    await findings(document, 2);
    await fix(document, 'DeleteUser', /^Except alice/);
    const [one] = read();
    assert.equal(one?.title, 'Somebody was removed: DeleteUser by alice');
    assert.equal(one.reason, 'DeleteUser by alice is expected here');
    const arn = 'arn:aws:iam::111122223333:user/alice';
    const selection = { 'userIdentity.arn': arn, eventSource: 'ec2.amazonaws.com', eventName: 'DeleteUser' };
    assert.deepEqual(one.filter.selection, selection);
    const [left] = await findings(document, 1);
    assert.equal(present(left, 'finding').range.start.line, placeOf(document, '"DeleteAccessKey"').line);
  });

  it('of a role hold for all of its sessions', async () => {
    const eve = { ...session, arn: 'arn:aws:sts::111122223333:assumed-role/Admin/eve' };
    const document = await opened(stop(1, { userIdentity: session }), stop(2, { userIdentity: eve }));
    await findings(document, 2);
    await fix(document, 'StopLogging', /^Except role Admin \/ session bob/);
    assert.deepEqual(read()[0]?.filter.selection, {
      'userIdentity.sessionContext.sessionIssuer.arn': 'arn:aws:iam::111122223333:role/Admin',
    });
    await findings(document, 0);
  });

  it('are added to what is in the file, which stays as it is', async () => {
    const before =
      '# agreed on in the meeting\ntitle: x # why not\nlogsource: {product: aws}\nfilter: {rules: any, s: {eventID: none}, condition: not s}';
    fs.mkdirSync(path.dirname(exceptions().fsPath), { recursive: true });
    fs.writeFileSync(exceptions().fsPath, before);
    const document = await opened(stop(1), stop(2), made(1), made(2));
    await findings(document, 3);
    await fix(document, 'StopLogging', /^Except this event/);
    await findings(document, 2);
    await fix(document, 'CreateUser', /^Except these 2 events/, 1);
    await findings(document, 1);
    assert.ok(written().startsWith(`${before}\n---\n`), written());
    assert.deepEqual(
      read().map(({ filter }) => filter.selection),
      [undefined, { eventID: 'stop-1' }, { eventID: ['made-1', 'made-2'] }],
    );
  });

  for (const [title, before] of [
    ['in which a quote is not closed', 'title: "x\nlogsource: {product: aws}\n'],
    ['that lends what comes behind it its keys', 'action: global\nlevel: low\n'],
    ['that is no text', Buffer.from([0x74, 0xe4, 0x0a])],
  ] as const) {
    it(`are not written behind a file ${title}: it stays as it is, and so do the findings`, async () => {
      fs.mkdirSync(path.dirname(exceptions().fsPath), { recursive: true });
      fs.writeFileSync(exceptions().fsPath, before);
      const document = await opened(stop(1));
      await findings(document, 1);
      await fix(document, 'StopLogging', /^Except alice/);
      assert.deepEqual(fs.readFileSync(exceptions().fsPath), Buffer.from(before));
      await findings(document, 1);
    });
  }

  it('are added to a file in UTF-16, and taken out of it again', async () => {
    const before = Buffer.from('\ufeff# vereinbart: ä\r\n', 'utf16le');
    fs.mkdirSync(path.dirname(exceptions().fsPath), { recursive: true });
    fs.writeFileSync(exceptions().fsPath, before);
    const document = await opened(stop(1));
    await findings(document, 1);
    await fix(document, 'StopLogging', /^Except alice/);
    await findings(document, 0);
    const text = fs.readFileSync(exceptions().fsPath).toString('utf16le');
    assert.match(text, /^\ufeff# vereinbart: ä\r\n---\r\ntitle: 'Trail was stopped: alice'\r\n/);
    await vscode.commands.executeCommand('cloudtrail.undoException');
    await findings(document, 1);
    assert.match(fs.readFileSync(exceptions().fsPath).toString('utf16le'), /^\ufeff# vereinbart: ä\r\n[^a-z]*$/);
  });

  it('leave no file and no folder once they are taken back that were made for them', async () => {
    assert.ok(!fs.existsSync(path.dirname(exceptions().fsPath)));
    const document = await opened(stop(1));
    await findings(document, 1);
    await fix(document, 'StopLogging', /^Except alice/);
    await findings(document, 0);
    assert.match(written(), /^# Exceptions from /);
    await vscode.commands.executeCommand('cloudtrail.undoException');
    await findings(document, 1);
    assert.ok(!fs.existsSync(path.dirname(exceptions().fsPath)));
  });

  it('stay to be taken back while the file of exceptions cannot be written', async () => {
    const document = await opened(stop(1));
    await findings(document, 1);
    await fix(document, 'StopLogging', /^Except alice/);
    await findings(document, 0);
    const kept = fs.readFileSync(exceptions().fsPath);
    fs.rmSync(exceptions().fsPath);
    fs.mkdirSync(exceptions().fsPath);
    await vscode.commands.executeCommand('cloudtrail.undoException');
    fs.rmdirSync(exceptions().fsPath);
    fs.writeFileSync(exceptions().fsPath, kept);
    await vscode.commands.executeCommand('cloudtrail.undoException');
    assert.ok(!fs.existsSync(exceptions().fsPath));
    await findings(document, 1);
  });

  it('are not made of a finding of a case that was read anew since', async () => {
    const document = await opened(stop(1));
    await findings(document, 1);
    for (const title of [/^Except alice/, /^Except this event/, /^Copy/]) {
      const action = (await fixesAt(document, 'StopLogging')).find((one) => title.test(one.title));
      const { command, arguments: args = [] } = present(action?.command, `quick fix ${String(title)}`);
      await vscode.env.clipboard.writeText('nothing');
      // asks for nothing
      await vscode.commands.executeCommand(command, { ...(args[0] as object), generation: 1 });
      assert.equal(await vscode.env.clipboard.readText(), 'nothing');
      assert.ok(!fs.existsSync(exceptions().fsPath));
    }
  });

  it('can turn a rule off', async () => {
    const document = await opened(stop(1), stop(2), made(1), made(2));
    await findings(document, 3);
    await fix(document, 'StopLogging', /^Turn/);
    const [left] = await findings(document, 1);
    assert.equal(whatFound(present(left, 'finding')), 'Two users were made');
    assert.equal(read()[0]?.title, 'Trail was stopped: off');
  });

  it('can be taken elsewhere as text, without a question', async () => {
    const document = await opened(stop(1));
    await findings(document, 1);
    await vscode.env.clipboard.writeText('');
    const copy = (await fixesAt(document, 'StopLogging')).find(({ title }) => title.startsWith('Copy'))?.command;
    await vscode.commands.executeCommand(copy?.command ?? '', ...((copy?.arguments ?? []) as unknown[]));
    const copied = parseAllDocuments(await vscode.env.clipboard.readText()).map((one) => one.toJS() as ExceptionFile);
    assert.deepEqual(copied[0]?.filter.rules, ['stopped']);
    assert.ok(!fs.existsSync(exceptions().fsPath));
  });

  it('are over in a window that stays open past their last day', async () => {
    const RealDate = Date;
    const later = new Date(Date.now() + 86_400_000);
    const day = (date: Date): string => `${date.getFullYear()}-${pad(date.getMonth() + 1)}-${pad(date.getDate())}`;
    const pad = (number: number): string => String(number).padStart(2, '0');
    const last = day(new Date());
    fs.mkdirSync(path.dirname(exceptions().fsPath), { recursive: true });
    fs.writeFileSync(
      exceptions().fsPath,
      `title: till today\nexpires: ${last}\nlogsource: { product: aws, service: cloudtrail }\nfilter:\n  rules: [stopped]\n  selection: { userIdentity.userName: alice }\n  condition: not selection\n`,
    );
    const document = await opened(stop(1), stop(2, { userIdentity: session }));
    await findings(document, 1);
    try {
      // the extension and its tests share one clock, which nothing else of the editor is asked to wait by here
      globalThis.Date = class extends RealDate {
        constructor(...given: readonly unknown[]) {
          super(...((given.length === 0 ? [later.getTime()] : given) as [number]));
        }
      } as DateConstructor;
      await vscode.window.showTextDocument(exceptions(), { viewColumn: vscode.ViewColumn.Beside, preview: false });
      await findings(document, 2);
      await eventually(() => assert.ok(warnings().some(({ message }) => /^This exception expired on/.test(message))));
    } finally {
      globalThis.Date = RealDate;
    }
    fs.rmSync(exceptions().fsPath);
    await eventually(() => assert.deepEqual(warnings(), []));
  });

  it('are warned of when they are over, and told of when they left out nothing', async () => {
    const exception = (title: string, who: string, more: string): string =>
      `title: ${title}\n${more}logsource: { product: aws, service: cloudtrail }\nfilter:\n  rules: [stopped]\n  selection: { userIdentity.userName: ${who} }\n  condition: not selection\n`;
    fs.mkdirSync(path.dirname(exceptions().fsPath), { recursive: true });
    fs.writeFileSync(
      exceptions().fsPath,
      [
        exception('in use', 'alice', 'expires: 2999-12-31\n'),
        exception('over', 'bob', 'expires: 2020-01-01\n'),
        exception('without use', 'carol', ''),
      ].join('---\n'),
    );
    const lines = written().split('\n');
    const said = () =>
      warnings()
        .sort((a, b) => a.range.start.compareTo(b.range.start))
        .map(({ message, range, severity }) => [lines[range.start.line], severity, message] as const);
    const everSaid = new Set<unknown>();
    const listening = vscode.languages.onDidChangeDiagnostics(() => said().forEach(([line]) => everSaid.add(line)));
    await opened(stop(1), made(1));
    await eventually(() =>
      assert.deepEqual(said(), [
        [
          'expires: 2020-01-01',
          vscode.DiagnosticSeverity.Warning,
          'This exception expired on 2020-01-01 and is not applied.',
        ],
        [
          'title: without use',
          vscode.DiagnosticSeverity.Information,
          'This exception left out nothing in the logs that are open.',
        ],
      ]),
    );
    // not even before the rules ran over the log, or while they ran again
    await configure('cloudtrail.detection.bundled', true);
    await configure('cloudtrail.detection.bundled', false);
    await eventually(() => assert.equal(said().length, 2));
    listening.dispose();
    assert.deepEqual([...everSaid].sort(), ['expires: 2020-01-01', 'title: without use']);
    // nor twice, where rule writing says it of the file that is open
    await vscode.window.showTextDocument(exceptions(), { viewColumn: vscode.ViewColumn.Beside, preview: false });
    await eventually(() => assert.equal(said().length, 2));
    await vscode.commands.executeCommand('workbench.action.closeAllEditors');
    await eventually(() => assert.ok(said().every(([, , message]) => !/left out nothing/.test(message))));
  });

  it('are warned of when they left out nothing of a case, and that another case may need them', async () => {
    fs.mkdirSync(path.dirname(exceptions().fsPath), { recursive: true });
    fs.writeFileSync(
      exceptions().fsPath,
      'title: without use\nlogsource: { product: aws, service: cloudtrail }\nfilter:\n  rules: [stopped]\n  selection: { userIdentity.userName: carol }\n  condition: not selection\n',
    );
    const said = () => warnings().map(({ message, severity }) => [severity, message] as const);
    const log = write('cases/made/log.json', JSON.stringify({ Records: [made(1)] }));
    const none = path.join(path.dirname(path.dirname(log.fsPath)), 'none');
    fs.mkdirSync(none, { recursive: true });
    await useOwnRules();
    try {
      await vscode.commands.executeCommand('cloudtrail.openCase', vscode.Uri.joinPath(log, '..'));
      await eventually(() =>
        assert.deepEqual(said(), [
          [
            vscode.DiagnosticSeverity.Warning,
            'This exception left out nothing in the open case. Another case may need it.',
          ],
        ]),
      );
      // of no events nothing can be said
      await vscode.commands.executeCommand('cloudtrail.openCase', vscode.Uri.file(none));
      await eventually(() => assert.deepEqual(said(), []));
      await new Promise((resolve) => setTimeout(resolve, 1000));
      assert.deepEqual(said(), []);
    } finally {
      await vscode.commands.executeCommand('cloudtrail.closeCase');
    }
  });

  it('without use are listed up to a number in Problems, which says how many more there are', async () => {
    const exception = (who: number): string =>
      `title: for ${who}\nlogsource: { product: aws, service: cloudtrail }\nfilter:\n  rules: [stopped]\n  selection: { userIdentity.userName: u${who} }\n  condition: not selection\n`;
    fs.mkdirSync(path.dirname(exceptions().fsPath), { recursive: true });
    fs.writeFileSync(exceptions().fsPath, Array.from({ length: 25 }, (_, n) => exception(n)).join('---\n'));
    await opened(stop(1), made(1));
    await eventually(() => {
      const said = warnings().sort((a, b) => a.range.start.compareTo(b.range.start));
      const unused = 'This exception left out nothing in the logs that are open.';
      const { Information, Hint } = vscode.DiagnosticSeverity;
      assert.deepEqual(
        said.map(({ severity, message }) => [severity, message]),
        [
          ...Array.from({ length: 9 }, () => [Information, unused]),
          [Information, `${unused} Nor did 15 more of this file.`],
          ...Array.from({ length: 15 }, () => [Hint, unused]),
        ],
      );
    });
  });

  it('are told of where they are from correlations, and from rules by their name or title, and not where those are off', async () => {
    const exception = (title: string, rule: string, who: string): string =>
      `title: ${title}\nlogsource: { product: aws, service: cloudtrail }\nfilter:\n  rules: ['${rule}']\n  selection: { userIdentity.userName: ${who} }\n  condition: not selection\n`;
    fs.mkdirSync(path.dirname(exceptions().fsPath), { recursive: true });
    fs.writeFileSync(
      exceptions().fsPath,
      [
        exception('a correlation by its title', 'Two users were made', 'alice'),
        exception('a correlation without use', 'two', 'carol'),
        exception('a rule by its name', 'made', 'carol'),
        exception('a rule by its title', 'Trail was stopped', 'alice'),
        // Trail was deleted
        exception('a bundled rule that is off', 'ad80a33a-ab80-44f5-b5e6-a4ea23ad9846', 'alice'),
        exception('a rule that there is not', 'Trial was stopped', 'alice'),
      ].join('---\n'),
    );
    await opened(stop(1), made(1), made(2));
    const lines = written().split('\n');
    await eventually(() => {
      const said = vscode.languages.getDiagnostics(exceptions()).filter(({ source }) => source === 'CloudTrail');
      said.sort((a, b) => a.range.start.compareTo(b.range.start));
      const unused = 'This exception left out nothing in the logs that are open.';
      assert.deepEqual(
        said.map(({ message, range }) => [lines[range.start.line]?.trim(), message]),
        [
          ['title: a correlation without use', unused],
          ['title: a rule by its name', unused],
          [
            "rules: ['Trial was stopped']",
            'There is no rule with the id, name or title "Trial was stopped". Did you mean "Trail was stopped"?',
          ],
        ],
      );
    });
  });

  it('are renewed or removed by a quick fix when they are over, and removed when they left out nothing or their rule is not there', async () => {
    const exception = (title: string, who: string, more: string, rule = 'stopped'): string =>
      `title: ${title}\n${more}logsource: { product: aws, service: cloudtrail }\nfilter:\n  rules: [${rule}]\n  selection: { userIdentity.userName: ${who} }\n  condition: not selection\n`;
    const parts = [
      exception('over', 'bob', "expires: '2020-01-01' # soon\n"),
      exception('without use', 'carol', ''),
      exception('over too', 'dana', 'expires: 2020-01-02\n'),
      exception('for a rule of old', 'eve', '', 'gone'),
    ];
    fs.mkdirSync(path.dirname(exceptions().fsPath), { recursive: true });
    await opened(stop(1));
    // a watcher may miss what is written into a folder that has just come to be: it is written again, as a person would
    await eventually(async () => {
      fs.writeFileSync(exceptions().fsPath, `# Ours.\n${parts.join('---\n')}`);
      await eventually(() => assert.equal(warnings().length, 3), 4000);
    }, 30_000);
    const document = await vscode.workspace.openTextDocument(exceptions());
    // of a file that was there in the test before, the editor may show the old text until a watcher tells of the new one
    await eventually(() => assert.equal(document.getText(), written()));
    await vscode.window.showTextDocument(document, { viewColumn: vscode.ViewColumn.Beside, preview: false });
    const day = daysAfter(new Date().toISOString().slice(0, 10), 90);
    const mend = async (text: string, ...titles: string[]): Promise<void> => {
      const place = document.positionAt(document.getText().indexOf(text) + text.length);
      const fixes = await eventually(async () => {
        const command = 'vscode.executeCodeActionProvider';
        const range = new vscode.Range(place, place);
        const found = await vscode.commands.executeCommand<vscode.CodeAction[]>(command, document.uri, range);
        assert.deepEqual(
          found.map(({ title }) => title),
          titles,
        );
        return found;
      });
      assert.ok(await vscode.workspace.applyEdit(present(fixes[0]?.edit, 'edit')));
    };
    await mend('title: without', 'Remove this exception');
    assert.equal(document.getText(), `# Ours.\n${[parts[0], ...parts.slice(2)].join('---\n')}`);
    await mend('rules: [g', 'Remove this exception');
    assert.equal(document.getText(), `# Ours.\n${[parts[0], parts[2]].join('---\n')}`);
    await mend("expires: '2020", `Let it hold until ${day}`, 'Remove this exception');
    assert.ok(document.getText().includes(`\nexpires: '${day}' # soon\n`), document.getText());
    await mend('expires: 2020', `Let it hold until ${day}`, 'Remove this exception');
    await document.save();
    await eventually(() =>
      assert.deepEqual(
        warnings().filter(({ message }) => /expired/.test(message)),
        [],
      ),
    );
  });

  it('are said to be in force by the line above them only while their file is there, and a rule for them', async () => {
    const document = await opened(stop(1));
    await findings(document, 1);
    const text = `title: A
logsource: { product: aws }
filter: { rules: [stopped], selection: { eventID: stop-1 }, condition: not selection }
---
title: B
logsource: { product: aws }
filter: { rules: [gone], selection: { eventID: stop-1 }, condition: not selection }
`;
    fs.mkdirSync(path.dirname(exceptions().fsPath), { recursive: true });
    fs.writeFileSync(exceptions().fsPath, text);
    await findings(document, 0);
    await vscode.window.showTextDocument(exceptions(), { viewColumn: vscode.ViewColumn.Beside });
    const standing = async (): Promise<(string | undefined)[]> =>
      (await lensesOf(exceptions()))
        .map(({ command }) => command?.title)
        .filter((title) => /in force/.test(title ?? ''));
    await eventually(async () => assert.deepEqual(await standing(), ['in force', 'its rules are not in force']));
    // as a branch does that has none
    fs.rmSync(exceptions().fsPath);
    await findings(document, 1);
    const gone = 'not in force: the file is not there';
    await eventually(async () => assert.deepEqual(await standing(), [gone, gone]));
  });

  it('go to the rule in its own file', async () => {
    const document = await opened(made(1), made(2));
    await findings(document, 1);
    await fix(document, 'CreateUser', /^Open the rule/, 1);
    await eventually(() => {
      const editor = present(vscode.window.activeTextEditor, 'editor');
      assert.ok(editor.document.uri.path.endsWith('/rules/own.yml'), editor.document.uri.toString());
      assert.equal(editor.document.lineAt(editor.selection.active).text, 'title: Two users were made');
    });
  });

  it('go to the description of a bundled rule', async () => {
    const document = await openReadable(sample('oneLine'));
    const [first] = (await problemsOf(document)).filter(isFinding);
    const finding = present(first, 'finding');
    const name = JSON.parse(document.getText(finding.range)) as string;
    await fix(document, name, new RegExp(`^Open the rule "${whatFound(finding)}"$`));
    await showsRulePage();
    // so does the code behind a problem
    await vscode.commands.executeCommand('workbench.action.closeActiveEditor');
    const { code } = finding;
    assert.ok(typeof code === 'object');
    await vscode.commands.executeCommand('vscode.open', code.target);
    await showsRulePage();
  });

  it('are offered as a list where the editor has no quick fixes, as in a compressed log, the rule first', async () => {
    const document = await openReadable(sample('oneLine'));
    const [first] = (await problemsOf(document)).filter(isFinding);
    const editor = present(vscode.window.activeTextEditor, 'editor');
    editor.selection = new vscode.Selection(
      present(first, 'finding').range.start,
      present(first, 'finding').range.start,
    );
    let done = false;
    const run = Promise.resolve(vscode.commands.executeCommand('cloudtrail.findingActions')).finally(
      () => (done = true),
    );
    while (!done) {
      await vscode.commands.executeCommand('workbench.action.acceptSelectedQuickOpenItem');
      await new Promise((resolve) => setTimeout(resolve, 100));
    }
    await run;
    await showsRulePage();
  });

  it('of a log whose text changed meanwhile name the event that is there now', async () => {
    const document = await opened(stop(1), made(1));
    await findings(document, 1);
    const edit = new vscode.WorkspaceEdit();
    edit.insert(document.uri, document.positionAt(document.getText().indexOf('[') + 1), `${JSON.stringify(stop(9))},`);
    await vscode.workspace.applyEdit(edit);
    await findings(document, 2);
    await fix(document, 'StopLogging', /^Except this event/);
    assert.deepEqual(read()[0]?.filter.selection, { eventID: 'stop-9' });
  });
});
