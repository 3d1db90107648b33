import assert from 'node:assert/strict';
import type * as vscode from 'vscode';
import { analyseDocument } from '../../src/case/documents/documentAnalysis';
import { type EventPlace, summaryOf } from '../../src/case/eventTable';
import { LogDocument } from '../../src/case/documents/logDocument';
import { hasSeveralDays } from '../../src/features/eventTimes';
import { rowAgain } from '../../src/features/events/again';
import { type Grouping, idOf, type Node } from '../../src/features/events/nodes';
import type { EventScope } from '../../src/features/events/scope';
import { EventTree } from '../../src/features/events/treeData';
import { readableUri, rowsOwner } from '../../src/features/shared';
import { groupsOf } from '../../src/query/groups';
import { rowsOf } from '../../src/query/rowsOf';
import { logText, plainBytes, record, recordsOf, sample } from './support/files';

/** The tree of a log, as the view has it; the editor shows nobody else what is in a view. */
function treeOf(bytes: Uint8Array, id?: string): EventTree {
  const scope = scopeOf(bytes, id);
  return new EventTree(() => scope);
}

/** @param placeOf where the event of a row lies, in a case */
function scopeOf(bytes: Uint8Array, id = 'file:///log.json', placeOf?: (row: number) => EventPlace): EventScope {
  const { reader, analysis } = analyseDocument(bytes);
  return {
    id,
    owner: rowsOwner(id),
    withDays: hasSeveralDays(new LogDocument('file:///log.json', 1, analysis)),
    groups: async (facet) => groupsOf(reader, facet),
    rows: async (facet, value) => rowsOf(reader, facet, value),
    events: async (rows) =>
      Array.from(rows, (row) => ({
        ...summaryOf(analysis.events, row),
        ...(placeOf === undefined ? {} : { place: placeOf(row) }),
      })),
    records: async (rows) => {
      const { Records } = JSON.parse(Buffer.from(bytes).toString()) as { Records: unknown[] };
      return rows.map((row) => JSON.stringify(Records[row]));
    },
  };
}

/** Every item of a tree, a level at a time; the tree view asks so when a person opens all of it. */
async function* levels(tree: EventTree, parent?: Node): AsyncGenerator<{ nodes: Node[]; items: vscode.TreeItem[] }> {
  const nodes = await tree.getChildren(parent);
  if (nodes.length === 0) return;
  yield { nodes, items: nodes.map((node) => tree.getTreeItem(node)) };
  for (const node of nodes) yield* levels(tree, node);
}

async function all(tree: EventTree): Promise<vscode.TreeItem[]> {
  const items: vscode.TreeItem[] = [];
  for await (const level of levels(tree)) items.push(...level.items);
  return items;
}

/** Items of ours have plain strings for labels. */
const textOf = (label: vscode.TreeItem['label'] | vscode.TreeItem['description']): string => {
  assert.ok(typeof label === 'string', JSON.stringify(label));
  return label;
};
const labelsOf = (items: readonly vscode.TreeItem[]): string[] => items.map(({ label }) => textOf(label));
const isEvent = ({ command }: vscode.TreeItem): boolean => command?.command === 'cloudtrail.previewEvent';

describe('The tree of a log', () => {
  it('groups by the name of the event, the most frequent first, with counts', async () => {
    const tree = treeOf(plainBytes(sample('unusedRegion')));
    const groups = (await tree.getChildren()).map((node) => tree.getTreeItem(node));
    const counts = new Map<string, number>();
    for (const { eventName } of recordsOf(sample('unusedRegion')))
      counts.set(String(eventName), (counts.get(String(eventName)) ?? 0) + 1);
    assert.deepEqual(new Set(labelsOf(groups)), new Set(counts.keys()));
    const shown = groups.map(({ description }) => Number.parseInt(textOf(description)));
    assert.deepEqual(
      shown,
      groups.map(({ label }) => counts.get(textOf(label))),
    );
    assert.deepEqual(
      shown,
      [...shown].sort((a, b) => b - a),
    );
    // a screen reader says of errors only where there are any
    const failed = groups.filter(({ accessibilityInformation }) => /error/.test(accessibilityInformation?.label ?? ''));
    assert.deepEqual(
      failed.map(({ accessibilityInformation }) => accessibilityInformation?.label),
      ['RunInstances, 2 events, 1 with an error'],
    );
  });

  it('keeps its rows when the readable view takes the tab of the file, so that those that are open stay so', async () => {
    const bytes = plainBytes(sample('oneLine'));
    const file = sample('oneLine');
    const ids = async (shown: vscode.Uri): Promise<unknown[]> =>
      (await all(treeOf(bytes, shown.toString()))).map((item) => item.id);
    assert.deepEqual(await ids(readableUri(file)), await ids(file));
    assert.notDeepEqual(await ids(readableUri(file, { first: 0, last: 9 })), await ids(file));
  });

  it('knows a row again when other logs came before, by the place of its event, in whatever ranges it lies now', async () => {
    const at = (n: number, eventID: string) => ({
      ...record(),
      eventTime: new Date(Date.UTC(2026, 2, 14) + n * 1000).toISOString().replace('.000', ''),
      eventName: n % 7 === 0 ? 'RunInstances' : 'DescribeInstances',
      eventID,
    });
    const log = Array.from({ length: 1200 }, (_, n) => at(10_000 + n, `log-${n}`));
    const earlier = Array.from({ length: 700 }, (_, n) => at(n, `earlier-${n}`));
    const encoded = (...records: Record<string, unknown>[]): Uint8Array =>
      new TextEncoder().encode(logText(...records));
    const inLog = (number: number): EventPlace => ({ uri: 'file:///log.json', record: number });
    const before = scopeOf(encoded(...log), 'case', inLog);
    const now = scopeOf(encoded(...earlier, ...log), 'case', (row) =>
      row < earlier.length ? { uri: 'file:///earlier.json', record: row } : inLog(row - earlier.length),
    );
    const isEarlier = (node: Node): boolean =>
      node.kind === 'event' && node.event.place?.uri === 'file:///earlier.json';
    let shown = before;
    const tree = new EventTree(() => shown);
    const rows: Node[] = [];
    for await (const { nodes } of levels(tree)) rows.push(...nodes.filter((_, n) => n % 97 === 0));
    shown = now;
    let events = 0;
    for (const node of rows) {
      const found = await rowAgain(tree, node);
      // of ranges each reading has its own
      if (node.kind === 'groupRange' || node.kind === 'eventRange') continue;
      assert.ok(found);
      assert.equal(idOf(found), idOf(node));
      if (found.kind !== 'event') continue;
      events++;
      let top: Node = found;
      for (let parent: Node | undefined = top; parent !== undefined; parent = tree.getParent(parent)) top = parent;
      assert.equal(top.kind, 'group');
    }
    assert.ok(events > 10, String(events));
    const gone: Node[] = [];
    for await (const { nodes } of levels(tree))
      gone.push(
        ...nodes
          .filter(({ kind }) => kind === 'event')
          .filter(isEarlier)
          .slice(0, 2),
      );
    assert.ok(gone.length > 2);
    shown = before;
    for (const node of gone) assert.equal(await rowAgain(tree, node), undefined);
  });

  it('groups by identity when it is told to, and tells the view', async () => {
    const tree = treeOf(plainBytes(sample('oneLine')));
    let changes = 0;
    tree.onDidChangeTreeData(() => changes++);
    tree.grouping = 'identity';
    assert.equal(changes, 1);
    const groups = (await tree.getChildren()).map((node) => tree.getTreeItem(node));
    assert.ok(labelsOf(groups).includes('deploy-bot'), labelsOf(groups).join());
  });

  for (const grouping of ['eventName', 'identity'] satisfies Grouping[]) {
    it(`holds each event once, in the order of time within its group, by ${grouping}`, async () => {
      for (const name of ['morning', 'unusedRegion', 'oneLine', 'pretty', 'noName'] as const) {
        const tree = treeOf(plainBytes(sample(name)));
        tree.grouping = grouping;
        const rows: unknown[] = [];
        for await (const { nodes, items } of levels(tree)) {
          const events = items.filter(isEvent);
          const times = labelsOf(events).map((label) => label.slice(0, 8));
          assert.deepEqual(times, [...times].sort());
          for (const event of events) rows.push(event.command?.arguments?.[1] as unknown);
          assert.equal(nodes.length, items.length);
        }
        assert.equal(new Set(rows).size, recordsOf(sample(name)).length);
        assert.equal(rows.length, recordsOf(sample(name)).length);
      }
    });
  }

  it('tells what failed apart by icon and by word', async () => {
    const events = (await all(treeOf(plainBytes(sample('oneLine'))))).filter(isEvent);
    const looks = new Map(
      events.map((item) => [
        /^(denied|failed|dry run): /.exec(textOf(item.description))?.[1] ?? 'succeeded',
        (item.iconPath as vscode.ThemeIcon).id,
      ]),
    );
    assert.deepEqual(
      [...looks.keys()].sort(),
      ['denied', 'dry run', 'failed', 'succeeded'].filter((word) => looks.has(word)),
    );
    assert.ok(looks.has('dry run') && looks.has('denied') && looks.has('succeeded'), [...looks.keys()].join());
    assert.equal(new Set(looks.values()).size, looks.size, 'an icon each');
    for (const { accessibilityInformation, label } of events)
      assert.match(accessibilityInformation?.label ?? '', /(succeeded|denied|failed|dry run)/, textOf(label));
  });

  it('never has more children than a view bears, and a name of its own for each', async () => {
    const times = Array.from({ length: 3001 }, (_, n) => new Date(Date.UTC(2026, 2, 14) + n * 1000).toISOString());
    const same = times.map((eventTime) => record({ eventTime }));
    const various = times.slice(0, 1100).map((eventTime, n) => record({ eventTime, eventName: `Made${n}` }));
    const tree = treeOf(Buffer.from(logText(...same, ...various)));
    const ids = new Set<string | undefined>();
    let events = 0;
    for await (const { items } of levels(tree)) {
      assert.ok(items.length <= 500, String(items.length));
      for (const item of items) {
        assert.ok(item.id !== undefined && !ids.has(item.id), item.id);
        ids.add(item.id);
      }
      events += items.filter(isEvent).length;
    }
    assert.equal(events, same.length + various.length);
  });

  it('shows the text of an attacker on one line, with nothing unseen in it', async () => {
    const bad = '<b>x</b>\n$(error)\u202egnp.exe\u0007\u200b'.padEnd(5000, 'x');
    const userIdentity = { type: 'IAMUser', userName: bad, arn: `arn:aws:iam::111122223333:user/${bad}` };
    const log = logText(record({ eventName: bad, userIdentity, errorCode: bad, sourceIPAddress: bad, awsRegion: bad }));
    for (const grouping of ['eventName', 'identity'] satisfies Grouping[]) {
      const tree = treeOf(Buffer.from(log));
      tree.grouping = grouping;
      for (const item of await all(tree)) {
        for (const text of [item.label, item.description, item.accessibilityInformation?.label]) {
          assert.doesNotMatch(textOf(text), /[\u0000-\u001f\u007f-\u009f\u200b-\u200f\u2028-\u202e]/);
          assert.ok(textOf(text).length < 1000);
        }
        assert.equal(typeof item.tooltip, 'string', 'plain text, no Markdown');
      }
    }
  });

  it('tells in the tooltip of a sign-in whether a second factor was given', async () => {
    const signIn = (seconds: number, MFAUsed: string): Record<string, unknown> =>
      record({
        ...{ eventName: 'ConsoleLogin', eventTime: `2026-03-14T08:00:0${seconds}Z`, additionalEventData: { MFAUsed } },
      });
    const tree = treeOf(Buffer.from(logText(signIn(1, 'Yes'), signIn(2, 'No'))));
    const found: string[] = [];
    for await (const { nodes } of levels(tree)) {
      for (const node of nodes.filter(({ kind }) => kind === 'event')) {
        const item = tree.getTreeItem(node);
        assert.equal(item.tooltip, undefined);
        found.push(textOf((await tree.resolveTreeItem(item, node)).tooltip as string).split('\n')[3] ?? '');
      }
    }
    assert.deepEqual(found, ['console sign-in, with a second factor', 'console sign-in, with no second factor']);
  });

  it('names what has no name', async () => {
    const log = Buffer.from(logText(record({ eventName: undefined, userIdentity: undefined, eventTime: undefined })));
    const tree = treeOf(log);
    const byName = labelsOf(await all(tree));
    tree.grouping = 'identity';
    const byIdentity = labelsOf(await all(tree));
    assert.equal(byName[0], '(no event name)');
    assert.match(byIdentity[0] ?? '', /no identity/);
    for (const label of [...byName, ...byIdentity]) assert.doesNotMatch(label, /undefined|NaN|^\s*$/);
  });
});
