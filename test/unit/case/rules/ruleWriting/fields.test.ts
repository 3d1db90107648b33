import assert from 'node:assert/strict';
import fc from 'fast-check';
import { sampleOf } from '../../../../../src/case/rules/ruleWriting/scopeRecords';
import { KNOWN_FIELDS, recordPathOf } from '../../../../../src/case/rules/ruleWriting/knownFields';
import * as words from '../../../../../src/case/rules/ruleWriting/words';
import {
  correlationTypes,
  fieldPath,
  modifierNames,
  outlineRules,
  readField,
  ruleLevels,
  ruleStatuses,
} from '../../../../../src/detection';
import { explainField } from '../../../../../src/reference/fields/explain';
import { type Json, record } from '../../../../fixtures/log';
import { LOG, writingOn } from './support';

const EVENTS: readonly Json[] = [
  record(0, { eventName: 'RunInstances', requestParameters: { instanceType: 'm5.large', dryRun: false, port: 22 } }),
  record(1, {
    eventName: 'RunInstances',
    requestParameters: { instanceType: 't3.nano', tags: [{ key: 'a' }, { key: 'b' }, { key: 'a' }] },
  }),
  record(2, { eventName: 'StopInstances', requestParameters: null, errorCode: null, userIdentity: { type: 'Root' } }),
  record(3, {
    eventName: 'StopInstances',
    requestParameters: { instanceType: 'm5.large', 'a.b': 1 },
    awsRegion: undefined,
  }),
  record(4, { eventName: 'Other', requestParameters: 'text', userIdentity: null, readOnly: true }),
];

describe('In how many events a field is', () => {
  it('counts as the engine finds it: null counts as there, arrays and dotted keys are looked into', async () => {
    const { writing } = await writingOn(EVENTS);
    const expected: Record<string, number> = {
      eventName: 5,
      awsRegion: 4,
      errorCode: 1,
      userIdentity: 5,
      'userIdentity.type': 4,
      'userIdentity.userName': 3,
      'userIdentity.no': 0,
      requestParameters: 5,
      'requestParameters.instanceType': 3,
      'requestParameters.tags.key': 1,
      'requestParameters.a.b': 1,
      'requestparameters.instanceType': 0,
      'requestParameters.instanceType.x': 0,
      nowhere: 0,
      '': 0,
    };
    assert.deepEqual(await writing.countFields(LOG, Object.keys(expected)), Object.values(expected));
    assert.deepEqual(await writing.countFields(LOG, ['nowhere', 'eventName', 'nowhere']), [0, 5, 0]);
    assert.deepEqual(await writing.countFields(LOG, []), []);
  });

  it('is what a look at every record says, for any records', async () => {
    const json = fc.json({ maxDepth: 3 }).map((text) => JSON.parse(text) as unknown);
    const name = fc.constantFrom('a', 'b', 'a.b', 'type', '');
    const value = fc.oneof(json, fc.dictionary(name, json, { maxKeys: 3 }));
    const event = fc.record(
      { userIdentity: value, requestParameters: value, awsRegion: value, eventName: fc.constantFrom('x', 'y', null) },
      { requiredKeys: [] },
    );
    const path = fc.tuple(
      fc.constantFrom('userIdentity', 'requestParameters', 'awsRegion', 'eventName'),
      fc.array(name, { maxLength: 2 }),
    );
    await fc.assert(
      fc.asyncProperty(
        fc.array(event, { minLength: 1, maxLength: 6 }),
        fc.array(path, { maxLength: 5 }),
        async (events, parts) => {
          const records = events.map((one, n) => record(n, one as Json));
          const paths = parts.map(([top, rest]) => [top, ...rest].join('.'));
          const { writing } = await writingOn(records);
          const counted = await writing.countFields(LOG, paths);
          const there = (one: string): number =>
            records.filter((each) => readField(JSON.parse(JSON.stringify(each)) as Json, fieldPath(one)).present)
              .length;
          assert.deepEqual(counted, paths.map(there));
        },
      ),
      { numRuns: 150 },
    );
  });
});

describe('Which fields and values there are', () => {
  it('lists the fields by how many events have them, each once an event', async () => {
    const { writing } = await writingOn(EVENTS);
    const seen = await writing.fields(LOG, []);
    assert.ok(seen);
    const counts = new Map(seen.fields.map(({ path, count }) => [path, count]));
    assert.deepEqual([seen.events, seen.of], [5, 5]);
    assert.equal(counts.get('eventName'), 5);
    assert.equal(counts.get('requestParameters.instanceType'), 3);
    assert.equal(counts.get('requestParameters.tags.key'), 1);
    assert.equal(counts.get('requestParameters.a.b'), 1);
    const sorted = seen.fields.map(({ count }) => count);
    assert.deepEqual(
      sorted,
      [...sorted].sort((a, b) => b - a),
    );
    for (const { path, count } of seen.fields) assert.deepEqual(await writing.countFields(LOG, [path]), [count], path);
  });

  it('lists those of events of one name, in any case; of all events when no event has the name', async () => {
    const { writing } = await writingOn(EVENTS);
    const run = await writing.fields(LOG, ['runinstances']);
    assert.equal(run?.events, 2);
    assert.ok(run.fields.some(({ path }) => path === 'requestParameters.port'));
    assert.ok(!run.fields.some(({ path }) => path === 'errorCode'));
    assert.equal((await writing.fields(LOG, ['NoSuchEvent']))?.events, 5);
  });

  it('lists the values of a field, the most frequent first', async () => {
    const { writing } = await writingOn(EVENTS);
    const values = async (path: string, names: string[] = []): Promise<unknown> =>
      (await writing.values(LOG, path, names))?.values.map(({ value, count }) => [value, count]);
    assert.deepEqual(await values('eventName'), [
      ['RunInstances', 2],
      ['StopInstances', 2],
      ['Other', 1],
    ]);
    assert.deepEqual(await values('requestParameters.instanceType'), [
      ['m5.large', 2],
      ['t3.nano', 1],
    ]);
    assert.deepEqual(await values('requestParameters.instanceType', ['StopInstances']), [['m5.large', 1]]);
    assert.deepEqual(await values('requestParameters.tags.key'), [
      ['a', 1],
      ['b', 1],
    ]);
    assert.deepEqual(await values('requestParameters.dryRun'), [[false, 1]]);
    assert.deepEqual(await values('requestParameters.port'), [[22, 1]]);
    assert.deepEqual(await values('userIdentity.type'), [
      ['IAMUser', 3],
      ['Root', 1],
    ]);
    assert.deepEqual(await values('readOnly'), [[true, 1]]);
    assert.deepEqual(await values('requestParameters'), [['text', 1]]);
    assert.deepEqual(await values('nowhere'), []);
  });

  it('lists a hundred values at most, and none that is a document', async () => {
    const many = Array.from({ length: 150 }, (_, n) =>
      record(n, { requestParameters: { id: `id-${n}`, long: 'x'.repeat(400) } }),
    );
    const { writing } = await writingOn(many);
    const seen = await writing.values(LOG, 'requestParameters.id', []);
    assert.deepEqual([seen?.values.length, seen?.more], [100, true]);
    assert.deepEqual((await writing.values(LOG, 'requestParameters.long', []))?.values, []);
  });

  it('answers of the events as they are now', async () => {
    const { engine, writing } = await writingOn(EVENTS);
    assert.equal((await writing.fields(LOG, []))?.events, 5);
    await engine.open({ uri: LOG, from: { text: JSON.stringify({ Records: [record(1)] }) } });
    assert.equal((await writing.fields(LOG, []))?.events, 1);
    assert.deepEqual(await writing.countFields(LOG, ['eventName']), [1]);
  });

  it('looks at a part of many events, from everywhere', async () => {
    const rows = Array.from({ length: 100_000 }, (_, n) => n);
    const { engine } = await writingOn([record(1)]);
    const { index } = engine.scopeOf(LOG)?.reader ?? assert.fail();
    const source = Uint32Array.from(rows, (row) => row % 1000);
    const wide = Object.assign(Object.create(index) as typeof index, { rows: { ...index.rows, source } });
    const sample = sampleOf(wide, rows);
    assert.ok(sample.length <= 20_000 && sample.length > 5000, String(sample.length));
    assert.ok(new Set(sample.map((row) => row % 1000)).size <= 200);
    assert.ok((sample.at(-1) ?? 0) > 99_000);
    assert.equal(sampleOf(wide, [5, 6]).length, 2);
  });
});

describe('Which field was meant', () => {
  it('is one that events have, by each of its parts', async () => {
    const { writing } = await writingOn(EVENTS);
    const meant = await writing.nearestFields(LOG, [
      'eventname',
      'requestParameters.instancType',
      'userIdentity.nothing',
    ]);
    assert.deepEqual(meant, ['eventName', 'requestParameters.instanceType', undefined]);
  });

  it('is none that a rule has to write in quotes, and none without events', async () => {
    const { writing } = await writingOn([record(0, { requestParameters: { "it's: x": 1 } })]);
    assert.deepEqual(await writing.nearestFields(LOG, ['requestParameters.its: x']), [undefined]);
    assert.equal(await writing.nearestFields('none', ['a']), undefined);
  });
});

describe('The words of the rule language', () => {
  it('are those of the engine, each with what it does', () => {
    const lists = [
      [words.MODIFIER_WORDS, modifierNames],
      [words.LEVEL_WORDS, ruleLevels],
      [words.STATUS_WORDS, ruleStatuses],
      [words.TYPE_WORDS, correlationTypes],
    ] as const;
    for (const [own, theirs] of lists) {
      assert.deepEqual(own.map(({ word }) => word).sort(), [...theirs].sort());
      for (const { word, text } of own) assert.ok(text.length > 5, word);
    }
  });

  it('know the fields of the record as rules write them', () => {
    assert.ok(KNOWN_FIELDS.size > 50);
    for (const { field, path } of KNOWN_FIELDS.values()) {
      assert.ok(!field.includes('['), field);
      assert.ok(explainField(path), field);
    }
    assert.deepEqual(recordPathOf('resources.ARN'), ['resources', '[]', 'ARN']);
    assert.deepEqual(recordPathOf('requestParameters.a.b'), ['requestParameters', 'a', 'b']);
  });
});

describe('The outline of a rule file', () => {
  const text = `title: a
logsource: {product: aws}
detection:
  one:
    eventSource: ec2.amazonaws.com
    eventName|contains|all:
      - Run
      - "Inst"
    'userIdentity.arn|fieldref': requestParameters.arn
  two:
    - keyword
    - eventName: [A, B]
      awsRegion: x
  condition: one or two
fields: [eventTime]
---
title: b
correlation:
  type: value_count
  rules: [a]
  group-by: [userIdentity.arn, alias]
  aliases:
    alias:
      a: sourceIPAddress
  timespan: 1h
  condition: {gte: 1, field: awsRegion}
---
just: text
`;
  const lines = text.split('\n');
  const rules = outlineRules(text);
  const shown = ({ at }: { at: { line: number; column: number; endLine: number; endColumn: number } }): string =>
    (lines[at.line - 1] ?? '').slice(at.column - 1, at.endColumn - 1);

  it('has fields as records have them, without the marks of other tools', () => {
    const [rule] = outlineRules("title: T\ndetection:\n  s:\n    'a.items{}.b[*]|fieldref': c[].d\n  condition: s\n");
    assert.deepEqual(
      rule?.fields.map(({ field, at }) => [field, at.line, at.endColumn - at.column]),
      [
        ['a.items.b', 4, 'a.items{}.b[*]'.length],
        ['c.d', 4, 'c[].d'.length],
      ],
    );
  });

  it('has each field where it stands', () => {
    assert.deepEqual(
      rules.map(({ kind, line }) => [kind, line]),
      [
        ['rule', 1],
        ['correlation', 17],
      ],
    );
    assert.deepEqual(
      rules.map(({ fields }) => fields.map((field) => `${field.use} ${shown(field)}`)),
      [
        [
          'match eventSource',
          'match eventName',
          'match userIdentity.arn',
          'match requestParameters.arn',
          'match eventName',
          'match awsRegion',
          'show eventTime',
        ],
        ['group userIdentity.arn', 'group awsRegion', 'group sourceIPAddress'],
      ],
    );
    for (const { fields } of rules) for (const field of fields) assert.equal(shown(field), field.field);
  });

  it('has modifiers and values where they stand, and what else the map asks for', () => {
    const [, contains, , , list, region] = rules[0]?.fields ?? [];
    assert.deepEqual(
      contains?.modifiers.map((one) => [one.text, shown(one)]),
      [
        ['contains', 'contains'],
        ['all', 'all'],
      ],
    );
    assert.deepEqual(
      contains?.values.map((one) => [one.text, shown(one)]),
      [
        ['Run', 'Run'],
        ['Inst', '"Inst"'],
      ],
    );
    assert.deepEqual([contains?.eventSource, contains?.eventName], ['ec2.amazonaws.com', undefined]);
    assert.deepEqual([list?.values.map((one) => one.text), region?.eventName], [['A', 'B'], 'A']);
  });

  it('never throws', () => {
    const piece = fc.constantFrom(
      'detection:',
      'correlation:',
      '\n  ',
      '\n    ',
      'a: ',
      '- ',
      '[',
      ']',
      '{',
      '}',
      '|',
      "'",
      '&a',
      '*a',
      '\n---\n',
      'fields: ',
    );
    fc.assert(fc.property(fc.array(piece, { maxLength: 25 }), (pieces) => void outlineRules(pieces.join(''))));
  });
});
