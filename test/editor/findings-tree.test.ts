import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { CaseEngine } from '../../src/case/engine';
import { summaryOf } from '../../src/case/eventTable';
import { LogDocument } from '../../src/case/documents/logDocument';
import { eventOfRow } from '../../src/features/eventRows';
import { hasSeveralDays } from '../../src/features/eventTimes';
import type { Division } from '../../src/features/findings/tree/model';
import type { Node } from '../../src/features/findings/tree/nodes';
import type { FindingScope } from '../../src/features/findings/scope';
import { rulesOn } from '../../src/features/findings/steps/flagged';
import { OpenedRows } from '../../src/features/openedRows';
import { FindingTree } from '../../src/features/findings/tree/tree';
import { logText, record } from './support/files';
import { present } from './support/eventually';
import { configure } from './support/logs';

const LOG = 'file:///log.json';

const rule = (id: string, level: string, tactic: string, eventName: string): string => `title: Rule ${id}
id: ${id}
name: ${id}
level: ${level}
tags: [attack.t1078, ${tactic}]
description: What \`${id}\` means.
falsepositives: [Cleaning up, A move]
logsource: { product: aws, service: cloudtrail }
detection:
  selection: { eventName: ${eventName} }
  condition: selection
`;
const RULES = [
  rule('stop', 'high', 'attack.defense-evasion', 'StopLogging'),
  rule('key', 'low', 'attack.persistence', 'CreateAccessKey'),
  rule('user', 'medium', 'attack.privilege_escalation', 'CreateUser'),
  rule('enter', 'low', 'attack.initial-access', 'ConsoleLogin'),
  rule('list', 'informational', 'detection.emerging-threats', 'ListUsers'),
  `title: Rule burst
id: burst
level: critical
tags: [attack.discovery]
correlation:
  type: event_count
  rules: [user]
  generate: true
  group-by: [userIdentity.userName]
  timespan: 1h
  condition: { gte: 3 }
`,
  `title: Rule new
id: new
level: low
correlation:
  type: first_seen
  rules: [group]
  condition: { field: requestParameters.groups, learning: 0s }
`,
  rule('group', 'informational', 'attack.discovery', 'ListGroups'),
  rule('one', 'low', 'attack.discovery', 'GetUser'),
  rule('two', 'low', 'attack.discovery', '[GetRole, GetUser]'),
].join('---\n');

const call = (eventName: string, minute: number, userName = 'alice', more = {}): Record<string, unknown> =>
  record({
    eventName,
    eventTime: `2026-03-14T08:${String(minute).padStart(2, '0')}:00Z`,
    eventID: `${eventName} ${minute} ${userName}`,
    userIdentity: { type: 'IAMUser', userName },
    ...more,
  });

/** The tree of what the rules find in these records. */
async function treeOf(
  records: readonly Record<string, unknown>[],
  division: Division = 'tactic',
  isOfCase = false,
): Promise<FindingTree> {
  const nowhere = (): never => {
    throw new Error('There is no file here.');
  };
  const engine = new CaseEngine(
    { read: nowhere, inflate: nowhere, list: nowhere },
    async () => ({ sources: [{ path: 'rules.yml', text: RULES }] }),
    { progress: () => undefined, changed: () => undefined },
    nowhere,
  );
  const analysis = await engine.open({ uri: LOG, from: { text: logText(...records) } });
  const scope: FindingScope = {
    id: LOG,
    owner: LOG,
    findings: await engine.answers.findings(LOG),
    withDays: hasSeveralDays(new LogDocument(LOG, 1, analysis)),
    coverage: { events: records.length, broken: 0, lacking: 0, isStopped: false },
    isOfCase,
    events: async (rows) =>
      rows.map((row) => {
        const event = summaryOf(analysis.events, row);
        // where an event of a case stands is the same whatever its row
        return isOfCase ? { ...event, place: { uri: LOG, record: event.time } } : event;
      }),
    records: (rows) => engine.records(LOG, rows),
  };
  const tree = new FindingTree(() => scope);
  tree.dividedBy = division;
  return tree;
}

/** Items of ours have plain texts. */
function textOf(text: vscode.TreeItem['label'] | vscode.TreeItem['description']): string {
  assert.ok(typeof text === 'string', JSON.stringify(text));
  return text;
}

/** The tree as a person reads it when all is open: an indented line a row, with what stands behind it. */
async function rowsOf(tree: FindingTree, parent?: Node, indent = ''): Promise<string[]> {
  const rows: string[] = [];
  for (const node of await tree.getChildren(parent)) {
    const { label, description } = tree.getTreeItem(node);
    rows.push(`${indent}${textOf(label)} | ${textOf(description)}`, ...(await rowsOf(tree, node, `${indent}  `)));
  }
  return rows;
}

/** Every item, level by level, with the most siblings that there were. */
async function allOf(tree: FindingTree): Promise<{ nodes: Node[]; items: vscode.TreeItem[]; siblings: number }> {
  const all: Node[] = [];
  const items: vscode.TreeItem[] = [];
  let siblings = 0;
  const walk = async (parent?: Node): Promise<void> => {
    const nodes = await tree.getChildren(parent);
    siblings = Math.max(siblings, nodes.length);
    for (const node of nodes) {
      all.push(node);
      items.push(tree.getTreeItem(node));
      await walk(node);
    }
  };
  await walk();
  return { nodes: all, items, siblings };
}

describe('The tree of findings', () => {
  afterEach(() => configure('cloudtrail.detection.level', undefined));

  const some = [
    call('StopLogging', 3, 'bob'),
    call('CreateAccessKey', 1),
    call('CreateAccessKey', 2, 'alice', { sourceIPAddress: '192.0.2.11' }),
    call('CreateAccessKey', 4, 'bob', { errorCode: 'AccessDenied' }),
    call('DescribeVpcs', 5),
  ];

  it('goes by level, then by tactic, then has the findings with their events', async () => {
    assert.deepEqual(await rowsOf(await treeOf(some)), [
      'High | 1',
      '  Defense Evasion | 1',
      '    Rule stop | bob · 08:03:00',
      '      08:03:00 StopLogging | us-east-1',
      'Low | 2',
      '  Persistence | 2',
      '    Rule key | 2',
      '      2 × alice | 192.0.2.0/24 · 08:01:00 – 08:02:00',
      '        08:01:00 CreateAccessKey | us-east-1',
      '        08:02:00 CreateAccessKey | us-east-1',
      '      bob | 192.0.2.10 · 08:04:00',
      '        08:04:00 CreateAccessKey | denied: AccessDenied',
    ]);
  });

  it('has the day with every time where the log has events of several', async () => {
    const later = call('StopLogging', 3, 'bob', { eventTime: '2026-03-15T07:00:00Z', eventID: 'the day after' });
    const rows = await rowsOf(await treeOf([...some, later]));
    assert.deepEqual(rows.slice(2, 5), [
      '    2 × Rule stop | bob · 2026-03-14 08:03:00 – 2026-03-15 07:00:00',
      '      2026-03-14 08:03:00 StopLogging | us-east-1',
      '      2026-03-15 07:00:00 StopLogging | us-east-1',
    ]);
    assert.ok(rows.includes('      2 × alice | 192.0.2.0/24 · 2026-03-14 08:01:00 – 08:02:00'), rows.join('\n'));
  });

  it('goes by level, then by identity, those with the most findings first', async () => {
    const log = [...some, call('CreateAccessKey', 6, 'bob', { sourceIPAddress: '198.51.100.7' })];
    assert.deepEqual(
      (await rowsOf(await treeOf(log, 'identity'))).filter((row) => !/^ *\d\d:/.test(row)),
      [
        'High | 1',
        '  bob | 1',
        '    Rule stop | 08:03:00',
        'Low | 3',
        '  bob | 2',
        '    Rule key | 2',
        '      192.0.2.10 | 08:04:00',
        '      198.51.100.7 | 08:06:00',
        '  alice | 1',
        '    2 × Rule key | 08:01:00 – 08:02:00',
      ],
    );
  });

  it('says by tactic whose the findings of a rule are that one identity made from several networks', async () => {
    const log = [
      call('CreateAccessKey', 4, 'bob'),
      call('CreateAccessKey', 6, 'bob', { sourceIPAddress: '198.51.100.7' }),
    ];
    const tree = await treeOf(log);
    assert.deepEqual(
      (await rowsOf(tree)).filter((row) => !/^ *\d\d:/.test(row)),
      [
        'Low | 2',
        '  Persistence | 2',
        '    Rule key | 2 · bob',
        '      192.0.2.10 | 08:04:00',
        '      198.51.100.7 | 08:06:00',
      ],
    );
    const { items } = await allOf(tree);
    const labels = items.map(({ accessibilityInformation }) => accessibilityInformation?.label);
    assert.ok(labels.includes('Rule key, Low, 2 findings, 2 events, bob'), labels.join('\n'));
  });

  it('knows tactics with underscores, and has a place for rules without one', async () => {
    await configure('cloudtrail.detection.level', 'informational');
    const rows = await rowsOf(await treeOf([call('CreateUser', 1), call('ListUsers', 2)]));
    assert.deepEqual(
      rows.filter((row) => /^ {2}\S/.test(row)),
      ['  Privilege Escalation | 1', '  (no tactic) | 1'],
    );
  });

  it('opens a correlation to the event that completed it, and that to its chain in order', async () => {
    const log = [1, 2, 3].map((minute) => call('CreateUser', minute));
    const rows = await rowsOf(await treeOf(log));
    assert.deepEqual(rows.slice(0, 7), [
      'Critical | 1',
      '  Discovery | 1',
      '    Rule burst | alice · 08:03:00',
      '      08:03:00 CreateUser | after 2 events · us-east-1',
      '        1. 08:01:00 CreateUser | alice · us-east-1',
      '        2. 08:02:00 CreateUser | alice · us-east-1',
      '        3. 08:03:00 CreateUser | alice · us-east-1',
    ]);
  });

  it('has a row for each value of an event that was never there before, and says which', async () => {
    const tree = await treeOf([call('ListGroups', 1, 'alice', { requestParameters: { groups: ['one', 'two'] } })]);
    const rows = await rowsOf(tree);
    assert.deepEqual(rows.slice(2), [
      '    2 × Rule new | alice · 08:01:00',
      '      08:01:00 ListGroups | never seen before: one · us-east-1',
      '        1. 08:01:00 ListGroups | alice · us-east-1',
      '      08:01:00 ListGroups | never seen before: two · us-east-1',
      '        1. 08:01:00 ListGroups | alice · us-east-1',
    ]);
    const { items } = await allOf(tree);
    assert.equal(new Set(items.map(({ id }) => id)).size, items.length);
  });

  it('has only the levels that the setting asks for', async () => {
    const levels = async (level: string | undefined): Promise<string[]> => {
      await configure('cloudtrail.detection.level', level);
      const tree = await treeOf([...some, call('ListUsers', 7)]);
      return (await tree.getChildren()).map((node) => textOf(tree.getTreeItem(node).label));
    };
    assert.deepEqual(await levels('informational'), ['High', 'Low', 'Informational']);
    assert.deepEqual(await levels(undefined), ['High', 'Low']);
    assert.deepEqual(await levels('medium'), ['High']);
    assert.deepEqual(await levels('critical'), []);
  });

  it('leads to each event, and from a finding to its first', async () => {
    const tree = await treeOf(some);
    const { items } = await allOf(tree);
    const rows = items.flatMap(({ command }) => (command === undefined ? [] : [command.arguments]));
    // finding, event, finding, two events, finding, event: rows are in order of time
    assert.deepEqual(
      rows,
      [2, 2, 0, 0, 1, 3, 3].map((row) => [LOG, row]),
    );
    for (const { command } of items)
      assert.equal(command?.command ?? 'cloudtrail.previewEvent', 'cloudtrail.previewEvent');
  });

  it('says to the ear what it shows to the eye', async () => {
    const { items } = await allOf(await treeOf(some));
    const labels = items.map(({ accessibilityInformation }) => accessibilityInformation?.label);
    assert.ok(labels.includes('High, 1 finding, 1 event'), labels.join('\n'));
    assert.ok(labels.includes('Rule key, Low, 2 events, alice from 192.0.2.0/24, 08:01:00 – 08:02:00'));
    assert.ok(labels.includes('08:04:00 CreateAccessKey, bob, denied: AccessDenied'));
    const { items: led } = await allOf(await treeOf([1, 2, 3].map((minute) => call('CreateUser', minute))));
    const spoken = led.map(({ accessibilityInformation }) => accessibilityInformation?.label);
    assert.ok(spoken.includes('08:03:00 CreateUser, after 2 events, alice, succeeded'), spoken.join('\n'));
  });

  it('knows of a finding on one event, or completed by one, which that is, and that others have more than one', async () => {
    const more = { requestParameters: { groups: 'a' } };
    const log = [
      ...some,
      ...[1, 2, 3].map((minute) => call('CreateUser', minute, 'carol')),
      call('ListGroups', 7, 'dave', more),
    ];
    const tree = await treeOf(log);
    const found: string[] = [];
    const walk = async (parent?: Node): Promise<void> => {
      for (const node of await tree.getChildren(parent)) {
        if (node.kind !== 'finding') await walk(node);
        else {
          const { contextValue, command } = tree.getTreeItem(node);
          const { title } = node.scope.findings.rules[node.group.rule] ?? {};
          found.push(`${title} ${node.group.identity}: ${contextValue}`);
          const { scope, row } = eventOfRow(node) ?? {};
          if (contextValue === 'finding') assert.equal(row, undefined);
          else assert.deepEqual([scope, row], command?.arguments);
        }
      }
    };
    await walk();
    assert.deepEqual(found.sort(), [
      'Rule burst carol: findingOneChain',
      'Rule key alice: finding',
      'Rule key bob: findingOne',
      'Rule new dave: findingOneValue',
      'Rule stop bob: findingOne',
      'Rule user carol: finding',
    ]);
  });

  /** What VS Code shows of each finding, which it asks for when the mouse rests on its row. */
  async function tooltipsOf(tree: FindingTree, parent?: Node): Promise<string[]> {
    const nodes = await tree.getChildren(parent);
    const found = await Promise.all(
      nodes.map(async (node) => {
        if (node.kind !== 'finding') return tooltipsOf(tree, node);
        const item = tree.getTreeItem(node);
        assert.equal(item.tooltip, undefined);
        return [textOf((await tree.resolveTreeItem(item, node)).tooltip as string)];
      }),
    );
    return found.flat();
  }

  it('tells in the tooltips of a finding and of its events with which credentials', async () => {
    const keyOf = (accessKeyId: string, mfaAuthenticated?: string): Record<string, unknown> => ({
      userIdentity: {
        type: 'IAMUser',
        userName: 'bob',
        accessKeyId,
        ...(mfaAuthenticated === undefined ? {} : { sessionContext: { attributes: { mfaAuthenticated } } }),
      },
    });
    const stopped = (minute: number, ...of: Parameters<typeof keyOf>): Record<string, unknown> =>
      call('StopLogging', minute, 'bob', keyOf(...of));
    const [long, short] = ['AKIAY34FZKBOKMUTVV7A', 'ASIAY34FZKBOKMUTVV7A'];
    const lineOf = (tooltip: string | undefined): string | undefined => tooltip?.split('\n')[3];
    const findingOf = async (...log: Record<string, unknown>[]): Promise<string | undefined> =>
      lineOf((await tooltipsOf(await treeOf(log)))[0]);
    assert.equal(await findingOf(stopped(1, long)), `long-term key ${long}`);
    assert.equal(await findingOf(stopped(1, short, 'true')), `temporary key ${short}, with a second factor`);
    assert.equal(
      await findingOf(stopped(1, short, 'false'), stopped(2, short, 'false')),
      `temporary key ${short}, with no second factor`,
    );
    assert.equal(
      await findingOf(stopped(1, long), stopped(2, short), stopped(3, 'other')),
      `long-term key ${long}, and 2 others`,
    );
    assert.match((await findingOf(stopped(1, ''))) ?? '', /^2026-/);
    const console = { sessionCredentialFromConsole: 'true', ...keyOf(short) };
    const { items } = await allOf(
      await treeOf([
        stopped(1, long),
        call('StopLogging', 2, 'bob', console),
        call('StopLogging', 3, 'bob', keyOf('')),
      ]),
    );
    const ofEvents = items.filter(({ contextValue }) => contextValue === 'findingEvent');
    assert.deepEqual(
      ofEvents.map(({ tooltip }) =>
        textOf(tooltip as string)
          .split('\n')
          .slice(2, -2),
      ),
      [['bob', `long-term key ${long}`], ['bob', `temporary key ${short} of a console session`], ['bob']],
    );
  });

  it('tells in the tooltips of a sign-in, and of what was found on it, whether a second factor was given', async () => {
    const signIn = (minute: number, MFAUsed: unknown, type = 'IAMUser'): Record<string, unknown> =>
      call('ConsoleLogin', minute, 'eve', {
        userIdentity: { type, userName: 'eve' },
        additionalEventData: MFAUsed === undefined ? undefined : { MFAUsed },
      });
    const none = 'console sign-in, with no second factor';
    const said = {
      'console sign-in, with a second factor': signIn(1, 'Yes'),
      [none]: signIn(2, 'No'),
      [`${none} that AWS asked for`]: signIn(3, 'No', 'SAMLUser'),
      'console sign-in': signIn(4, undefined),
    };
    const lineOf = (tooltip: unknown): string | undefined => textOf(tooltip as string).split('\n')[3];
    for (const [line, record] of Object.entries(said))
      assert.equal(lineOf((await tooltipsOf(await treeOf([record])))[0]), line);
    const tree = await treeOf(Object.values(said));
    const { nodes } = await allOf(tree);
    const events = nodes.filter(({ kind }) => kind === 'event');
    const tooltips = events.map(async (node) => {
      const item = tree.getTreeItem(node);
      assert.equal(item.tooltip, undefined);
      return lineOf((await tree.resolveTreeItem(item, node)).tooltip);
    });
    assert.deepEqual((await Promise.all(tooltips)).sort(), Object.keys(said).sort());
  });

  it('tells in the tooltip of a finding what its row has no room for', async () => {
    const log = [call('StopLogging', 1, 'bob'), call('StopLogging', 5, 'bob')];
    const [tooltip] = await tooltipsOf(await treeOf(log, 'tactic'));
    const lines = [
      'Rule stop',
      'High · Defense Evasion · 2 events',
      'bob from 192.0.2.10',
      '2026-03-14T08:01:00Z – 2026-03-14T08:05:00Z',
      '',
      'What stop means.',
      '',
      'What else it may be:',
      '– Cleaning up',
      '– A move',
    ];
    assert.equal(tooltip, lines.join('\n'));
  });

  it('never has more than 500 rows at a level, and no two of one name', async () => {
    const log = [
      ...Array.from({ length: 1200 }, (_, n) => call('CreateUser', n % 60, `user-${n}`)),
      ...Array.from({ length: 700 }, (_, n) => call('StopLogging', n % 60, 'bob', { eventID: `stop-${n}` })),
    ];
    for (const division of ['tactic', 'identity'] as const) {
      const { items, siblings } = await allOf(await treeOf(log, division));
      assert.ok(siblings <= 500, `${siblings} siblings`);
      const ids = items.map(({ id }) => id);
      assert.equal(new Set(ids).size, ids.length);
      assert.equal(items.filter(({ contextValue }) => contextValue === 'findingEvent').length, 1900);
    }
  });

  it('says of a range of rows whose they are', async () => {
    const log = Array.from({ length: 1200 }, (_, n) => call('CreateUser', n % 60, `user-${n}`));
    for (const division of ['tactic', 'identity'] as const) {
      const { items } = await allOf(await treeOf(log, division));
      const ranges = items.filter(({ label }) => /^[\d,]+ to [\d,]+$/.test(textOf(label)));
      const said = ranges.map(({ description, accessibilityInformation }) => [
        /^user-\d+ …$/.test(String(description)),
        /^[\d,]+ to [\d,]+, user-\d+ to user-\d+$/.test(accessibilityInformation?.label ?? ''),
      ]);
      assert.deepEqual(said, [
        [true, true],
        [true, true],
        [true, true],
      ]);
    }
  });

  it('knows what each row hangs below, so that it can be shown', async () => {
    const log = [
      ...Array.from({ length: 1200 }, (_, n) => call('CreateUser', n % 60, `user-${n}`)),
      ...some,
      call('CreateAccessKey', 6, 'bob', { sourceIPAddress: '198.51.100.7' }),
    ];
    for (const division of ['tactic', 'identity'] as const) {
      const tree = await treeOf(log, division);
      const idOf = (node: Node | undefined): string | undefined => node && tree.getTreeItem(node).id;
      const kinds = new Set<string>();
      const walk = async (parent?: Node): Promise<void> => {
        if (parent?.kind === 'finding') return;
        const nodes = await tree.getChildren(parent);
        // a tree of so many is asked for some of them
        for (const node of nodes.filter((_, n) => n < 3 || n === nodes.length - 1)) {
          assert.equal(idOf(tree.getParent(node)), idOf(parent));
          kinds.add(node.kind);
          await walk(node);
        }
      };
      await walk();
      const ranges = division === 'tactic' ? 'findingRange' : 'partRange';
      for (const kind of ['level', 'part', 'rule', 'finding', ranges]) assert.ok(kinds.has(kind), kind);
    }
  });

  it('finds the row of the gravest finding on an event', async () => {
    await configure('cloudtrail.detection.level', undefined);
    const tree = await treeOf([1, 2, 3].map((minute) => call('CreateUser', minute)));
    const rowOn = (row: number): string | undefined => {
      const node = tree.findingOn(LOG, row);
      return node && textOf(tree.getTreeItem(node).label);
    };
    assert.equal(rowOn(2), 'Rule burst');
    assert.equal(rowOn(0), '3 × Rule user');
    assert.equal(tree.findingOn('case:1', 0), undefined);
  });

  it('finds of several that are as grave the one that is named first of the event', async () => {
    const tree = await treeOf([call('GetRole', 1), call('GetUser', 2)]);
    const rowOn = (row: number): string => textOf(tree.getTreeItem(present(tree.findingOn(LOG, row), 'row')).label);
    const { findings } = present(tree.findingOn(LOG, 0), 'row').scope;
    for (const row of [0, 1]) {
      const [first] = rulesOn(findings, row, 'low');
      assert.ok(rowOn(row).endsWith(present(first, 'rule').title), rowOn(row));
    }
    assert.deepEqual([rowOn(0), rowOn(1)], ['2 × Rule two', 'Rule one']);
  });

  it('knows each row again when the events have other rows, and the finding of an event that is gone', async () => {
    const before = await treeOf(some, 'tactic', true);
    const more = [call('DescribeVpcs', 0), call('StopLogging', 0, 'eve'), ...some.slice(1)];
    const after = await treeOf(more, 'tactic', true);
    const found: string[] = [];
    const walk = async (parent?: Node): Promise<void> => {
      for (const node of await before.getChildren(parent)) {
        const [was, is] = [before.getTreeItem(node), await after.again(node)];
        const item = is && after.getTreeItem(is);
        found.push(`${textOf(was.label)}: ${item?.id === was.id ? 'the same' : textOf(item?.label ?? 'gone')}`);
        await walk(node);
      }
    };
    await walk();
    assert.deepEqual(found, [
      // bob's finding is gone, and with it what held it alone
      'High: gone',
      'Defense Evasion: gone',
      'Rule stop: gone',
      '08:03:00 StopLogging: gone',
      'Low: the same',
      'Persistence: the same',
      'Rule key: the same',
      '2 × alice: the same',
      '08:01:00 CreateAccessKey: the same',
      '08:02:00 CreateAccessKey: the same',
      'bob: the same',
      '08:04:00 CreateAccessKey: the same',
    ]);
    let event: Node | undefined;
    for (let [, node] = await before.getChildren(); node !== undefined; [node] = await before.getChildren(node))
      event = node;
    const without = await treeOf(
      some.filter((_, n) => n !== 1),
      'tactic',
      true,
    );
    const row = await without.again(present(event, 'event'));
    assert.equal(row && textOf(without.getTreeItem(row).label), 'alice');
  });

  it('says which rows a person opened or closed when they come back', () => {
    const [open, close] = [
      new vscode.EventEmitter<{ element: string }>(),
      new vscode.EventEmitter<{ element: string }>(),
    ];
    const opened = new OpenedRows();
    const watching = opened.watch({ onDidExpandElement: open.event, onDidCollapseElement: close.event }, (row) => row);
    const { Collapsed, Expanded, None } = vscode.TreeItemCollapsibleState;
    const stateOf = (id: string, usual: vscode.TreeItemCollapsibleState): unknown =>
      opened.asItWas(Object.assign(new vscode.TreeItem(id, usual), { id })).collapsibleState;
    open.fire({ element: 'a' });
    close.fire({ element: 'b' });
    assert.deepEqual(
      [stateOf('a', Collapsed), stateOf('b', Expanded), stateOf('c', Expanded), stateOf('a', None)],
      [Expanded, Collapsed, Expanded, None],
    );
    close.fire({ element: 'a' });
    assert.equal(stateOf('a', Collapsed), Collapsed);
    watching.dispose();
  });

  it('shows what an attacker wrote as text on one line', async () => {
    const name = '$(flame) [x](command:y)\n\u202etxt';
    const { items } = await allOf(await treeOf([call('StopLogging', 1, name)], 'identity'));
    const labels = items.map(({ label }) => textOf(label));
    assert.ok(labels.includes('$(flame) [x](command:y)\ufffd\ufffdtxt'), labels.join());
    for (const { tooltip } of items) assert.ok(tooltip === undefined || typeof tooltip === 'string');
  });
});
