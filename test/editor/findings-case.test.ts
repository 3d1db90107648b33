import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { call, CHAIN_RULES } from './support/chain';
import { eventually, present } from './support/eventually';
import { logText, removeWritten, write } from './support/files';
import { cleanUp, configure, hoversAt, inspect, isFinding, placeOf, problemsOf, wake, whatFound } from './support/logs';

const STOPPED_ALONE = `title: Trail was stopped
id: alone
level: medium
logsource: { product: aws, service: cloudtrail }
detection:
  selection: { eventName: StopLogging }
  condition: selection
`;
const OF_AWS = `title: Four calls from AWS
id: four
level: high
correlation:
  type: event_count
  rules: [aws]
  group-by: [userIdentity.userName]
  timespan: 1h
  condition: { gte: 4 }
---
title: Call from AWS
id: aws
name: aws
level: low
logsource: { product: aws, service: cloudtrail }
detection:
  selection: { sourceIPAddress|cidr|expand: '%aws_networks%' }
  condition: selection
`;
const CHAIN = 'Trail was stopped, then a user made · alice (found in the case)';
const MADE = 'User was made · alice';

describe('What only a case tells', () => {
  beforeEach(wake);
  afterEach(async () => {
    for (const setting of ['cloudtrail.detection.bundled', 'cloudtrail.detection.rules', 'cloudtrail.detection.level'])
      await configure(setting, undefined);
    await cleanUp();
    removeWritten();
  });

  /** Opens two logs as a case: in one the trail is stopped, in the other a user is made. Returns the second. */
  async function openedCase(
    calls = [call('DescribeVpcs', 4), call('CreateUser', 5)],
  ): Promise<{ first: vscode.Uri; document: vscode.TextDocument }> {
    const rules = write('rules/own.yml', CHAIN_RULES);
    await configure('cloudtrail.detection.bundled', false);
    await configure('cloudtrail.detection.rules', [vscode.Uri.joinPath(rules, '..').fsPath]);
    const first = write('logs/a.json', logText(call('DescribeVpcs', 0), call('StopLogging', 1)));
    const second = write('logs/b.json', JSON.stringify({ Records: calls }, undefined, 2));
    await vscode.commands.executeCommand('cloudtrail.openCase', vscode.Uri.joinPath(first, '..'));
    return { first, document: await inspect(second, 'file') };
  }

  const messages = (problems: readonly vscode.Diagnostic[]): string[] => problems.map(({ message }) => message).sort();

  it('is marked in the log that completes it, with its events in order, each where it can be seen', async () => {
    const { first, document } = await openedCase();
    const problems = await problemsOf(document, (all) => messages(all).includes(CHAIN));
    assert.deepEqual(messages(problems), [CHAIN, MADE]);
    const mark = present(
      problems.find(({ message }) => message === CHAIN),
      'mark',
    );
    assert.equal(document.getText(mark.range), '"CreateUser"');
    assert.equal(mark.severity, vscode.DiagnosticSeverity.Error);
    assert.ok(isFinding(mark));
    const related = present(mark.relatedInformation, 'events');
    assert.deepEqual(
      related.map(({ message }) => message),
      ['1. StopLogging · alice · 08:01:00', '2. CreateUser · alice · 08:05:00 (completes it)'],
    );
    assert.equal(related[1]?.location.uri.toString(), document.uri.toString());
    const elsewhere = await vscode.workspace.openTextDocument(present(related[0], 'event').location.uri);
    assert.match(elsewhere.getText(), /"StopLogging"/);
    assert.doesNotMatch(elsewhere.getText(), /DescribeVpcs/);
    assert.ok(elsewhere.uri.query.includes(first.toString()));
  });

  it('stands in the Problems panel once for many events, each of which has its mark', async () => {
    const { document } = await openedCase([2, 3, 4, 5, 6].map((minute) => call('CreateUser', minute)));
    const problems = await problemsOf(document, (all) => messages(all).some((one) => one.includes('(found in')));
    const marks = problems.filter(({ message }) => message.includes('(found in'));
    marks.sort((a, b) => a.range.start.compareTo(b.range.start));
    const what = 'Trail was stopped, then a user made · alice (found in the case';
    assert.deepEqual(
      marks.map(({ message, severity }) => [message, vscode.DiagnosticSeverity[severity]]),
      [[`${what}, 5 events)`, 'Error'], ...[2, 3, 4, 5].map((n) => [`${what}, event ${n} of 5)`, 'Hint'])],
    );
  });

  it('stands on the page about the event, and on that of an event that led to it', async () => {
    const { first, document } = await openedCase();
    await problemsOf(document, (all) => messages(all).includes(CHAIN));
    assert.deepEqual(await suspicious(document, '"CreateUser"'), [
      '**High:** Trail was stopped, then a user made · found in the case',
      '**Low:** User was made',
    ]);
    const other = await inspect(first, 'cloudtrail-log');
    await problemsOf(other, (all) => all.some((one) => whatFound(one) === 'Trail was stopped'));
    assert.deepEqual(await suspicious(other, '"StopLogging"'), [
      '**High:** Trail was stopped, then a user made · event 1 of the 2 that led to it · found in the case',
      '**Medium:** Trail was stopped',
    ]);
  });

  /** What “Explain Event” says that was found on the event that has `text`. */
  async function suspicious(document: vscode.TextDocument, text: string): Promise<string[]> {
    const editor = await vscode.window.showTextDocument(document);
    const place = placeOf(document, text);
    editor.selection = new vscode.Selection(place, place);
    await vscode.commands.executeCommand('cloudtrail.explainEvent');
    const name = text.replaceAll('"', '`');
    const page = await eventually(() =>
      present(
        vscode.workspace.textDocuments.find(
          (one) => one.uri.scheme === 'cloudtrail-explain' && one.getText().startsWith(`# ${name}`),
        ),
        'page',
      ),
    );
    const [, list = ''] = /## Suspicious\n\n([^]*?)\n\n/.exec(page.getText()) ?? [];
    return list.split('\n').map((line) => line.replace(/^- /, ''));
  }

  it('has the quick fixes of every finding', async () => {
    const { document } = await openedCase();
    await problemsOf(document, (all) => messages(all).includes(CHAIN));
    const place = placeOf(document, '"CreateUser"');
    const actions = await vscode.commands.executeCommand<vscode.CodeAction[]>(
      'vscode.executeCodeActionProvider',
      document.uri,
      new vscode.Range(place, place),
      vscode.CodeActionKind.QuickFix.value,
    );
    const titles = actions.map(({ title }) => title);
    assert.ok(titles.includes('Except these 2 events from "Trail was stopped, then a user made"…'), titles.join('\n'));
    assert.ok(titles.includes('Open the rule "Trail was stopped, then a user made"'), titles.join('\n'));
    assert.ok(titles.includes('Except this event from "User was made"…'), titles.join('\n'));
  });

  it('follows the lowest level, and goes with the case', async () => {
    const { document } = await openedCase();
    await problemsOf(document, (all) => messages(all).includes(CHAIN));
    await configure('cloudtrail.detection.level', 'critical');
    await problemsOf(document, (all) => all.length === 0);
    await configure('cloudtrail.detection.level', 'high');
    await problemsOf(document, (all) => messages(all).join() === CHAIN);
    await vscode.commands.executeCommand('cloudtrail.closeCase');
    await problemsOf(document, (all) => all.length === 0);
  });

  const selected = (): string => {
    const editor = present(vscode.window.activeTextEditor, 'editor');
    return editor.document.getText(editor.selection);
  };

  it('is passed by the keys that go from finding to finding', async () => {
    const { document } = await openedCase();
    await problemsOf(document, (all) => messages(all).includes(CHAIN));
    await vscode.window.showTextDocument(document);
    await vscode.commands.executeCommand('cloudtrail.nextFinding');
    await eventually(() => assert.equal(selected(), '"CreateUser"'));
    await vscode.commands.executeCommand('cloudtrail.nextFinding');
    await eventually(() => assert.equal(selected(), '"StopLogging"'));
    await vscode.commands.executeCommand('cloudtrail.previousFinding');
    await eventually(() => assert.equal(selected(), '"CreateUser"'));
  });

  it('is waited for by these keys while the rules run', async () => {
    const { document } = await openedCase();
    await vscode.commands.executeCommand('cloudtrail.nextFinding');
    assert.equal(selected(), '"CreateUser"');
    await problemsOf(document, (all) => messages(all).includes(CHAIN));
    // another rule alone is in force from now on, and only the first log holds what it finds
    const other = write('other/own.yml', STOPPED_ALONE);
    await configure('cloudtrail.detection.rules', [vscode.Uri.joinPath(other, '..').fsPath]);
    await vscode.commands.executeCommand('cloudtrail.nextFinding');
    assert.equal(selected(), '"StopLogging"');
  });

  it('is waited for where no log is open yet, too', async () => {
    const { document } = await openedCase();
    await problemsOf(document, (all) => messages(all).includes(CHAIN));
    await vscode.commands.executeCommand('workbench.action.closeAllEditors');
    // the rules begin anew
    await vscode.commands.executeCommand('cloudtrail.reloadCase');
    await vscode.commands.executeCommand('cloudtrail.nextFinding');
    assert.equal(selected(), '"StopLogging"');
  });

  it('is gone through from the end where no log is open, in the order in which the keys go on', async () => {
    const made = { ...call('CreateUser', 5), eventTime: '2026-03-14T07:00:00Z' };
    const { document } = await openedCase([made]);
    await problemsOf(document, (all) => messages(all).join() === MADE);
    for (const [first, second] of [
      ['next', 'previous'],
      ['previous', 'next'],
    ]) {
      await vscode.commands.executeCommand('workbench.action.closeAllEditors');
      const names: string[] = [];
      for (const step of [first, second]) {
        await vscode.commands.executeCommand(`cloudtrail.${step}Finding`);
        names.push(selected());
      }
      // the trail was stopped later, but its log comes first
      assert.deepEqual(names, first === 'next' ? ['"StopLogging"', '"CreateUser"'] : ['"CreateUser"', '"StopLogging"']);
    }
  });

  it('is gone through in the order of the text from beside a log alone', async () => {
    const { document } = await openedCase([call('CreateUser', 5), call('StopLogging', 1)]);
    await vscode.commands.executeCommand('cloudtrail.closeCase');
    await problemsOf(document, (all) => all.length > 1);
    const notes = await vscode.workspace.openTextDocument({ content: 'notes' });
    await vscode.window.showTextDocument(notes, vscode.ViewColumn.Beside);
    await vscode.commands.executeCommand('cloudtrail.nextFinding');
    assert.equal(selected(), '"CreateUser"');
  });

  it('is waited for in a log alone too', async () => {
    const { document } = await openedCase();
    await vscode.commands.executeCommand('cloudtrail.closeCase');
    await problemsOf(document, (all) => messages(all).join() === MADE);
    await vscode.window.showTextDocument(document, { selection: new vscode.Range(0, 0, 0, 0) });
    const other = write('other/own.yml', STOPPED_ALONE.replaceAll('StopLogging', 'DescribeVpcs'));
    await configure('cloudtrail.detection.rules', [vscode.Uri.joinPath(other, '..').fsPath]);
    await vscode.commands.executeCommand('cloudtrail.nextFinding');
    assert.equal(selected(), '"DescribeVpcs"');
  });

  it('follows the copy of AWS’s list of networks that is named', async () => {
    const { document } = await openedCase();
    await problemsOf(document, (all) => messages(all).includes(CHAIN));
    const other = write('other/own.yml', OF_AWS);
    await configure('cloudtrail.detection.rules', [vscode.Uri.joinPath(other, '..').fsPath]);
    await problemsOf(document, (all) => all.length === 0);
    const prefixes = [{ ip_prefix: '192.0.2.0/24', region: 'eu-west-3', service: 'AMAZON' }];
    const list = write('ip-ranges.json', JSON.stringify({ syncToken: '1', prefixes, ipv6_prefixes: [] }));
    await configure('cloudtrail.ipDatabases', [list.fsPath]);
    await problemsOf(document, (all) => messages(all).includes('Four calls from AWS · alice (found in the case)'));
    await configure('cloudtrail.ipDatabases', undefined);
    await problemsOf(document, (all) => all.length === 0);
  });

  describe('says why over the name of the event', () => {
    const whyAt = async (document: vscode.TextDocument, name: string): Promise<string> => {
      const hovers = await hoversAt(document, placeOf(document, `"${name}"`));
      return hovers
        .map(({ value }) => value)
        .filter((value) => /found in the case/.test(value))
        .join('\n');
    };

    it('counts what the case has of a finding, as the view does', async () => {
      const again = { ...call('StopLogging', 7), eventTime: '2026-03-15T08:07:00Z' };
      const { document } = await openedCase([call('StopLogging', 6), again]);
      await eventually(async () => {
        const hovers = await hoversAt(document, placeOf(document, '"StopLogging"'));
        const why = hovers.map(({ value }) => value).join('\n');
        const words = 'Found 3 times in the case by this identity from this network, ';
        assert.ok(why.includes(`${words}2026-03-14 08:01:00 – 2026-03-15 08:07:00.`), why);
      });
    });

    it('that completes it: the events, what they share, and what it is counted as', async () => {
      const { document } = await openedCase();
      await problemsOf(document, (all) => messages(all).includes(CHAIN));
      const why = await whyAt(document, 'CreateUser');
      assert.ok(why.startsWith('**Trail was stopped, then a user made** · High · found in the case\n'), why);
      assert.ok(why.includes('2 events lead to it, 08:01:00 – 08:05:00'), why);
      assert.ok(why.includes('they share `userIdentity.userName` `alice`'), why);
      assert.ok(why.includes('It counts this event as "User was made":'), why);
      assert.ok(why.includes('- `selection`: `eventName` matches `CreateUser`'), why);
      // what the log alone tells follows, by its level
      assert.ok(why.indexOf('**User was made** · Low') > why.indexOf('Trail was stopped'), why);
      assert.equal(await whyAt(document, 'DescribeVpcs'), '');
    });

    it('that led to it, in another log: its place among them', async () => {
      const { first } = await openedCase();
      const document = await inspect(first);
      await problemsOf(document, (all) => all.some((one) => whatFound(one) === 'Trail was stopped'));
      const why = await whyAt(document, 'StopLogging');
      assert.match(why, /Trail was stopped, then a user made\*\* · High · found in the case\n+Event 1 of the 2/);
    });

    it('and nothing of a case that is closed', async () => {
      const { document } = await openedCase();
      await problemsOf(document, (all) => messages(all).includes(CHAIN));
      await vscode.commands.executeCommand('cloudtrail.closeCase');
      await problemsOf(document, (all) => !messages(all).includes(CHAIN));
      assert.equal(await whyAt(document, 'CreateUser'), '');
    });
  });

  describe('in a log that has another name or place now', () => {
    const reached = async (uri: vscode.Uri, isReached: (all: readonly vscode.Diagnostic[]) => boolean): Promise<void> =>
      eventually(() => assert.ok(isReached(vscode.languages.getDiagnostics(uri).filter(isFinding)), uri.toString()));

    it('is marked there, and no more where it was', async () => {
      const { document } = await openedCase();
      const was = document.uri;
      await problemsOf(document, (all) => messages(all).includes(CHAIN));
      const is = vscode.Uri.joinPath(was, '../renamed.json');
      const change = new vscode.WorkspaceEdit();
      change.renameFile(was, is);
      assert.ok(await vscode.workspace.applyEdit(change));
      await reached(is, (all) => messages(all).includes(CHAIN));
      await reached(was, (all) => all.length === 0);
    });

    it('is found no more when it was deleted', async () => {
      const { first, document } = await openedCase();
      await problemsOf(document, (all) => messages(all).includes(CHAIN));
      const change = new vscode.WorkspaceEdit();
      change.deleteFile(first);
      assert.ok(await vscode.workspace.applyEdit(change));
      await problemsOf(document, (all) => messages(all).join() === MADE);
      await reached(first, (all) => all.length === 0);
    });
  });

  describe('in a log that was edited since', () => {
    // what is saved a second later would be another log
    beforeEach(() => configure('files.autoSave', 'off'));
    afterEach(async () => {
      for (const document of vscode.workspace.textDocuments.filter(({ isDirty }) => isDirty)) {
        await vscode.window.showTextDocument(document);
        await vscode.commands.executeCommand('workbench.action.files.revert');
      }
    });

    const NOTE =
      'A finding of the case is not marked here: this log was changed after the case was read. "Read the Case Again" marks it.';
    const edit = async ({ uri }: vscode.TextDocument, range: vscode.Range, text: string): Promise<void> => {
      const change = new vscode.WorkspaceEdit();
      change.replace(uri, range, text);
      assert.ok(await vscode.workspace.applyEdit(change));
    };
    const insertFirst = (document: vscode.TextDocument, ...calls: Record<string, unknown>[]): Promise<void> => {
      const at = placeOf(document, '"Records": [', 0, '"Records": ['.length);
      return edit(document, new vscode.Range(at, at), calls.map((one) => `${JSON.stringify(one)},`).join('\n'));
    };

    it('marks no other event, says that one is left out, and marks it again when the edit is undone', async () => {
      const { document } = await openedCase();
      await problemsOf(document, (all) => messages(all).includes(CHAIN));
      await insertFirst(document, call('DescribeSubnets', 3));
      const problems = await problemsOf(document, (all) => messages(all).includes(NOTE));
      assert.deepEqual(messages(problems), [NOTE, MADE]);
      const hovers = await hoversAt(document, placeOf(document, '"DescribeVpcs"'));
      assert.ok(hovers.every(({ value }) => !value.includes('Trail was stopped')));
      await vscode.window.showTextDocument(document);
      await vscode.commands.executeCommand('undo');
      await problemsOf(document, (all) => messages(all).join() === `${CHAIN},${MADE}`);
    });

    it('is read again when it is saved: its events are those that it has now', async () => {
      const { document } = await openedCase();
      await problemsOf(document, (all) => messages(all).includes(CHAIN));
      await insertFirst(document, call('DescribeSubnets', 3));
      await problemsOf(document, (all) => messages(all).includes(NOTE));
      assert.ok(await document.save());
      const problems = await problemsOf(document, (all) => messages(all).join() === `${CHAIN},${MADE}`);
      const mark = problems.find(({ message }) => message === CHAIN);
      assert.equal(document.getText(mark?.range), '"CreateUser"');
      // once more, with another one that completes it
      await insertFirst(document, call('CreateUser', 2));
      assert.ok(await document.save());
      const both = await problemsOf(
        document,
        (all) => messages(all).filter((message) => message === CHAIN).length === 2,
      );
      for (const { message, range } of both)
        if (message === CHAIN) assert.equal(document.getText(range), '"CreateUser"');
    });

    it('nor one of several calls in a row that say the same', async () => {
      const again = (id: string): Record<string, unknown> => ({ ...call('CreateUser', 5), eventID: id });
      const { document } = await openedCase([again('first'), again('second'), call('DescribeVpcs', 6)]);
      const marks = (all: readonly vscode.Diagnostic[]): number =>
        messages(all).filter((message) => message === CHAIN).length;
      const before = marks(await problemsOf(document, (all) => messages(all).includes(CHAIN)));
      // the place of the first is the second's, and that of the second another's
      const first = placeOf(document, '"first"', 0, 0);
      const record = (
        await vscode.commands.executeCommand<vscode.DocumentSymbol[]>(
          'vscode.executeDocumentSymbolProvider',
          document.uri,
        )
      )
        .flatMap((symbol) => [symbol, ...symbol.children])
        .find(({ name, range }) => name.includes('CreateUser') && range.contains(first));
      const { range } = present(record, 'symbol');
      await edit(document, new vscode.Range(range.start, range.end.translate(0, 1)), '');
      const problems = await problemsOf(document, (all) => messages(all).some((message) => /not marked/.test(message)));
      assert.equal(marks(problems), 0);
      assert.ok(before > 0);
    });

    it('shows no other event when one is gone to, and says so', async () => {
      const { first, document } = await openedCase();
      await problemsOf(document, (all) => messages(all).includes(CHAIN));
      await insertFirst(document, call('DescribeSubnets', 3));
      await problemsOf(document, (all) => messages(all).includes(NOTE));
      const editor = await vscode.window.showTextDocument(document, { selection: new vscode.Range(0, 0, 0, 0) });
      await vscode.commands.executeCommand('cloudtrail.nextFinding');
      assert.ok(editor.selection.isEmpty);
      // the next one is gone to all the same
      await vscode.commands.executeCommand('cloudtrail.nextFinding');
      assert.equal(selected(), '"StopLogging"');
      assert.ok(vscode.window.activeTextEditor?.document.uri.toString().includes(first.path));
    });
  });
});
