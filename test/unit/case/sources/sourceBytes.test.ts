import assert from 'node:assert/strict';
import fc from 'fast-check';
import { KeepingSink, PieceSink, SourceBytes } from '../../../../src/case/sources/sourceBytes';
import { chunkSink, pour } from '../../../../src/reading/bytes/byteSink';
import { RecordSource } from '../../../../src/reading/recordSource';
import { readRecords } from '../../../../src/reading/readRecords';
import { record, s3, text, utf8 } from '../../../fixtures/log';

/** A log that is longer than what tells of it what it is. */
const LOG = utf8(s3(...Array.from({ length: 150 }, (_, n) => record(n, { eventName: `Näme${n}` }))));
/** A log whose records are packed in one string. */
const PACKED = utf8(
  `{"records":[{"recordId":"r","data":"${Buffer.from(LOG.subarray(0, 50_000)).toString('base64')}"}]}`,
);

describe('the bytes of a source in pieces', () => {
  it('give the records that are packed in it, in two pieces too', () => {
    const cut = 40_000;
    const source = new SourceBytes([PACKED.slice(0, cut), PACKED.slice(cut)]);
    let records = 0;
    readRecords(PACKED, ({ start, end, text: found }) => {
      const again = source.records.record(start, end);
      assert.equal(
        text(again.bytes.subarray(again.start, again.end)),
        text(found.bytes.subarray(found.start, found.end)),
      );
      records++;
    });
    assert.ok(records > 100);
  });

  it('give the records that the whole gives, wherever it is cut', () => {
    assert.ok(LOG.length > 1 << 15);
    const cuts = fc.uniqueArray(fc.integer({ min: 1, max: LOG.length - 1 }), { maxLength: 40 });
    fc.assert(
      fc.property(cuts, (at) => {
        const ends = [...at.sort((a, b) => a - b), LOG.length];
        const pieces = ends.map((end, n) => LOG.slice(ends[n - 1] ?? 0, end));
        const source = new SourceBytes(pieces);
        const whole = new RecordSource(LOG);
        assert.equal(source.size, LOG.length);
        readRecords(LOG, ({ start, end }) => {
          const [one, other] = [source.records, whole].map((records) => {
            const found = records.record(start, end);
            return text(found.bytes.subarray(found.start, found.end));
          });
          assert.equal(one, other);
        });
        assert.deepEqual(Buffer.compare(source.bytes, LOG), 0);
      }),
      { numRuns: 40 },
    );
  });

  it('come out of a sink as they went in, of several sinks at a time too', () => {
    const parts = fc.array(fc.uint8Array({ maxLength: 100_000, minLength: 1 }), { maxLength: 8 });
    const large = new Uint8Array((1 << 20) + 1).fill(7);
    fc.assert(
      fc.property(parts, parts, (some, others) => {
        const given = [some, [...others, large, ...some]] as const;
        const sinks = given.map(() => new PieceSink());
        for (let n = 0; n < 20; n++)
          for (const [of, sink] of sinks.entries()) {
            const part = given[of as 0 | 1][n];
            if (part !== undefined) assert.ok(pour(part, sink));
          }
        const all = sinks.map((sink) => sink.pieces());
        // what comes next does not touch them
        pour(large, new PieceSink());
        for (const [of, pieces] of all.entries())
          assert.equal(Buffer.compare(Buffer.concat(pieces), Buffer.concat(given[of as 0 | 1])), 0);
      }),
      { numRuns: 40 },
    );
  });

  it('are kept on their way to another sink, unless they are too many', () => {
    for (const [limit, isKept] of [
      [LOG.length, true],
      [LOG.length - 1, false],
    ] as const) {
      const chunks: Uint8Array[] = [];
      // its memory is another's after each call
      const sink = new KeepingSink(
        chunkSink((chunk) => chunks.push(chunk.slice()), 1000),
        limit,
      );
      pour(LOG, sink);
      assert.equal(Buffer.compare(Buffer.concat(chunks), LOG), 0);
      const pieces = sink.pieces();
      assert.equal(pieces !== undefined, isKept);
      if (pieces !== undefined) assert.equal(Buffer.compare(Buffer.concat(pieces), LOG), 0);
    }
  });
});
