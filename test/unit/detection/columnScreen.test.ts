import assert from 'node:assert/strict';
import fc from 'fast-check';
import { Detector, loadRules } from '../../../src/detection';
import type { Column } from '../../../src/detection/match/column';
import { ruleOf } from './support';

const NAMES = ['RunInstances', 'StopInstances', 'GetObject', 'ListBuckets'];
const SOURCES = ['ec2.amazonaws.com', 's3.amazonaws.com'];
const CODES = ['AccessDenied', 'Client.UnauthorizedOperation', 'Throttling'];

const set = loadRules(
  [
    ['named', '{eventName: RunInstances}'],
    ['named and refused', '{eventName: [RunInstances, GetObject], errorCode|contains: [Denied, Unauthorized]}'],
    ['of a service', '{eventSource: s3.amazonaws.com, awsRegion: eu-1}'],
    ['any name', '{errorCode: Throttling}'],
    ['asks the record', '{eventName|startswith: List, requestParameters.a: 1}'],
  ].map(([title = '', selection = '']) => ({
    path: `${title}.yml`,
    text: ruleOf(`sel: ${selection}`, `title: ${title}`),
  })),
);
/** Value 0 is not there. */
const column = (field: string, values: readonly string[]): Column => ({ field, value: (id) => values[id - 1] ?? null });
const COLUMNS = [
  column('eventSource', SOURCES),
  column('eventName', NAMES),
  column('errorCode', CODES),
  column('awsRegion', ['eu-1', 'us-1']),
];
/** Columns as the index may give them: more than rules ask about, in another order. */
const PLACES = [4, 1, 0, 3];

const cell = fc.nat(4);
const row = fc.tuple(cell, cell, cell, cell, cell);

describe('lists of many rows', () => {
  it('are those of each row, and the first that is new is told', () => {
    fc.assert(
      fc.property(fc.array(row, { maxLength: 60 }), fc.nat(60), (rows, begin) => {
        const cells = PLACES.concat(2).map((_, place) => Uint8Array.from(rows, (ids) => ids[place] ?? 0));
        const screen = new Detector(set).screen(COLUMNS, PLACES);
        const alone = new Detector(set).screen(COLUMNS, PLACES);
        const lists = new Uint16Array(rows.length);
        const from = Math.min(begin, rows.length);
        for (let at = from; at < rows.length; at++) {
          at = screen.listsKnown(cells, at, rows.length, lists, 0);
          if (at < rows.length) lists[at] = screen.listOf(cells, at);
        }
        const titles = (of: typeof screen, list: number): string[] =>
          (of.lists[list] ?? []).map(({ rule, test }) => `${rule.title}${test === undefined ? '' : '?'}`);
        for (let at = from; at < rows.length; at++)
          assert.deepEqual(titles(screen, lists[at] ?? 0), titles(alone, alone.listOf(cells, at)));
        // now nothing is new
        assert.equal(screen.listsKnown(cells, from, rows.length, lists, 0), rows.length);
      }),
    );
  });

  it('are told by no class of before where classes were forgotten', () => {
    const many = loadRules([
      { path: 'a.yml', text: ruleOf('sel: {errorCode|contains: x, other: 1}', 'title: a') },
      ...Array.from({ length: 14 }, (_, n) => ({
        path: `${n}.yml`,
        text: ruleOf(`sel: {errorCode|contains: ${String.fromCharCode(97 + n)}, other: 1}`, `title: ${n}`),
      })),
    ]);
    const values = (id: number): string =>
      Array.from({ length: 14 }, (_, n) => ((id >> n) & 1 ? String.fromCharCode(97 + n) : '')).join('');
    const screen = new Detector(many).screen([{ field: 'errorCode', value: values }]);
    const cells = [Uint16Array.from({ length: 30_000 }, (_, n) => n % 2 ** 14)];
    const lists = new Uint16Array(30_000);
    for (let at = 0; at < 30_000; at++) {
      at = screen.listsKnown(cells, at, 30_000, lists, 0);
      if (at < 30_000) lists[at] = screen.listOf(cells, at);
    }
    for (let at = 0; at < 30_000; at++) {
      const told = (screen.lists[lists[at] ?? 0] ?? []).map(({ rule }) => Number(rule.title));
      const text = values(at % 2 ** 14);
      for (let n = 0; n < 14; n++)
        if (text.includes(String.fromCharCode(97 + n))) assert.ok(told.includes(n), `${at}: ${n} of ${text}`);
    }
  });
});
