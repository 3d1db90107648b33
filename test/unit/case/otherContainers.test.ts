import assert from 'node:assert/strict';
import { CaseEngine } from '../../../src/case/engine';
import { LogDocument } from '../../../src/case/documents/logDocument';
import { localPool } from '../../../src/case/loading/localPool';
import type { Platform } from '../../../src/case/platform';
import { pour } from '../../../src/reading/bytes/byteSink';
import { WRAPPINGS } from '../../fixtures/containers';
import { type Json, record, text, utf8 } from '../../fixtures/log';

const RULE = `title: Stopped
id: 00000000-0000-4000-8000-000000000001
logsource: { product: aws, service: cloudtrail }
detection:
  s: { eventName: StopLogging }
  condition: s
level: high
`;

const records = [record(1), record(2, { eventName: 'StopLogging' }), record(3, { userAgent: 'é"\n😀' })];

/** An engine that finds these files and no others. `streams`: in pieces, as from a disk. */
function engineWith(files: Readonly<Record<string, Uint8Array>>, streams: boolean): CaseEngine {
  const bytesOf = (uri: string): Uint8Array => files[uri] ?? new Uint8Array();
  const platform: Platform = {
    read: async (uri) => bytesOf(uri).slice(),
    inflate: () => Promise.reject(new Error('Nothing here is compressed.')),
    list: async () => ({ files: Object.keys(files).map((uri) => ({ uri, named: false })) }),
    ...(streams
      ? {
          stream: async (uri, _, sink, signal) => {
            for (let at = 0; at < bytesOf(uri).length && signal?.aborted !== true; at += 777)
              pour(bytesOf(uri).subarray(at, at + 777), sink);
            return {};
          },
        }
      : {}),
  };
  return new CaseEngine(
    platform,
    async () => ({ sources: [{ path: 'rule.yml', text: RULE }] }),
    { progress: () => undefined, changed: () => undefined },
    async () => localPool(platform),
  );
}

const parsed = (bytes: Uint8Array): Json[] => (JSON.parse(text(bytes)) as { Records: Json[] }).Records;

describe('a case of logs in other containers', () => {
  for (const streams of [false, true]) {
    it(`finds, explains, shows and reads again the same events${streams ? ', from a stream' : ''}`, async () => {
      for (const { what, wrap, keeps } of WRAPPINGS) {
        const uri = 'file:///log';
        const engine = engineWith({ [uri]: utf8(wrap(records)) }, streams);
        const summary = await engine.cases.open('case', [uri], engine.cap);
        assert.deepEqual([summary.events, summary.withProblems], [3, 0], what);
        assert.equal(summary.lacking, keeps === undefined ? 0 : 1, what);
        const { hits } = await engine.answers.findings('case');
        assert.equal(hits.length, 1, what);
        const row = hits[0]?.row as number;
        const [reason] = (await engine.answers.reasons('case', row)).flatMap(({ reasons }) => reasons);
        assert.ok(reason, what);
        const place = engine.place('case', row);
        assert.deepEqual(place, { uri, record: 1 }, what);
        const [whole] = (await engine.records('case', [row])).map((one) => JSON.parse(one ?? '') as Json);
        assert.equal(whole?.['eventName'], 'StopLogging', what);
        if (keeps === undefined) assert.deepEqual(whole, records[1], what);
        // a log that no document can hold is shown by a few records
        const excerpt = parsed(await engine.readable({ source: uri, records: { first: 1, last: 2 } }));
        assert.deepEqual(
          excerpt.map(({ eventName }) => eventName),
          ['StopLogging', 'Event3'],
          what,
        );
        if (keeps === undefined) assert.deepEqual(excerpt, records.slice(1), what);
      }
    });
  }

  it('shows UTF-16 by a few records too', async () => {
    for (const { what, wrap } of WRAPPINGS) {
      const uri = 'file:///log';
      const bytes = Uint8Array.from(Buffer.from(`\ufeff${wrap(records)}`, 'utf16le'));
      const engine = engineWith({ [uri]: bytes }, true);
      await engine.cases.open('case', [uri], engine.cap);
      const [only] = parsed(await engine.readable({ source: uri, records: { first: 1, last: 1 } }));
      assert.equal(only?.['eventName'], 'StopLogging', what);
    }
  });
});

describe('the readable view of a log in another container', () => {
  it('has each event once, in its order, where tree and findings say', async () => {
    for (const { what, wrap, container } of WRAPPINGS) {
      const uri = 'file:///log';
      const engine = engineWith({ [uri]: utf8(wrap(records)) }, false);
      const view = text(await engine.readable({ source: uri }));
      const analysis = await engine.open({ uri: 'view', from: { readable: { source: uri } } });
      assert.equal(analysis.container, container, what);
      const log = new LogDocument('view', 1, analysis);
      const lines = view.split('\n');
      const names = Array.from({ length: log.records }, (_, n) => {
        const { start, end } = log.nameRange(n);
        return lines[start.line]?.slice(start.character, end.character);
      });
      assert.deepEqual(names, ['"Event1"', '"StopLogging"', '"Event3"'], what);
      const { hits } = await engine.answers.findings('view');
      assert.deepEqual(
        hits.map(({ row }) => log.recordOfRow(row)),
        [1],
        what,
      );
    }
  });

  it('has what is wrong with a source at the event that follows it', async () => {
    const csv = 'Event name,Event source,Event time,AWS region\n';
    const rows = [1, 2, 3].map((n) => `Event${n},ec2.amazonaws.com,2026-03-14T08:27:0${n}Z,us-east-1\n`);
    const uri = 'file:///log';
    const engine = engineWith({ [uri]: utf8(`${csv}${rows[0]}${rows[1]}a,b\n${rows[2]}`) }, false);
    const { problems, positions } = await engine.open({ uri: 'view', from: { readable: { source: uri } } });
    const [note, broken] = problems;
    assert.deepEqual([note?.severity, note?.line], ['info', 1 + (positions[0] as number)]);
    assert.match(broken?.message ?? '', /^Row 3 .*\(In the file: line 4, column 1, byte \d+\.\)$/);
    assert.equal(broken?.line, 1 + (positions[16] as number));
  });
});
