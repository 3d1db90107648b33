import assert from 'node:assert/strict';
import type { CaseEngine } from '../../../../src/case/engine';
import { callsInWords, type FindingCalls, onlyCalls } from '../../../../src/case/exceptions/calls';
import { exceptionDocument, identitiesToExcuse } from '../../../../src/case/exceptions/exceptions';
import { loadRules, possibleNames } from '../../../../src/detection';
import { type Json, record } from '../../../fixtures/log';
import { engineWith, LOG } from './support';

const RULES = `title: Watching was weakened
id: weakened
status: test
logsource: { product: aws, service: cloudtrail }
detection:
  trail: { eventSource: cloudtrail.amazonaws.com, eventName: [StopLogging, DeleteTrail] }
  detector: { eventSource: guardduty.amazonaws.com, eventName: DeleteDetector }
  condition: 1 of *
---
title: Trail was stopped
id: stopped
status: test
logsource: { product: aws, service: cloudtrail }
detection:
  selection: { eventName: StopLogging }
  condition: selection
---
title: Call was refused
name: refused
id: refused
status: test
logsource: { product: aws, service: cloudtrail }
detection:
  selection: { errorCode: AccessDenied }
  condition: selection
---
title: Calls were refused in a row
id: row
level: high
correlation:
  type: event_count
  rules: [refused]
  timespan: 10m
  condition: { gte: 3 }
---
title: Trail was deleted
name: deleted
id: deleted
status: test
logsource: { product: aws, service: cloudtrail }
detection:
  selection: { eventName: DeleteTrail }
  condition: selection
---
title: Trail was stopped, then deleted
id: both
level: high
correlation:
  type: temporal_ordered
  rules: [stopped, deleted]
  timespan: 10m
`;

const SOURCES: Readonly<Record<string, string>> = { DeleteDetector: 'guardduty', StopLogging: 'cloudtrail' };
const alice = { type: 'IAMUser', arn: 'arn:aws:iam::111122223333:user/alice', userName: 'alice' };
const bob = { type: 'IAMUser', arn: 'arn:aws:iam::111122223333:user/bob', userName: 'bob' };
const call = (n: number, eventName: string, userIdentity: Json = alice, more: Json = {}): Json => {
  const eventSource = `${SOURCES[eventName] ?? 'cloudtrail'}.amazonaws.com`;
  return record(n, { eventName, eventSource, userIdentity, ...more });
};
const refused = (n: number, eventName: string, who?: Json): Json =>
  call(n, eventName, who, { errorCode: 'AccessDenied' });

const engineOn = (records: readonly Json[], exceptions = ''): Promise<CaseEngine> =>
  engineWith(RULES, records, exceptions);

const callsOn = async (records: readonly Json[], rule: string, rows: readonly number[]) =>
  (await engineOn(records)).answers.calls(LOG, rule, rows);

/** Where a rule finds something once the identity of a log's first record is excepted from it, for these calls alone. */
async function foundWithout(records: readonly Json[], rule: string, { calls }: FindingCalls): Promise<number[]> {
  const [whom] = identitiesToExcuse(records[0] as Json);
  assert.ok(whom !== undefined);
  const document = exceptionDocument({
    id: '22222222-2222-4222-8222-222222222222',
    rule: { reference: rule, title: rule },
    excused: onlyCalls(whom, calls),
    reason: 'Known',
    author: '',
    date: '2026-03-14',
    expires: '',
  });
  const { rules, hits, problems } = await (await engineOn(records, document)).answers.findings(LOG);
  assert.deepEqual(problems, []);
  return hits.filter((hit) => rules[hit.rule]?.id === rule).map(({ row }) => row);
}

describe('the calls that an exception is narrowed to', () => {
  const log = [
    call(1, 'StopLogging'),
    call(2, 'DeleteTrail'),
    call(3, 'DeleteDetector'),
    call(4, 'StopLogging', bob),
    call(5, 'StopLogging', alice, { eventSource: 'other.amazonaws.com' }),
  ];

  it('are that of the event, where the rule can be true of others', async () => {
    assert.deepEqual(await callsOn(log, 'weakened', [0]), {
      calls: [{ eventSource: 'cloudtrail.amazonaws.com', eventNames: ['StopLogging'] }],
      hasOthers: true,
    });
    assert.deepEqual(await callsOn(log, 'weakened', [0, 1, 2, 0]), {
      calls: [
        { eventSource: 'cloudtrail.amazonaws.com', eventNames: ['StopLogging', 'DeleteTrail'] },
        { eventSource: 'guardduty.amazonaws.com', eventNames: ['DeleteDetector'] },
      ],
      hasOthers: false,
    });
    assert.equal((await callsOn(log, 'stopped', [0]))?.hasOthers, false);
    assert.equal((await callsOn(log, 'refused', [0]))?.hasOthers, true);
  });

  it('are those that a correlation counted, where it can count others', async () => {
    assert.deepEqual(await callsOn(log, 'row', [0, 1]), {
      calls: [{ eventSource: 'cloudtrail.amazonaws.com', eventNames: ['StopLogging', 'DeleteTrail'] }],
      hasOthers: true,
    });
    assert.equal((await callsOn(log, 'both', [0, 1]))?.hasOthers, false);
    assert.equal((await callsOn(log, 'both', [0]))?.hasOthers, true);
  });

  it('are not told of what has no name, of very many, of rules that are gone or of rows that are not there', async () => {
    assert.equal(await callsOn([record(1, { eventName: null })], 'refused', [0]), undefined);
    const many = Array.from({ length: 101 }, (_, n) => call(n, `Describe${n}`));
    const rows = many.map((_, n) => n);
    assert.equal((await callsOn(many, 'refused', rows.slice(1)))?.calls[0]?.eventNames.length, 100);
    assert.equal(await callsOn(many, 'refused', rows), undefined);
    assert.equal(await callsOn(log, 'gone', [0]), undefined);
    assert.equal(await callsOn(log, 'refused', [99]), undefined);
    assert.equal(await (await engineOn(log)).answers.calls('file:///gone', 'refused', [0]), undefined);
  });

  it('alone are left out: not others of the identity, not those of somebody else, nor those of another service', async () => {
    const found = await callsOn(log, 'weakened', [0]);
    assert.ok(found);
    assert.deepEqual(await foundWithout(log, 'weakened', found), [1, 2, 3]);
  });

  it('of several services are each of their own: the same name of another service is counted', async () => {
    const named = [refused(1, 'StopLogging'), refused(2, 'DeleteDetector')];
    const found = await callsOn(named, 'row', [0, 1]);
    assert.ok(found);
    const crossed = [3, 4, 5].map((n) => ({
      ...refused(n, 'DeleteDetector'),
      eventSource: 'cloudtrail.amazonaws.com',
    }));
    assert.deepEqual(await foundWithout([...named, ...crossed], 'row', found), [4]);
    const both = [3, 4, 5].flatMap((n) => [refused(n, 'StopLogging'), refused(n + 10, 'DeleteDetector')]);
    assert.deepEqual(await foundWithout([...named, ...both], 'row', found), []);
  });

  it('of a correlation are not counted any more, and all else is', async () => {
    const burst = [refused(1, 'StopLogging'), refused(2, 'StopLogging'), refused(3, 'StopLogging')];
    const found = await callsOn(burst, 'row', [0, 1, 2]);
    assert.ok(found?.hasOthers);
    assert.deepEqual(await foundWithout(burst, 'row', found), []);
    const others = [4, 5, 6].map((n) => refused(n, 'DeleteTrail'));
    assert.deepEqual(await foundWithout([...burst, ...others], 'row', found), [5]);
  });
});

describe('calls in words', () => {
  const calls = (...eventNames: string[]) => [{ eventSource: 's', eventNames }];
  const cases: readonly [string, string[]][] = [
    ['A', ['A']],
    ['A and B', ['A', 'B']],
    ['A, B and C', ['A', 'B', 'C']],
    ['A, B and 2 other calls', ['A', 'B', 'C', 'D']],
  ];
  for (const [said, names] of cases) it(said, () => assert.equal(callsInWords(calls(...names)), said));

  it('name the identity, and one name once', () => {
    const whom = { label: 'alice', fields: [] };
    const { label, isPlural } = onlyCalls(whom, [...calls('A'), { eventSource: 't', eventNames: ['A'] }]);
    assert.deepEqual([label, isPlural], ['A by alice', false]);
    assert.equal(onlyCalls(whom, calls('A', 'B')).isPlural, true);
  });
});

describe('the event names that a rule can be true of', () => {
  const cases: readonly [string, string, readonly string[] | undefined][] = [
    ['one', '  s: { eventName: CreateUser }\n  condition: s', ['createuser']],
    ['several', '  s: { eventName: [A, B] }\n  condition: s', ['a', 'b']],
    [
      'of several selections',
      '  s: { eventName: A }\n  t: { eventName: B, errorCode: x }\n  condition: s or t',
      ['a', 'b'],
    ],
    [
      'without what a filter leaves out',
      '  s: { eventName: [A, B] }\n  f: { eventName: B }\n  condition: s and not f',
      ['a'],
    ],
    [
      'but for what is left out under conditions',
      '  s: { eventName: [A, B] }\n  f: { eventName: B, errorCode: x }\n  condition: s and not f',
      ['a', 'b'],
    ],
    ['any, by a pattern', '  s: { eventName: Create* }\n  condition: s', undefined],
    ['any, by another field', '  s: { errorCode: x }\n  condition: s', undefined],
    ['any, but one', '  s: { eventName: A }\n  condition: not s', undefined],
    [
      'in the case that an expression tells apart',
      "  s: { eventName: [DeleteA, DeleteB, PutX] }\n  t: { eventName|re: '^Delete' }\n  condition: s and t",
      ['deletea', 'deleteb', 'putx'],
    ],
    [
      'by an expression that knows no case',
      "  s: { eventName: [DeleteA, DeleteB, PutX] }\n  t: { eventName|re|i: '^Delete' }\n  condition: s and t",
      ['deletea', 'deleteb'],
    ],
    ['in their case', '  s: { eventName|cased: [A, B] }\n  condition: s', ['a', 'b']],
  ];
  for (const [title, detection, names] of cases) {
    it(title, () => {
      const text = `title: t\nlogsource: { product: aws, service: cloudtrail }\ndetection:\n${detection}\n`;
      const [rule] = loadRules([{ path: 'r.yml', text }]).rules;
      assert.ok(rule !== undefined);
      assert.deepEqual(possibleNames(rule.logic.own), names);
    });
  }
});
