import assert from 'node:assert/strict';
import fc from 'fast-check';
import { analyseDocument } from '../../../../src/case/documents/documentAnalysis';
import { LogDocument } from '../../../../src/case/documents/logDocument';
import { namePlaces } from '../../../../src/case/documents/namePlaces';
import { summaryOf } from '../../../../src/case/eventTable';
import { WRAPPINGS } from '../../../fixtures/containers';
import { record, utf8 } from '../../../fixtures/log';
import { sampleLogs } from '../../../fixtures/samples';

/** What is told of records of a text that nobody has open, and what of the same ones once it is. */
function bothOf(bytes: Uint8Array, asked: readonly number[]): [closed: unknown[], open: unknown[]] {
  const { records, found, positions, events } = namePlaces(bytes, new Set(asked));
  const log = new LogDocument('a', 1, analyseDocument(bytes).analysis);
  assert.equal(records, log.records);
  const closed = Array.from(found, (record, n) => {
    const [line, character, endLine, end] = positions.subarray(4 * n, 4 * n + 4);
    const name = { start: { line, character }, end: { line: endLine, character: end } };
    return { record, name, event: { ...summaryOf(events, n), row: 0 } };
  });
  const there = [...new Set(asked)].filter((one) => one < log.records).sort((a, b) => a - b);
  const open = there.map((one) => ({ record: one, name: log.nameRange(one), event: { ...log.event(one), row: 0 } }));
  return [closed, open];
}

describe('names of records in a text that is not open', () => {
  const all = Array.from({ length: 100 }, (_, n) => n);
  for (const [name, bytes] of sampleLogs())
    it(`are where an open document has them: ${name}`, () => {
      const [closed, open] = bothOf(bytes, all);
      assert.deepEqual(closed, open);
    });
  for (const { what, wrap } of WRAPPINGS)
    it(`are where an open document has them: ${what}`, () => {
      const [closed, open] = bothOf(utf8(wrap([record(1), record(2, { eventName: 'é"' })])), all);
      assert.equal(open.length, 2);
      assert.deepEqual(closed, open);
    });

  it('are where an open document has them, whichever are asked for, copies and nameless ones too', () => {
    const records = [
      record(2),
      record(1, { eventName: 'é\u{1f600}"' }),
      record(2),
      record(3, { eventName: undefined }),
      record(4, { eventName: 7 }),
    ];
    const texts = [
      JSON.stringify({ Records: records }),
      JSON.stringify({ Records: records }, undefined, 2).replaceAll('\n', '\r\n'),
      records.map((one) => JSON.stringify({ message: JSON.stringify(one) })).join('\n'),
      `\ufeff${JSON.stringify(records)}`,
    ];
    fc.assert(
      fc.property(fc.constantFrom(...texts), fc.array(fc.nat(6)), (text, asked) => {
        const [closed, open] = bothOf(utf8(text), asked);
        assert.deepEqual(closed, open);
      }),
    );
  });

  it('are none in what is no log', () => {
    for (const text of ['', '{', 'x', '{"Records":[]}'])
      assert.deepEqual([...namePlaces(utf8(text), new Set([0])).found], []);
  });
});
