import assert from 'node:assert/strict';
import {
  Detector,
  fieldsOfRule,
  loadRules,
  type EventFacts,
  type MatchReason,
  type RecordObject,
} from '../../../src/detection';
import { load, openRules, ruleOf } from './support';

describe('candidates', () => {
  const set = loadRules([
    { path: 'name.yml', text: ruleOf('sel: {eventName: [RunInstances, StopInstances]}', 'title: name') },
    { path: 'source.yml', text: ruleOf('sel: {eventSource: ec2.amazonaws.com, a: 1}', 'title: source') },
    {
      path: 'prefix.yml',
      text: ruleOf('sel: {eventName|startswith: Describe}\nf: {a: 1}\ncondition: sel and not f', 'title: prefix'),
    },
    {
      path: 'not.yml',
      text: ruleOf('sel: {b: 1}\nf: {eventName|startswith: [Get, List]}\ncondition: sel and not f', 'title: not'),
    },
    { path: 'any.yml', text: ruleOf('sel: {errorCode: AccessDenied}', 'title: any') },
    {
      path: 'or.yml',
      text: ruleOf('x: {eventName: DeleteTrail}\ny: {eventName: StopLogging}\ncondition: x or y', 'title: or'),
    },
    { path: 'ref.yml', text: ruleOf('sel: {eventName|fieldref: other}', 'title: ref') },
  ]);
  const titles = (facts: EventFacts): string => openRules(new Detector(set), facts).join(' ');

  const rows: readonly (readonly [facts: EventFacts, expected: string])[] = [
    [{ eventSource: 'ec2.amazonaws.com', eventName: 'RunInstances' }, 'name source not any ref'],
    [{ eventSource: 'EC2.amazonaws.com', eventName: 'stopinstances' }, 'name source not any ref'],
    [{ eventSource: 's3.amazonaws.com', eventName: 'GetObject' }, 'any ref'],
    [{ eventSource: 's3.amazonaws.com', eventName: 'DescribeX' }, 'prefix not any ref'],
    [{ eventSource: 'x', eventName: 'StopLogging' }, 'not any or ref'],
    [{ eventName: 'RunInstances' }, 'name source not any ref'],
    [{ eventSource: 'x' }, 'name prefix not any or ref'],
    [{}, 'name source prefix not any or ref'],
    [{ eventSource: null, eventName: null }, 'not any ref'],
    [{ eventSource: 's3.amazonaws.com', eventName: 'GetObject', errorCode: null }, 'ref'],
    [{ eventSource: 's3.amazonaws.com', eventName: 'GetObject', errorCode: 'AccessDenied' }, 'any ref'],
    [
      { eventSource: 'ec2.amazonaws.com', eventName: 'RunInstances', a: '2', b: null, errorCode: undefined },
      'name any ref',
    ],
  ];
  for (const [facts, expected] of rows) {
    it(JSON.stringify(facts), () => {
      assert.equal(titles(facts), expected);
    });
  }

  it('are none when no rule can match', () => {
    const detector = new Detector(load(ruleOf('sel: {eventName: X, a: 1}')));
    assert.deepEqual(openRules(detector, { eventSource: 's', eventName: 'Y' }), []);
    assert.deepEqual(openRules(detector, { eventSource: 's', eventName: 'X', a: null }), []);
  });

  it('of those that name an event are told apart by its source', () => {
    const detector = new Detector(set);
    const naming = (eventSource: string, eventName: string): string[] =>
      detector.naming({ eventSource, eventName }).map(({ title }) => title);
    assert.deepEqual(naming('x', 'runinstances'), ['name']);
    assert.deepEqual(naming('ec2.amazonaws.com', 'DescribeInstances'), []);
    const sourced = new Detector(load(ruleOf('sel: {eventName: X, eventSource: s}')));
    assert.equal(sourced.naming({ eventSource: 'S', eventName: 'X' }).length, 1);
    assert.equal(sourced.naming({ eventSource: 'other', eventName: 'X' }).length, 0);
  });

  it('name the fields of one rule with their places', () => {
    const [rule] = load(ruleOf('sel:\n  a.b|contains: 1\n  c: 2\nk: [word]\ncondition: sel or k')).rules;
    assert.ok(rule);
    assert.deepEqual(fieldsOfRule(rule), [
      { field: 'a.b', modifiers: ['contains'], line: 7, column: 5 },
      { field: 'c', modifiers: [], line: 8, column: 5 },
    ]);
  });
});

describe('why a rule fired', () => {
  const explain = (detection: string, event: RecordObject): MatchReason[] =>
    new Detector(load(ruleOf(detection))).match(event)[0]?.explain() ?? [];

  it('names the selections that were true, with fields and values', () => {
    assert.deepEqual(
      explain('sel: {a|contains: [x, b], c: 1}\nother: {z: 1}\ncondition: sel or other', { a: 'ABC', c: '1' }),
      [
        {
          selection: 'sel',
          fields: [
            { field: 'a', modifiers: ['contains'], pattern: 'b', value: 'ABC', line: 6 },
            { field: 'c', modifiers: [], value: '1', line: 6 },
          ],
        },
      ],
    );
  });
  it('says what the rule asks for where that is only a part, and shows the part of a long value that it is in', () => {
    const [field] =
      explain('sel: {a|contains: [x, Needle]}', { a: `${'h'.repeat(5000)} needle tail` })[0]?.fields ?? [];
    assert.equal(field?.pattern, 'Needle');
    assert.match(field?.value ?? '', /^…h{59} needle tail$/);
    const pattern = (detection: string, event: RecordObject) => explain(detection, event)[0]?.fields[0]?.pattern;
    assert.equal(pattern('sel: {a: Run*}', { a: 'RunInstances' }), 'Run*');
    assert.equal(pattern('sel: {a|re: "R.n"}', { a: 'RunInstances' }), 'R.n');
    assert.equal(pattern('sel: {a|cidr: 10.0.0.0/8}', { a: '10.1.2.3' }), '10.0.0.0/8');
    const networks = Array.from({ length: 100 }, (_, n) => `10.${n}.0.0/16`).join(', ');
    assert.equal(pattern(`sel: {a|cidr: [${networks}]}`, { a: '10.7.2.3' }), '10.7.0.0/16');
    assert.match(pattern(`sel: {a|cidr|neq: [${networks}]}`, { a: '11.7.2.3' }) ?? '', /^10\.0\.0\.0\/16, 10\.1\./);
    assert.equal(pattern('sel: {a: [b, run]}', { a: 'Run' }), undefined);
    assert.equal(pattern('sel: {a: null}', {}), undefined);
    assert.equal(pattern('sel: {a|lte: 22}', { a: 22 }), '22');
    assert.equal(pattern('sel: {a|neq: [x, z*]}', { a: 'y' }), 'z*, x');
  });
  it('shows the element of an array and the leaf of an object', () => {
    assert.equal(explain('sel: {a: x}', { a: ['y', 'x'] })[0]?.fields[0]?.value, 'x');
    assert.equal(
      explain('sel: {a|contains: 0.0.0.0/0}', { a: { b: [{ c: '0.0.0.0/0' }] } })[0]?.fields[0]?.value,
      '0.0.0.0/0',
    );
  });
  it('shows only the maps of a list that were true', () => {
    assert.deepEqual(
      explain('sel: [{a: 1}, {b: 1, c: 1}]', { a: 1, b: 1 })[0]?.fields.map((field) => field.field),
      ['a'],
    );
  });
  it('has no value for what is absent', () => {
    assert.deepEqual(
      explain('sel: {a: null, b|exists: false}', {})[0]?.fields.map((field) => field.value),
      [undefined, undefined],
    );
  });
  it('shows the value that neq found', () => {
    assert.equal(explain('sel: {a|neq: x}', { a: 'y' })[0]?.fields[0]?.value, 'y');
  });
  it('leaves out what is negated', () => {
    assert.deepEqual(
      explain('sel: {a: 1}\nf: {b: 1}\ncondition: sel and not f', { a: 1 }).map((reason) => reason.selection),
      ['sel'],
    );
  });
  it('names every selection of 1 of that was true', () => {
    assert.deepEqual(
      explain('s1: {a: 1}\ns2: {b: 1}\ns3: {c: 1}\ncondition: 1 of s*', { a: 1, c: 1 }).map(
        (reason) => reason.selection,
      ),
      ['s1', 's3'],
    );
  });
  it('shows the text a keyword stands in', () => {
    assert.deepEqual(explain('sel: [foo]', { x: { y: 'a foo b' } })[0]?.fields[0], {
      field: '',
      modifiers: [],
      pattern: 'foo',
      value: 'a foo b',
      line: 6,
    });
  });
  it('shows times, networks and references', () => {
    assert.equal(
      explain('sel: {t|hour: 3}', { t: '2024-01-01T03:00:00Z' })[0]?.fields[0]?.value,
      '2024-01-01T03:00:00Z',
    );
    assert.equal(explain('sel: {ip|cidr: 10.0.0.0/8}', { ip: '10.1.1.1' })[0]?.fields[0]?.value, '10.1.1.1');
    assert.equal(explain('sel: {a|fieldref: b}', { a: ['q', 'x'], b: 'X' })[0]?.fields[0]?.value, 'x');
  });
  it('cuts values that nobody reads', () => {
    const value = explain('sel: {a|contains: x}', { a: 'x'.repeat(100_000) })[0]?.fields[0]?.value;
    assert.equal(value?.length, 2001);
  });
});

describe('match', () => {
  it('tells every rule that is true, in the order of the files', () => {
    const set = loadRules([
      { path: 'b.yml', text: ruleOf('sel: {a: 1}', 'title: B') },
      { path: 'a.yml', text: ruleOf('sel: {b: 1}', 'title: A') },
    ]);
    assert.deepEqual(
      new Detector(set).match({ a: 1, b: 1 }).map((match) => match.rule.title),
      ['B', 'A'],
    );
  });
  it('takes a name that is no text for any', () => {
    const detector = new Detector(load(ruleOf('sel: {eventName: X}')));
    assert.equal(detector.match({ eventName: ['Y', 'x'] }).length, 1);
    assert.equal(detector.match({ eventName: ['Y'] }).length, 0);
    assert.equal(detector.match({ eventName: null }).length, 0);
    assert.equal(detector.match({}).length, 0);
  });
  it('survives events nested without end', () => {
    const detector = new Detector(
      load(
        `${ruleOf('sel: {a|contains: x}')}---\n${ruleOf('sel: [zzz]', 'title: K')}---\n${ruleOf('sel: {a.b.c: 1}', 'title: P')}`,
      ),
    );
    let arrays: unknown = 'x';
    let objects: unknown = 'x';
    for (let i = 0; i < 50_000; i++) {
      arrays = [arrays];
      objects = { a: objects };
    }
    assert.deepEqual(
      detector.match({ a: arrays }).map((match) => match.rule.title),
      [],
    );
    assert.deepEqual(
      detector.match({ a: objects }).map((match) => match.rule.title),
      ['Test'],
    );
  });
});
