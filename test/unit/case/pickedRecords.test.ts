import assert from 'node:assert/strict';
import fc from 'fast-check';
import { pickRecords, type RecordSpan } from '../../../src/case/pickedRecords';
import type { Platform } from '../../../src/case/platform';
import type { ByteSink } from '../../../src/reading/byteSink';
import type { RecordText } from '../../../src/reading/finds';
import { readRecords } from '../../../src/reading/readRecords';
import { RecordSource } from '../../../src/reading/recordSource';
import { json, record, s3, text, utf8 } from '../../fixtures/log';

/** A platform with one source, whose bytes come in parts of these sizes, over and over. */
function platformOf(bytes: Uint8Array, sizes: readonly number[], ended: object = {}): Platform {
  return {
    read: () => Promise.resolve(bytes),
    inflate: () => Promise.reject(new Error('It is not packed.')),
    list: () => Promise.resolve([]),
    stream: async (_, __, sink: ByteSink) => {
      for (let at = 0, n = 0; at < bytes.length; n++) {
        const room = sink.room();
        if (room === undefined) break;
        const count = Math.min(room.length, sizes[n % sizes.length] ?? 1, bytes.length - at);
        room.set(bytes.subarray(at, at + count));
        sink.filled(count);
        at += count;
      }
      return { ...ended };
    },
  };
}

function spansIn(bytes: Uint8Array): RecordSpan[] {
  const spans: RecordSpan[] = [];
  readRecords(bytes, ({ start, end }) => void spans.push([start, end]));
  return spans;
}

const own = ({ bytes, start, end }: RecordText): string => text(bytes.subarray(start, end));

const CSV = utf8(
  `eventVersion,eventTime,eventSource,eventName,awsRegion\n${Array.from(
    { length: 9 },
    (_, n) => `1.08,2026-01-01T00:00:0${n}Z,ec2.amazonaws.com,"Näme ${n}",us-east-1\n`,
  ).join('')}`,
);
const LOGS = {
  'a log': utf8(s3(...Array.from({ length: 60 }, (_, n) => record(n, { eventName: `Näme${n}` })))),
  lines: utf8(Array.from({ length: 9 }, (_, n) => json(record(n))).join('\n')),
  'rows of CSV': CSV,
};

describe('records that are picked out of a source', () => {
  for (const [name, bytes] of Object.entries(LOGS)) {
    it(`are what the whole gives, wherever it is cut: ${name}`, async () => {
      const spans = spansIn(bytes);
      assert.ok(spans.length >= 9);
      const whole = new RecordSource(bytes);
      await fc.assert(
        fc.asyncProperty(
          fc.subarray(spans, { minLength: 1 }),
          fc.array(fc.integer({ min: 1, max: 4000 }), { minLength: 1, maxLength: 9 }),
          async (picked, sizes) => {
            const records = await pickRecords(platformOf(bytes, sizes), 'x', 1e9, picked);
            for (const [start, end] of picked)
              assert.equal(records && own(records.record(start, end)), own(whole.record(start, end)));
          },
        ),
        { numRuns: 60 },
      );
    });
  }

  it('are not those of a source that is broken, changed, too short or to be converted: then it is read whole', async () => {
    const bytes = LOGS['a log'];
    const spans = spansIn(bytes).slice(3, 5);
    const picked = (platform: Platform): Promise<unknown> => pickRecords(platform, 'x', 1e9, spans);
    assert.notEqual(await picked(platformOf(bytes, [1000])), undefined);
    assert.equal(await picked(platformOf(bytes, [1000], { problem: { kind: 'broken', detail: '' } })), undefined);
    assert.equal(await picked(platformOf(bytes, [1000], { changed: true })), undefined);
    assert.equal(await picked(platformOf(bytes.slice(0, 600), [1000])), undefined);
    const wide = Uint8Array.from(Buffer.from(`\ufeff${text(bytes)}`, 'utf16le'));
    assert.equal(await picked(platformOf(wide, [1000])), undefined);
  });
});
