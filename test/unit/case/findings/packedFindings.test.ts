import assert from 'node:assert/strict';
import fc from 'fast-check';
import { packFindings, unpackFindings } from '../../../../src/case/findings/packedFindings';
import type { Findings } from '../../../../src/case/ruleAnswers';

/** As objects are that cross. */
const PLAIN = { noNullPrototype: true } as const;
const number = fc.oneof(fc.nat(5), fc.integer({ min: 0, max: 2 ** 32 - 1 }));
const text = fc.oneof(fc.constantFrom('', 'a', 'userIdentity.arn'), fc.string({ unit: 'binary' }));
const time = fc.oneof(fc.constant(NaN), fc.integer({ min: -1e15, max: 1e15 }));
const hit: fc.Arbitrary<Findings['hits'][number]> = fc.record(
  {
    rule: number,
    row: number,
    chain: fc.array(number, { maxLength: 120 }),
    isCut: fc.boolean(),
    group: fc.array(fc.record({ field: text, value: text }, PLAIN), { maxLength: 4 }),
    count: fc.double(),
    value: fc.option(text, { nil: undefined }),
  },
  PLAIN,
);
const group: fc.Arbitrary<Findings['groups'][number]> = fc.record(
  {
    rule: number,
    identity: text,
    network: text,
    from: text,
    hits: fc.array(number, { maxLength: 50 }),
    first: time,
    last: time,
  },
  PLAIN,
);
const findings: fc.Arbitrary<Findings> = fc.record(
  {
    rules: fc.constant([]),
    hits: fc.array(hit, { maxLength: 40 }),
    groups: fc.array(group, { maxLength: 20 }),
    problems: fc.constant([]),
    unread: fc.nat(),
    uncounted: fc.nat(),
  },
  PLAIN,
);

describe('findings that cross between threads', () => {
  it('arrive as they were', () => {
    fc.assert(
      fc.property(findings, (all) => {
        const packed = packFindings(all);
        assert.deepEqual(unpackFindings(structuredClone(packed)), all);
        // what is handed over is all there is of it: nobody else's memory goes along
        assert.equal(packed.numbers.buffer.byteLength, packed.numbers.byteLength);
        assert.equal(packed.measures.buffer.byteLength, packed.measures.byteLength);
      }),
      { numRuns: 300 },
    );
  });
});
