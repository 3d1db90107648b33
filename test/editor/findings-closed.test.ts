import assert from 'node:assert/strict';
import fs from 'node:fs';
import { gzipSync } from 'node:zlib';
import * as vscode from 'vscode';
import { call, CHAIN_RULES, firstKeyRules } from './support/chain';
import { eventually, present } from './support/eventually';
import { logText, removeWritten, write } from './support/files';
import { activeLog, cleanUp, configure, inspect, isFinding, READABLE, wake } from './support/logs';

/** What the Problems panel has of these files, in whichever documents. */
function diagnosticsOf(...files: vscode.Uri[]): [file: vscode.Uri, document: vscode.Uri, vscode.Diagnostic[]][] {
  return vscode.languages.getDiagnostics().flatMap(([uri, all]) => {
    const file = files.find((one) => one.toString() === uri.toString() || uri.query.includes(one.toString()));
    const own = all.filter(({ source }) => source === 'CloudTrail');
    return file === undefined || own.length === 0 ? [] : [[file, uri, own]];
  });
}

/** All findings that the Problems panel lists of these files, in whichever document: their messages and what is marked. */
async function listed(...files: vscode.Uri[]): Promise<Map<string, vscode.Diagnostic>> {
  const found = new Map<string, vscode.Diagnostic>();
  for (const [file, uri, diagnostics] of diagnosticsOf(...files)) {
    for (const diagnostic of diagnostics) {
      const scheme = uri.scheme === READABLE && uri.query.startsWith('[') ? 'alone' : uri.scheme;
      const { path } = file;
      const text = (await textOf(uri)).split('\n')[diagnostic.range.start.line] ?? '';
      const marked = text.slice(diagnostic.range.start.character, diagnostic.range.end.character);
      found.set(`${scheme} ${path.slice(path.lastIndexOf('/') + 1)} ${marked}: ${diagnostic.message}`, diagnostic);
    }
  }
  return found;
}

/** The text of a document that is not opened for it. */
async function textOf(uri: vscode.Uri): Promise<string> {
  return new TextDecoder().decode(await vscode.workspace.fs.readFile(uri));
}

/** Waits until just these are listed. */
async function lists(files: readonly vscode.Uri[], ...expected: string[]): Promise<Map<string, vscode.Diagnostic>> {
  return eventually(async () => {
    const now = await listed(...files);
    assert.deepEqual([...now.keys()].sort(), [...expected].sort());
    return now;
  });
}

describe('What a case found in logs that are not open', () => {
  beforeEach(wake);
  afterEach(async () => {
    for (const setting of ['cloudtrail.detection.bundled', 'cloudtrail.detection.rules', 'cloudtrail.detection.level'])
      await configure(setting, undefined);
    await cleanUp();
    removeWritten();
  });

  const useRules = async (): Promise<void> => {
    const rules = write('rules/own.yml', CHAIN_RULES);
    await configure('cloudtrail.detection.bundled', false);
    await configure('cloudtrail.detection.rules', [vscode.Uri.joinPath(rules, '..').fsPath]);
  };
  const openCase = async (log: vscode.Uri): Promise<void> => {
    await vscode.commands.executeCommand('cloudtrail.openCase', vscode.Uri.joinPath(log, '..'));
  };

  /** A packed log, one on a line, and one that is laid out: each with something that is found. */
  async function threeLogs(): Promise<vscode.Uri[]> {
    await useRules();
    const packed = write('logs/a.json.gz', gzipSync(logText(call('DescribeVpcs', 0), call('StopLogging', 1))));
    const line = write('logs/b.json', logText(call('DescribeVpcs', 2), call('CreateUser', 3)));
    const pretty = write('logs/c.json', JSON.stringify({ Records: [call('StopLogging', 4)] }, undefined, 2));
    await openCase(packed);
    return [packed, line, pretty];
  }
  const A = 'cloudtrail-log a.json.gz "StopLogging": Trail was stopped · alice';
  const B = [
    'cloudtrail-log b.json "CreateUser": Trail was stopped, then a user made · alice',
    'cloudtrail-log b.json "CreateUser": User was made · alice',
  ];
  const C = 'file c.json "StopLogging": Trail was stopped · alice';

  it('is listed where a person would see it, on the events’ names', async () => {
    const logs = await threeLogs();
    const found = await lists(logs, A, ...B, C);
    assert.deepEqual(
      [...found.values()].map((one) => isFinding(one)),
      [...found.values()].map(() => true),
    );
    assert.equal(found.get(A)?.severity, vscode.DiagnosticSeverity.Warning);
    assert.equal(found.get(B[0] ?? '')?.severity, vscode.DiagnosticSeverity.Error);
    const isOfThem = ({ uri }: vscode.TextDocument): boolean =>
      logs.some((log) => log.toString() === uri.toString() || uri.query.includes(log.toString()));
    assert.deepEqual(vscode.workspace.textDocuments.filter(isOfThem), [], 'nothing was opened');
  });

  it('lists a correlation with its events in order, each where a person would see it', async () => {
    const [packed, ...others] = await threeLogs();
    // where those in other logs are is known last
    const { uri, range } = await eventually(async () => {
      const found = await lists([present(packed, 'log'), ...others], A, ...B, C);
      const related = present(found.get(B[0] ?? '')?.relatedInformation, 'events');
      assert.deepEqual(
        related.map(({ message }) => message),
        ['1. StopLogging · alice · 08:01:00', '2. CreateUser · alice · 08:03:00 (completes it)'],
      );
      const { location } = present(related[0], 'event');
      assert.ok(location.uri.query.endsWith('a.json.gz'));
      return location;
    });
    const elsewhere = await vscode.workspace.openTextDocument(uri);
    assert.equal(elsewhere.getText(range), '"StopLogging"');
  });

  it('lists nothing with a correlation of one event, nor where that is marked in its log', async () => {
    const rules = write('rules/own.yml', firstKeyRules('medium', '1h'));
    await configure('cloudtrail.detection.bundled', false);
    await configure('cloudtrail.detection.rules', [vscode.Uri.joinPath(rules, '..').fsPath]);
    const usual = write('logs/a.json', logText(call('CreateKeyPair', 1)));
    const later = { ...call('CreateKeyPair', 2), eventTime: '2026-03-14T10:00:00Z', awsRegion: 'eu-west-3' };
    const log = write('logs/b.json', logText(later, { ...later, eventName: 'DescribeVpcs', eventID: 'vpcs' }));
    await openCase(log);
    const said = 'cloudtrail-log b.json "CreateKeyPair": First key in a region · alice';
    const of = async (message: string): Promise<unknown> =>
      (await lists([usual, log], message)).get(message)?.relatedInformation;
    assert.deepEqual(await of(said), []);
    await inspect(log);
    assert.deepEqual(await of(`${said} (found in the case)`), []);
  });

  it('gives way to what is found in a log while that is open, raw or laid out', async () => {
    const logs = await threeLogs();
    const [, line, pretty] = logs;
    await lists(logs, A, ...B, C);
    await inspect(present(line, 'log'));
    const own = 'cloudtrail-log b.json "CreateUser": Trail was stopped, then a user made · alice (found in the case)';
    await lists(logs, A, own, B[1] ?? '', C);
    await vscode.commands.executeCommand('cloudtrail.openRaw');
    await activeLog(present(line, 'log'));
    await lists(logs, A, own.replace(READABLE, 'file'), (B[1] ?? '').replace(READABLE, 'file'), C);
    await vscode.commands.executeCommand('workbench.action.closeAllEditors');
    await lists(logs, A, ...B, C);
    await inspect(present(pretty, 'log'), 'file');
    await lists(logs, A, ...B, C);
  });

  it('follows the lowest level, the rules and the case', async () => {
    const logs = await threeLogs();
    await lists(logs, A, ...B, C);
    await configure('cloudtrail.detection.level', 'high');
    await lists(logs, B[0] ?? '');
    await configure('cloudtrail.detection.level', undefined);
    await lists(logs, A, ...B, C);
    await configure('cloudtrail.detection.rules', []);
    await lists(logs);
    await useRules();
    await lists(logs, A, ...B, C);
    await vscode.commands.executeCommand('cloudtrail.closeCase');
    await lists(logs);
  });

  it('lists of many events of a finding the first, with how many there are and some of the others', async () => {
    await useRules();
    const log = write('logs/a.json', logText(...[1, 2, 3, 4, 5, 6, 7, 8].map((minute) => call('CreateUser', minute))));
    await openCase(log);
    const many = 'cloudtrail-log a.json "CreateUser": User was made · alice (8 events)';
    const found = await lists([log], many);
    assert.deepEqual(
      found.get(many)?.relatedInformation?.map(({ message }) => message),
      [2, 3, 4, 5, 6].map(
        (minute) => `CreateUser · alice · 08:0${minute}:00${minute === 6 ? ' (and 2 more of this finding)' : ''}`,
      ),
    );
  });

  it('shows an event alone where its log is too large to be laid out for it', async () => {
    await useRules();
    const large = Array.from({ length: 9000 }, (_, n) => ({ ...call('DescribeVpcs', 1), eventID: `vpcs-${n}`, more: 'x'.repeat(400) })); // prettier-ignore
    const log = write('logs/a.json', logText(...large, call('StopLogging', 2)));
    assert.ok(fs.statSync(log.fsPath).size > 4 << 20);
    await openCase(log);
    await lists([log], 'alone a.json : Trail was stopped · alice');
    // the whole log has it by itself, as has the event alone
    await inspect(log);
    await lists([log], 'cloudtrail-log a.json "StopLogging": Trail was stopped · alice');
    await vscode.commands.executeCommand('workbench.action.closeAllEditors');
    await lists([log], 'alone a.json : Trail was stopped · alice');
  });

  it('shows an event alone where its log unpacks to much more than others do', async () => {
    await useRules();
    const alike = Array.from({ length: 25_000 }, (_, n) => ({ ...call('DescribeVpcs', 1), eventID: `${n}` }));
    const log = write('logs/a.json.gz', gzipSync(logText(...alike, call('StopLogging', 2))));
    assert.ok(fs.statSync(log.fsPath).size < 400_000);
    await openCase(log);
    await lists([log], 'alone a.json.gz : Trail was stopped · alice');
  });

  it('leaves a mark whose log was changed by others for the event alone, once that is known', async () => {
    await useRules();
    const log = write('logs/b.json', logText(call('DescribeVpcs', 0), call('StopLogging', 1)));
    await openCase(log);
    const there = 'cloudtrail-log b.json "StopLogging": Trail was stopped · alice';
    await lists([log], there);
    write('logs/b.json', logText(call('DescribeVpcs', 0), call('DescribeVpcs', 2), call('StopLogging', 1)));
    await inspect(log);
    await lists([log], there);
    await vscode.commands.executeCommand('workbench.action.closeAllEditors');
    await eventually(() => {
      const [, document] = present(diagnosticsOf(log)[0], 'document');
      assert.match(document.query, /^\[/);
    });
  });

  it('shows an event alone whatever its log is called', async () => {
    await useRules();
    const alike = Array.from({ length: 25_000 }, (_, n) => ({ ...call('DescribeVpcs', 1), eventID: `${n}` }));
    const log = write('logs/a [y](command:foo)$(zap) #1 %20é.json.gz', gzipSync(logText(...alike, call('StopLogging', 2)))); // prettier-ignore
    await openCase(log);
    await eventually(async () => {
      const [document] = vscode.languages.getDiagnostics().filter(([, all]) => all.some(isFinding));
      const shown = await vscode.workspace.openTextDocument(present(document, 'document')[0]);
      assert.match(shown.getText(), /"StopLogging"/);
      assert.doesNotMatch(shown.getText(), /DescribeVpcs/);
    });
  });

  it('moves a finding of many events to a log that is not open', async () => {
    await useRules();
    const made = (name: string, ...minutes: number[]): vscode.Uri =>
      write(`logs/${name}.json`, logText(...minutes.map((minute) => call('CreateUser', minute))));
    const logs = [made('a', 1, 2), made('b', 3, 4), made('c', 5)];
    await openCase(present(logs[0], 'log'));
    const first = 'cloudtrail-log a.json "CreateUser": User was made · alice (5 events)';
    await lists(logs, first);
    await inspect(present(logs[0], 'log'));
    await lists(
      logs,
      'cloudtrail-log a.json "CreateUser": User was made · alice',
      'alone b.json : User was made · alice (5 events)',
    );
    await vscode.commands.executeCommand('workbench.action.closeAllEditors');
    await lists(logs, first);
  });

  it('shows an event alone of a log that was changed since, which then says so', async () => {
    await useRules();
    await configure('cloudtrail.detection.level', 'critical');
    const log = write('logs/a.json', logText(call('DescribeVpcs', 0), call('StopLogging', 1)));
    await openCase(log);
    await vscode.commands.executeCommand('cloudtrail.nextFinding');
    write('logs/a.json', logText(call('StopLogging', 2), call('DescribeVpcs', 3)));
    await configure('cloudtrail.detection.level', undefined);
    await eventually(async () => {
      const [, document, diagnostics] = present(diagnosticsOf(log)[0], 'document');
      assert.deepEqual(
        diagnostics.map(({ message }) => message),
        ['Trail was stopped · alice'],
      );
      await assert.rejects(textOf(document), /written to or replaced since/);
    });
  });

  it('lists the most severe of too many, and how many more there are', async () => {
    await useRules();
    const by = (userName: string, event: Record<string, unknown>): Record<string, unknown> => ({
      ...event,
      eventID: `${userName} ${String(event['eventID'])}`,
      userIdentity: { type: 'IAMUser', userName },
    });
    const made = Array.from({ length: 1010 }, (_, n) => by(`user-${n}`, call('CreateUser', 1)));
    const other = write('logs/a.json', logText(by('bob', call('StopLogging', 2))));
    const log = write('logs/b.json', logText(...made));
    await openCase(log);
    await eventually(() => {
      const diagnostics = diagnosticsOf(other, log).flatMap(([, , all]) => all);
      const note = diagnostics.find(({ code }) => code === undefined);
      assert.match(note?.message ?? '', /^12 more findings of the case are not listed here/);
      assert.equal(diagnostics.length, 1000);
      assert.ok(diagnostics.some(({ message }) => message === 'Trail was stopped · bob'));
    });
    await inspect(other, 'file');
    await eventually(() => {
      const notes = diagnosticsOf(log).flatMap(([, , all]) => all.filter(({ code }) => code === undefined));
      assert.equal(notes.length, 1, 'it is said still where the first log is open');
    });
  });
});
