import assert from 'node:assert/strict';
import fc from 'fast-check';
import { Correlator, Detector, type RecordObject } from '../../../src/detection';
import {
  type Asked,
  type Condition,
  type Detection,
  type Event,
  firstSeen,
  type FirstSeenAsked,
  holds,
  isFor,
  matchesWithFilters,
  type NaiveFilter,
  type NaiveRule,
  type Timed,
} from './naive';
import { load, startTime } from './support';

const TODAY = '2026-03-14';
const logsource = { product: 'aws', service: 'cloudtrail' };

/** JSON is YAML, so documents need no writing by hand. */
const fileOf = (...documents: readonly unknown[]): string =>
  documents.map((one) => JSON.stringify(one)).join('\n---\n');

const FIELDS = ['f', 'g', 'h'];
const value = fc.constantFrom('x', 'X', 'y', 'xy', '1', '', 1, true, 'ΧΣ', 'χς', 'ΧΣΧ', 'İx');
const cell = fc.oneof(value, fc.constant(null), fc.array(value, { maxLength: 2 }));
const event: fc.Arbitrary<Event> = fc.dictionary(fc.constantFrom(...FIELDS), cell, { maxKeys: 3 });

const asked: fc.Arbitrary<Asked> = fc.record({
  field: fc.constantFrom(...FIELDS),
  how: fc.constantFrom('is' as const, 'contains' as const),
  values: fc.array(fc.constantFrom('x', 'y', 'Xy', '1', 1, 'χΣ', 'σ', 'i'), { minLength: 1, maxLength: 2 }),
});
const askedOrAbsent = fc.oneof(
  { weight: 4, arbitrary: asked },
  fc.constantFrom(...FIELDS).map((field): Asked => ({ field, how: 'is', values: [null] })),
);
const { condition } = fc.letrec<{ condition: Condition }>((tie) => ({
  condition: fc.oneof(
    { depthSize: 'small', withCrossShrink: true },
    fc.constantFrom('one', 'two').map((selection) => ({ selection })),
    tie('condition').map((not) => ({ not })),
    fc.tuple(tie('condition'), tie('condition')).map((both) => ({ both })),
    fc.tuple(tie('condition'), tie('condition')).map((either) => ({ either })),
  ),
}));
const selection = fc.uniqueArray(askedOrAbsent, {
  minLength: 1,
  maxLength: 2,
  selector: ({ field, how }) => `${field} ${how}`,
});
const detection: fc.Arbitrary<Detection> = fc.record({
  selections: fc.record({ one: selection, two: selection }),
  condition,
});

function written({ selections, condition: top }: Detection): Record<string, unknown> {
  const text = (one: Condition): string => {
    if ('not' in one) return `not (${text(one.not)})`;
    if ('both' in one) return `(${text(one.both[0])}) and (${text(one.both[1])})`;
    if ('either' in one) return `(${text(one.either[0])}) or (${text(one.either[1])})`;
    return one.selection;
  };
  const maps = Object.entries(selections).map(([name, all]) => [
    name,
    Object.fromEntries(all.map(({ field, how, values }) => [how === 'is' ? field : `${field}|contains`, values])),
  ]);
  return { ...(Object.fromEntries(maps) as Record<string, unknown>), condition: text(top) };
}

const ID = (n: number): string => `0000000${n}-0000-4000-8000-000000000000`;
const rules = fc
  .array(detection, { minLength: 1, maxLength: 3 })
  .map((all) =>
    all.map((one, n): NaiveRule => ({ id: ID(n), name: `rule_${n}`, title: `Rule number ${n}`, detection: one })),
  );

/** For rules 0…count-1, by id, name or title, in any mixture. */
const filterFor = (count: number): fc.Arbitrary<NaiveFilter> => {
  const reference = fc
    .tuple(fc.nat(count - 1), fc.nat(2))
    .map(([n, how]) => [ID(n), `rule_${n}`, `Rule number ${n}`][how] as string);
  return fc.record(
    {
      rules: fc.oneof(fc.constant('any' as const), fc.uniqueArray(reference, { minLength: 1, maxLength: 3 })),
      detection,
      expires: fc.constantFrom('2026-03-13', TODAY, '2026-03-15'),
    },
    { requiredKeys: ['rules', 'detection'] },
  );
};

const ruleDocument = ({ id, name, title, detection: one }: NaiveRule): unknown => ({
  title,
  id,
  name,
  logsource,
  detection: written(one),
});

const filterDocument = ({ rules: named, detection: one, expires }: NaiveFilter, n: number): unknown => ({
  title: `Filter ${n}`,
  id: `1000000${n}-0000-4000-8000-000000000000`,
  logsource,
  filter: { rules: named, ...written(one) },
  ...(expires === undefined ? {} : { expires }),
});

describe('the specification read naively', function () {
  this.timeout(120_000);

  it('filters: what they leave of what rules match, and which one leaves it out', () => {
    const files = rules.chain((all) => fc.tuple(fc.constant(all), fc.array(filterFor(all.length), { maxLength: 3 })));
    let left = 0;
    fc.assert(
      fc.property(files, fc.array(event, { minLength: 1, maxLength: 5 }), ([all, filters], events) => {
        const set = load(fileOf(...all.map(ruleDocument), ...filters.map(filterDocument)), { today: TODAY });
        const detector = new Detector(set);
        for (const one of events) {
          const expected = all.filter((rule) => matchesWithFilters(rule, filters, one, TODAY)).map(({ id }) => id);
          const found = detector.match(one as RecordObject).map(({ rule }) => rule.id);
          assert.deepEqual(found.sort(), expected.sort());
          const leaving = all.flatMap((rule) =>
            filters.flatMap((filter, n) =>
              holds(rule.detection, one) && isFor(filter, rule, TODAY) && !holds(filter.detection, one)
                ? [`${rule.id} Filter ${n}`]
                : [],
            ),
          );
          const suppressed = detector.suppressed(one);
          assert.deepEqual(suppressed.map(({ rule, filter }) => `${rule.id} ${filter.title}`).sort(), leaving.sort());
          left += leaving.length;
        }
      }),
      { numRuns: 1000 },
    );
    assert.ok(left > 100, 'hardly any filter left out anything');
  });

  it('a filter on a correlation leaves events out before they are counted, and only there', () => {
    const correlation = { id: ID(9), name: 'many', title: 'Many of them' };
    const toCorrelation = fc.record({ rules: fc.constantFrom([ID(9)], ['many'], ['Many of them']), detection });
    let counted = 0;
    fc.assert(
      fc.property(
        rules,
        fc.array(toCorrelation, { maxLength: 2 }),
        fc.array(event, { minLength: 2, maxLength: 8 }),
        (all, filters, events) => {
          const text = fileOf(
            ...all.map(ruleDocument),
            {
              ...correlation,
              correlation: {
                type: 'event_count',
                rules: all.map(({ name }) => name),
                timespan: '1h',
                condition: { gte: 1 },
                generate: true,
              },
            },
            ...filters.map(filterDocument),
          );
          const set = load(text, { today: TODAY });
          const detector = new Detector(set);
          const correlator = new Correlator(set);
          const found = events.flatMap((one, row) =>
            correlator.add(row, startTime + row * 1000, one as RecordObject, detector.match(one as RecordObject)),
          );
          found.push(...correlator.finish());
          const counts = new Map(found.map(({ row, count }) => [row, count]));
          const expected = new Map<number, number>();
          for (const [row, one] of events.entries()) {
            const isMatched = all.some((rule) => holds(rule.detection, one));
            const isKept = filters.every((filter) => holds(filter.detection, one));
            if (isMatched && isKept) expected.set(row, expected.size + 1);
            // the rules themselves find it all the same
            assert.equal(detector.match(one as RecordObject).length > 0, isMatched);
          }
          assert.deepEqual([...counts].sort(), [...expected].sort());
          counted += expected.size;
        },
      ),
      { numRuns: 700 },
    );
    assert.ok(counted > 100, 'hardly any event was counted');
  });

  it('first_seen: each text that a group never had, once its learning is over', () => {
    const place = fc.constantFrom('p', 'q', 'p', null, ['p', 'q']);
    const call = fc.record({ f: cell, g: place, h: place }, { requiredKeys: ['f'] });
    const timed: fc.Arbitrary<Timed[]> = fc
      .array(fc.tuple(fc.nat(12), call as fc.Arbitrary<Event>), { maxLength: 14 })
      .map((all) => all.map(([time, one]) => ({ time, event: one })).sort((a, b) => a.time - b.time));
    const question: fc.Arbitrary<FirstSeenAsked> = fc.record(
      {
        field: fc.constant('f'),
        groupBy: fc.constantFrom([], ['g'], ['g', 'h']),
        learning: fc.integer({ min: 0, max: 5 }),
        timespan: fc.integer({ min: 1, max: 6 }),
      },
      { requiredKeys: ['field', 'groupBy', 'learning'] },
    );
    let news = 0;
    fc.assert(
      fc.property(timed, question, (events, { field, groupBy, learning, timespan }) => {
        const text = fileOf(
          { title: 'Each', name: 'each', logsource, detection: { one: { eventName: 'Call' }, condition: 'one' } },
          {
            title: 'New',
            correlation: {
              type: 'first_seen',
              rules: ['each'],
              ...(groupBy.length === 0 ? {} : { 'group-by': groupBy }),
              ...(timespan === undefined ? {} : { timespan: `${timespan}s` }),
              condition: { field, learning: `${learning}s` },
            },
          },
        );
        const set = load(text);
        const detector = new Detector(set);
        const correlator = new Correlator(set);
        const found = events.flatMap(({ time, event: one }, row) => {
          const record = { ...one, eventName: 'Call', eventID: `id-${row}` } as RecordObject;
          return correlator.add(row, startTime + time * 1000, record, detector.match(record));
        });
        found.push(...correlator.finish());
        const expected = firstSeen(events, {
          field,
          groupBy,
          learning,
          ...(timespan === undefined ? {} : { timespan }),
        });
        news += expected.length;
        const key = (time: number, group: readonly string[]): string => JSON.stringify([time, group]);
        const byPlace = new Map(expected.map(({ time, group, texts }) => [key(time, group), new Set(texts)]));
        const told = new Map<string, Set<string>>();
        for (const { row, group, value: text } of found) {
          const { time, event: one } = events[row] as Timed;
          const place = key(
            time,
            group.map((part) => String(part.value)),
          );
          const there = byPlace.get(place);
          assert.ok(there?.has(String(text)), `${String(text)} is not new at ${place}`);
          const values = [one[field]].flat().filter((each) => each !== null && each !== undefined);
          const carried = values.map((each) => (typeof each === 'string' ? each : JSON.stringify(each)));
          assert.ok(carried.includes(String(text)), 'the event does not have what it is said to be new for');
          const seen = told.get(place) ?? new Set();
          assert.ok(!seen.has(String(text)), `${String(text)} is told twice at ${place}`);
          seen.add(String(text));
          told.set(place, seen);
        }
        // nothing new is missed
        assert.deepEqual([...told.keys()].sort(), [...byPlace.keys()].sort());
        for (const [place, texts] of byPlace) assert.deepEqual([...(told.get(place) ?? [])].sort(), [...texts].sort());
      }),
      { numRuns: 2000 },
    );
    assert.ok(news > 500, 'hardly anything was new');
  });
});
