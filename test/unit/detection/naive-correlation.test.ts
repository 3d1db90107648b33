import assert from 'node:assert/strict';
import fc from 'fast-check';
import { type Asked, type Call, type Cell, triggers, type Words } from './naive-correlation';
import { load, runCorrelations, type Step } from './support';

const logsource = { product: 'aws', service: 'cloudtrail' };

/** JSON is YAML. */
function written({ type, rules, timespan, groupBy, fields, aliases, condition, percentile }: Asked): string {
  const text = (words: Words): string => {
    if ('rule' in words) return words.rule;
    if ('not' in words) return `not (${text(words.not)})`;
    return 'and' in words ? `(${words.and.map(text).join(' and ')})` : `(${words.or.map(text).join(' or ')})`;
  };
  const isText = condition !== undefined && ['rule', 'not', 'and', 'or'].some((key) => key in condition);
  const map = {
    ...(condition as Record<string, number> | undefined),
    ...(fields.length > 0 ? { field: fields } : {}),
    ...(type === 'value_percentile' ? { percentile } : {}),
  };
  const correlation = {
    type,
    rules: [...rules],
    timespan: `${timespan}s`,
    ...(groupBy.length > 0 ? { 'group-by': groupBy } : {}),
    ...(Object.keys(aliases).length > 0 ? { aliases } : {}),
    ...(isText ? { condition: text(condition as Words) } : condition === undefined ? {} : { condition: map }),
  };
  const documents = [...rules].map((name) => ({
    title: `Rule ${name}`,
    name,
    logsource,
    detection: { one: { 'n|contains': name }, condition: 'one' },
  }));
  return [...documents, { title: 'The correlation', correlation }].map((one) => JSON.stringify(one)).join('\n---\n');
}

function steps(calls: readonly Call[]): Step[] {
  return calls.map(({ time, n, fields }, row) => [time, { ...fields, n, eventID: String(1000 + row) }]);
}

/** What the engine finds and what it should. */
function compare(calls: readonly Call[], asked: Asked): number {
  const expected = triggers(calls, asked).map(({ call, group, count }) => [calls.indexOf(call), group, count]);
  const found = runCorrelations(load(written(asked)), steps(calls)).map(({ row, group, count }) => [
    row,
    group,
    expected.some(([, , told]) => told === undefined) ? undefined : count,
  ]);
  const sorted = (all: readonly unknown[]): string[] => all.map((one) => JSON.stringify(one)).sort();
  assert.deepEqual(sorted(found), sorted(expected));
  return expected.length;
}

const cell: fc.Arbitrary<Cell> = fc.oneof(
  { weight: 4, arbitrary: fc.constantFrom(1, 2, 5, '3', 'x', 'y', '0.5', -1) },
  { weight: 1, arbitrary: fc.constant(null) },
  { weight: 2, arbitrary: fc.array(fc.constantFrom(1, 5, '5', 'x', null), { maxLength: 4 }) },
);
const callOf = (letters: string, seconds: number): fc.Arbitrary<Call> =>
  fc.record({
    time: fc.nat(seconds),
    n: fc.subarray([...letters, 'z'], { minLength: 1 }).map((all) => all.join('')),
    fields: fc.dictionary(fc.constantFrom('u', 'v', 'w'), cell),
  });
const inTime = (calls: Call[]): Call[] => [...calls].sort((a, b) => a.time - b.time);
const comparisons = fc.oneof(
  fc.tuple(fc.constantFrom('gt', 'gte', 'lt', 'lte', 'eq', 'neq'), fc.nat(6)).map(([how, limit]) => ({ [how]: limit })),
  fc.nat(4).map((low) => ({ gt: low, lte: low + 2 })),
);
const wordsOf = (letters: string): fc.Arbitrary<Words> =>
  fc.letrec<{ words: Words }>((tie) => ({
    words: fc.oneof(
      { depthSize: 'small', withCrossShrink: true },
      fc.constantFrom(...letters).map((rule) => ({ rule })),
      tie('words').map((not) => ({ not })),
      fc.tuple(tie('words'), tie('words')).map((and) => ({ and })),
      fc.tuple(tie('words'), tie('words')).map((or) => ({ or })),
    ),
  })).words;

const VALUED = ['value_sum', 'value_avg', 'value_median', 'value_percentile'];

const asked: fc.Arbitrary<Asked> = fc
  .record({
    type: fc.constantFrom('event_count', 'value_count', 'temporal', 'temporal_ordered', 'temporal_ordered', ...VALUED),
    rules: fc.constantFrom('a', 'ab', 'ba', 'abc', 'cab'),
    timespan: fc.integer({ min: 1, max: 6 }),
    groupBy: fc.subarray(['u', 'w', 'alias']),
    fields: fc.constantFrom<string[]>(['v'], ['alias'], ['v', 'w']),
    alias: fc.dictionary(fc.constantFrom('a', 'b', 'c'), fc.constantFrom('u', 'v', 'w')),
    comparison: comparisons,
    words: wordsOf('abc'),
    how: fc.nat(2),
    percentile: fc.constantFrom(0, 25, 50, 90, 100),
  })
  .map(({ type, rules, timespan, groupBy, fields, alias, comparison, words, how, percentile }): Asked => {
    const isTemporal = type.startsWith('temporal');
    const isText = isTemporal && how === 1;
    const own = isText ? 'abc' : rules;
    const valued = type === 'value_count' ? fields : VALUED.includes(type) ? fields.slice(0, 1) : [];
    const usesAlias = groupBy.includes('alias') || valued.includes('alias');
    const mapped = Object.fromEntries(Object.entries(alias).filter(([rule]) => own.includes(rule)));
    return {
      type,
      rules: own,
      timespan,
      groupBy,
      fields: valued,
      aliases: usesAlias && Object.keys(mapped).length > 0 ? { alias: mapped } : {},
      condition: isText ? words : isTemporal && how === 0 ? undefined : comparison,
      percentile,
    };
  });

describe('correlations read naively', function () {
  this.timeout(120_000);

  it('trigger at the events, in the groups and with the counts of whoever counts each window by itself', () => {
    let found = 0;
    fc.assert(
      fc.property(fc.array(callOf('abc', 8), { maxLength: 7 }), asked, (calls, one) => {
        found += compare(inTime(calls), one);
      }),
      { numRuns: 3000 },
    );
    assert.ok(found > 500, `hardly any trigger: ${found}`);
  });

  it('temporal_ordered with more rules than events, many of them of one time', () => {
    const rules = 'abcdefghijklmno';
    const many = fc.array(
      fc.record({
        time: fc.nat(2),
        n: fc.uniqueArray(fc.constantFrom(...rules), { minLength: 1, maxLength: 4 }).map((all) => all.join('')),
        fields: fc.constant({}),
      }),
      { maxLength: 6 },
    );
    let found = 0;
    fc.assert(
      fc.property(many, comparisons, fc.integer({ min: 1, max: 2 }), (calls, condition, timespan) => {
        const plain = { groupBy: [], fields: [], aliases: {}, percentile: 0 };
        found += compare(inTime(calls), { ...plain, type: 'temporal_ordered', rules, timespan, condition });
      }),
      { numRuns: 800 },
    );
    assert.ok(found > 500, `hardly any trigger: ${found}`);
  });

  it('temporal_ordered of twelve rules, one event each in one second, one of them true of two', () => {
    const rules = 'abcdefghijkl';
    const calls = [...rules].map((rule, n): Call => ({ time: 0, n: n === 0 ? 'ab' : rule, fields: {} }));
    const correlation = { type: 'temporal_ordered', rules, timespan: 9, condition: undefined };
    const plain = { groupBy: [], fields: [], aliases: {}, percentile: 0 };
    const found = runCorrelations(load(written({ ...correlation, ...plain })), steps(calls));
    assert.deepEqual(
      found.map(({ row, count }) => [row, count]),
      [[11, 12]],
    );
  });
});
