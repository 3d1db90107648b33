import assert from 'node:assert/strict';
import fc from 'fast-check';
import { COLUMNS } from '../../../src/index/columns';
import { DICTIONARIES, noNumbers } from '../../../src/index/dictionaryNews';
import { IndexBuilder } from '../../../src/index/indexBuilder';
import { type RowRange, type RowsAndEntries, someRows } from '../../../src/index/someRows';
import { readRecords } from '../../../src/reading/readRecords';
import { record, s3, utf8 } from '../../fixtures/log';

/** An event with values of which some are others', and a caller whose parts stand apart or not. */
const event = fc.record({
  n: fc.nat(40),
  userAgent: fc.constantFrom('a', 'b', 'é', undefined),
  errorCode: fc.constantFrom('AccessDenied', undefined),
  session: fc.nat(3),
  isRole: fc.boolean(),
});

type Event = typeof event extends fc.Arbitrary<infer One> ? One : never;

function recordOf({ n, userAgent, errorCode, session, isRole }: Event) {
  const userIdentity = isRole
    ? {
        type: 'AssumedRole',
        principalId: `AROAX:${session}`,
        arn: `arn:aws:sts::111122223333:assumed-role/r/s${session}`,
        accountId: '111122223333',
        accessKeyId: `ASIA${n}`,
        sessionContext: { attributes: { creationDate: `2026-03-14T08:00:0${session}Z`, mfaAuthenticated: 'false' } },
      }
    : { type: 'IAMUser', userName: `u${session}` };
  return record(n, { userAgent, errorCode, userIdentity });
}

function rowsOf(events: readonly Event[]): RowsAndEntries {
  const builder = new IndexBuilder();
  let index = 0;
  readRecords(utf8(s3(...events.map(recordOf))), (found) => builder.add(0, index++, found));
  return { block: builder.rowsSoFar(), entries: builder.news() };
}

/** What each row says. */
function said({ block, entries }: RowsAndEntries): unknown[] {
  const builder = new IndexBuilder();
  const numbers = noNumbers();
  builder.learn(entries, numbers);
  builder.append(0, [block.count], block, numbers);
  const { ids, ...arrays } = builder.rowsSoFar();
  return Array.from({ length: block.count }, (_, row) => [
    ...[arrays.start, arrays.end, arrays.time, arrays.eventIdHash, arrays.contentHash, arrays.idBeginning].map(
      (array) => array[row],
    ),
    ...COLUMNS.map((column) => Buffer.from(builder.slice(column, ids[column][row] ?? 0)).toString()),
  ]);
}

describe('some of the rows that were kept', () => {
  const events = fc.array(event, { minLength: 1, maxLength: 30 });
  const ranges = fc.array(fc.tuple(fc.nat(29), fc.nat(10)), { maxLength: 4 });

  it('say what they said, and nothing is kept of the others', () => {
    fc.assert(
      fc.property(events, ranges, (given, cuts) => {
        const all = rowsOf(given);
        const picked = cuts.map(([from, count]): RowRange => {
          const start = from % given.length;
          return { from: start, count: Math.min(count, given.length - start) };
        });
        const some = someRows(all, picked);
        const before = said(all);
        assert.deepEqual(
          said(some),
          picked.flatMap(({ from, count }) => before.slice(from, from + count)),
        );
        const alone = rowsOf(picked.flatMap(({ from, count }) => given.slice(from, from + count)));
        for (const name of DICTIONARIES) {
          const lengths = ({ entries }: RowsAndEntries): number[] => [...entries[name].lengths].sort((a, b) => a - b);
          assert.deepEqual(lengths(some), lengths(alone), name);
        }
      }),
    );
  });
});
