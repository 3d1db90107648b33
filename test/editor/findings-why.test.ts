import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { firstKeyRules } from './support/chain';
import { eventually, present } from './support/eventually';
import { logText, record, removeWritten, write, writeGzip } from './support/files';
import { assertHarmless } from './support/harmless';
import { cleanUp, configure, hoversAt, inspect, isFinding, openReadable, placeOf, problemsOf } from './support/logs';

const RULES = `title: Trail was stopped [now](http://evil)
id: stopped
level: high
description: >-
  Nobody sees <b>what</b>
  comes next.
tags: [attack.defense-evasion, attack.t1562.008]
falsepositives: ['A [trail](command:x) that moves', Cleaning up]
logsource: { product: aws, service: cloudtrail }
detection:
  call: { eventName: StopLogging, errorCode: null }
  agent: { userAgent|contains: curl }
  condition: call and agent
---
title: Call was refused
id: refused
name: refused
level: low
logsource: { product: aws, service: cloudtrail }
detection:
  selection: { errorCode|endswith: Denied }
  condition: selection
---
title: Calls were refused in a row
id: row
level: medium
correlation:
  type: event_count
  rules: [refused]
  group-by: [userIdentity.userName]
  timespan: 1h
  condition: { gte: 3 }
---
${firstKeyRules('low', '0s')}`;

const at = (minute: number, members: Record<string, unknown> = {}): Record<string, unknown> =>
  record({ eventTime: `2026-03-14T08:${String(minute).padStart(2, '0')}:00Z`, eventID: `event-${minute}`, ...members });
const refused = (minute: number): Record<string, unknown> =>
  at(minute, { eventName: 'CreateUser', errorCode: 'AccessDenied' });

/** Opens a log of these records while only the rules of this file are in force. */
async function opened(...records: Record<string, unknown>[]): Promise<vscode.TextDocument> {
  const rules = write('rules/own.yml', RULES);
  await configure('cloudtrail.detection.bundled', false);
  await configure('cloudtrail.detection.rules', [vscode.Uri.joinPath(rules, '..').fsPath]);
  return openReadable(writeGzip(logText(...records)));
}

/** What we say of why, over the name of the `nth` event; not what explains the call itself. */
async function whyAt(document: vscode.TextDocument, name: string, nth = 0): Promise<string> {
  const hovers = await hoversAt(document, placeOf(document, `"${name}"`, nth));
  for (const hover of hovers) await assertHarmless(hover);
  return hovers
    .map(({ value }) => value)
    .filter((value) => /Trail was stopped|refused/.test(value))
    .join('\n');
}

const findings = async (document: vscode.TextDocument, count: number): Promise<vscode.Diagnostic[]> =>
  (await problemsOf(document, (all) => all.filter(isFinding).length === count)).filter(isFinding);

describe('Findings in a log', () => {
  afterEach(async () => {
    for (const setting of ['cloudtrail.detection.bundled', 'cloudtrail.detection.rules', 'cloudtrail.detection.level'])
      await configure(setting, undefined);
    await cleanUp();
    removeWritten();
  });

  describe('say why, over the name of the event', () => {
    it('in the selections of the rule: which field matched which value', async () => {
      const document = await opened(at(1, { eventName: 'StopLogging', userAgent: 'curl/8 `](http://evil) <b>' }));
      await findings(document, 1);
      const why = await whyAt(document, 'StopLogging');
      assert.ok(
        why.startsWith(String.raw`**Trail was stopped \[now\]\(http\:\//evil\)** · High · Defense Evasion` + '\n'),
        why,
      );
      assert.ok(why.includes('- `call`: `eventName` matches `StopLogging`\n'), why);
      assert.ok(why.includes('- `call`: `errorCode` is absent\n'), why);
      assert.ok(why.includes('- `agent`: `userAgent|contains` `curl` matches ``curl/8 `](http://evil) <b>``'), why);
    });

    it('and that it is below the level shown, where it is marked nowhere', async () => {
      const document = await opened(at(1, { eventName: 'StopLogging', userAgent: 'curl' }));
      await findings(document, 1);
      await configure('cloudtrail.detection.level', 'critical');
      await findings(document, 0);
      const why = await whyAt(document, 'StopLogging');
      assert.match(why.split('\n')[0] ?? '', / · High · Defense Evasion · below the level shown$/);
    });

    it('with what it means, how often it was found, what else it may be, and what to do', async () => {
      const stop = { eventName: 'StopLogging', userAgent: 'curl' };
      const document = await opened(at(1, stop), at(7, stop), at(9, { ...stop, sourceIPAddress: '203.0.113.9' }));
      await findings(document, 3);
      const why = await whyAt(document, 'StopLogging', 1);
      assert.match(why, /Defense Evasion\n\nNobody sees \\<b\\>what\\<\/b\\> comes next\.\n\n- `call`/);
      assert.ok(why.includes('Found 2 times by this identity from this network, 08:01:00 – 08:07:00.'), why);
      assert.match(why, /What else it may be:\n- A \\\[trail\\\]\\\(command:x\\\) that moves\n- Cleaning up$/);
      const alone = await whyAt(document, 'StopLogging', 2);
      assert.ok(!alone.includes('Found'), alone);
      const hovers = await hoversAt(document, placeOf(document, '"StopLogging"', 1));
      const deeds = present(
        hovers.find(({ isTrusted }) => typeof isTrusted === 'object'),
        'ways on',
      );
      const [places, reasons] = [deeds, hovers.find(({ value }) => value.includes('Found 2 times'))].map(
        (one) => one && hovers.indexOf(one),
      );
      assert.ok(places !== undefined && reasons !== undefined && places < reasons, 'in sight without scrolling');
      const [, args = ''] = /showEventsOfIdentity\?([^)]*)\)$/.exec(deeds.value) ?? [];
      // VS Code decodes it twice
      assert.deepEqual(JSON.parse(decodeURIComponent(decodeURIComponent(args))), [
        { scope: document.uri.toString(), row: 1 },
      ]);
    });

    it('of a correlation the group, the number and the time, and what it counts this event as', async () => {
      const document = await opened(refused(1), refused(5), refused(9));
      await findings(document, 1);
      const why = await whyAt(document, 'CreateUser', 2);
      assert.ok(why.startsWith('**Calls were refused in a row** · Medium\n'), why);
      assert.ok(why.includes('3 events lead to it, 08:01:00 – 08:09:00'), why);
      assert.ok(why.includes('they share `userIdentity.userName` `alice`'), why);
      assert.ok(why.includes('"Call was refused"'), why);
      assert.ok(why.includes('- `selection`: `errorCode|endswith` `Denied` matches `AccessDenied`'), why);
    });

    it('and of the events before the last their place in the chain', async () => {
      const document = await opened(refused(1), refused(5), refused(9));
      await findings(document, 1);
      assert.match(await whyAt(document, 'CreateUser', 1), /Event 2 of the 3 that led to it/);
    });

    it('also over its key, and in a log on one line', async () => {
      const document = await opened(at(1, { eventName: 'StopLogging', userAgent: 'curl' }));
      await findings(document, 1);
      const onKey = await hoversAt(document, placeOf(document, '"eventName"'));
      assert.ok(onKey.some(({ value }) => value.startsWith('**Trail was stopped')));
      await configure('cloudtrail.openAs', 'raw');
      const raw = await inspect(
        write('one.json', logText(at(1, { eventName: 'StopLogging', userAgent: 'curl' }))),
        'file',
      );
      await findings(raw, 1);
      assert.match(await whyAt(raw, 'StopLogging'), /Trail was stopped/);
      const elsewhere = await hoversAt(raw, placeOf(raw, '"eventSource"'));
      assert.ok(elsewhere.every(({ value }) => !value.startsWith('**Trail was stopped')));
    });

    it('and nothing elsewhere', async () => {
      const document = await opened(at(1, { eventName: 'StopLogging', userAgent: 'curl' }), at(2));
      await findings(document, 1);
      assert.equal(await whyAt(document, 'DescribeInstances'), '');
      assert.equal(await whyAt(document, '192.0.2.10'), '');
    });
  });

  it('say whose they are, however few their events, or that nobody is named', async () => {
    const stop = (minute: number, userIdentity?: Record<string, unknown>): Record<string, unknown> =>
      at(minute, { eventName: 'StopLogging', userAgent: 'curl', userIdentity });
    const user = (userName: string): Record<string, unknown> => ({ type: 'IAMUser', userName });
    const long = 'x'.repeat(1000);
    const document = await opened(
      stop(1, user('alice')),
      stop(2, user('bob')),
      stop(3, user(`eve\u202e\n${long}`)),
      stop(4),
    );
    const [alice, bob, eve, nobody] = (await findings(document, 4)).map(({ message }) => message);
    const title = 'Trail was stopped [now](http://evil)';
    assert.deepEqual([alice, bob, nobody], [`${title} · alice`, `${title} · bob`, `${title} · no identity`]);
    assert.match(eve ?? '', /^.* · eve\ufffd.x{200,300}…$/);
  });

  describe('name what belongs to them', () => {
    it('the chain of a correlation, in order', async () => {
      const document = await opened(refused(9), refused(1), at(3), refused(5));
      const [finding] = await findings(document, 1);
      const related = present(finding?.relatedInformation, 'related information');
      assert.deepEqual(
        related.map(({ message }) => message),
        [
          '1. CreateUser · alice · 08:01:00',
          '2. CreateUser · alice · 08:05:00',
          '3. CreateUser · alice · 08:09:00 (completes it)',
        ],
      );
      for (const { location } of related) {
        assert.equal(location.uri.toString(), document.uri.toString());
        assert.equal(document.getText(location.range), '"CreateUser"');
      }
      assert.ok(related[2]?.location.range.isEqual(present(finding?.range, 'range')));
    });

    it('nothing of a correlation that one event completed alone', async () => {
      const keys = ['us-east-1', 'eu-west-3'].map((awsRegion, n) =>
        at(n, { eventName: 'CreateKeyPair', awsRegion, sourceIPAddress: `192.0.${n}.1` }),
      );
      for (const { message, relatedInformation } of await findings(await opened(...keys), 2)) {
        assert.equal(message, 'First key in a region · alice');
        assert.deepEqual(relatedInformation, []);
      }
    });

    it('of a long finding the next five with its first event, and with each other one the first and its neighbours', async () => {
      const stops = Array.from({ length: 15 }, (_, n) => at(n, { eventName: 'StopLogging', userAgent: 'curl' }));
      const document = await opened(...stops);
      const all = await findings(document, 15);
      const minutes = all.map(({ relatedInformation: related = [], range }) => {
        assert.ok(related.every(({ location }) => !location.range.isEqual(range)));
        return related.map(({ message }) => Number(/^StopLogging · alice · 08:(\d\d):00/.exec(message)?.[1]));
      });
      assert.deepEqual(minutes[0], [1, 2, 3, 4, 5]);
      assert.match(all[0]?.relatedInformation?.[4]?.message ?? '', / \(and 9 more of this finding\)$/);
      assert.deepEqual(minutes[1], [0, 2]);
      assert.deepEqual(minutes[7], [0, 6, 8]);
      assert.deepEqual(minutes[14], [0, 13]);
    });

    it('of a short one all others', async () => {
      const stops = [1, 2, 3].map((n) => at(n, { eventName: 'StopLogging', userAgent: 'curl' }));
      for (const { relatedInformation: related = [], range } of await findings(await opened(...stops), 3)) {
        assert.equal(related.length, 2);
        assert.ok(related.every(({ location }) => !location.range.isEqual(range)));
      }
    });

    it('no others when they are the only one, or by another identity', async () => {
      const stop = { eventName: 'StopLogging', userAgent: 'curl' };
      const document = await opened(
        at(1, stop),
        at(2, { ...stop, userIdentity: { type: 'IAMUser', userName: 'bob' } }),
      );
      for (const { relatedInformation } of await findings(document, 2)) assert.deepEqual(relatedInformation, []);
    });
  });

  it('are those of the level that the setting asks for, at once', async () => {
    const document = await opened(
      at(1, { eventName: 'StopLogging', userAgent: 'curl' }),
      refused(2),
      refused(3),
      refused(4),
    );
    await findings(document, 2);
    await configure('cloudtrail.detection.level', 'high');
    const [only] = await findings(document, 1);
    assert.equal(present(only, 'finding').message, 'Trail was stopped [now](http://evil) · alice');
    await configure('cloudtrail.detection.level', 'medium');
    await findings(document, 2);
  });

  describe('are gone through with two keys', () => {
    const step = async (command: 'next' | 'previous'): Promise<string> => {
      await vscode.commands.executeCommand(`cloudtrail.${command}Finding`);
      const { document, selection } = present(vscode.window.activeTextEditor, 'editor');
      assert.equal(document.getText(selection), '"StopLogging"');
      const text = document.getText();
      const before = text.slice(0, document.offsetAt(selection.start));
      return present(/.*"eventTime": "2026-03-14T08:(\d\d)/s.exec(before)?.[1], 'time');
    };
    const stop = { eventName: 'StopLogging', userAgent: 'curl' };

    it('in the order of the text, round its ends', async () => {
      const document = await opened(at(5, stop), at(6), at(2, stop), at(7), at(9, stop));
      await findings(document, 3);
      const seen: string[] = [];
      for (let n = 0; n < 4; n++) seen.push(await step('next'));
      assert.deepEqual(seen, ['05', '02', '09', '05']);
      for (let n = 0; n < 3; n++) seen.push(await step('previous'));
      assert.deepEqual(seen.slice(4), ['09', '02', '05']);
    });

    it('in a log on one line too, from wherever the cursor is', async () => {
      const rules = write('rules/own.yml', RULES);
      await configure('cloudtrail.detection.bundled', false);
      await configure('cloudtrail.detection.rules', [vscode.Uri.joinPath(rules, '..').fsPath]);
      await configure('cloudtrail.openAs', 'raw');
      const document = await inspect(write('one.json', logText(at(1), at(2, stop), at(3), at(4, stop))), 'file');
      await findings(document, 2);
      const editor = present(vscode.window.activeTextEditor, 'editor');
      const place = placeOf(document, '08:03:00');
      editor.selection = new vscode.Selection(place, place);
      await vscode.commands.executeCommand('cloudtrail.nextFinding');
      const fourth = document.getText().lastIndexOf('"StopLogging"');
      await eventually(() => assert.equal(document.offsetAt(editor.selection.start), fourth));
      await vscode.commands.executeCommand('cloudtrail.previousFinding');
      const second = document.getText().indexOf('"StopLogging"');
      await eventually(() => assert.equal(document.offsetAt(editor.selection.start), second));
    });

    it('and stays where it is when there is none', async () => {
      const document = await opened(at(1));
      await eventually(() => assert.equal(vscode.window.activeTextEditor?.document, document));
      await vscode.commands.executeCommand('cloudtrail.nextFinding');
      assert.ok(vscode.window.activeTextEditor?.selection.isEmpty);
    });
  });
});
