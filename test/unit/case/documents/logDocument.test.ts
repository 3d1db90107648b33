import assert from 'node:assert/strict';
import { analyseDocument } from '../../../../src/case/documents/documentAnalysis';
import { eachRecord } from '../../../../src/case/sources/eachRecord';
import { RecordSource } from '../../../../src/reading/recordSource';
import { eventTable, summaryOf } from '../../../../src/case/eventTable';
import { LogDocument } from '../../../../src/case/documents/logDocument';
import { Turns } from '../../../../src/case/turns';
import { FacetReader } from '../../../../src/query/facets';
import { indexOf } from '../../../fixtures/index';
import { json, record, s3, text, utf8 } from '../../../fixtures/log';
import { sampleLogs } from '../../../fixtures/samples';

const document = (source: string): LogDocument => new LogDocument('a', 1, analyseDocument(utf8(source)).analysis);

describe('document', () => {
  const pretty = JSON.stringify(
    { Records: [record(2), record(1, { eventName: 'é\u{1f600}' }), record(2), record(3, { eventName: undefined })] },
    null,
    2,
  );
  const log = document(pretty);
  const lines = pretty.split('\n');
  const slice = ({ start, end }: ReturnType<LogDocument['range']>): string => {
    const inside = lines.slice(start.line, end.line + 1);
    inside[inside.length - 1] = (inside[inside.length - 1] ?? '').slice(0, end.character);
    inside[0] = (inside[0] ?? '').slice(start.character);
    return inside.join('\n');
  };

  it('knows its records by place and by time, copies included', () => {
    assert.deepEqual([log.records, log.analysis.duplicates, log.analysis.container], [4, 1, 's3']);
    assert.deepEqual(
      [0, 1, 2, 3].map((n) => log.event(n).eventName),
      ['Event2', 'é\u{1f600}', 'Event2', ''],
    );
    assert.deepEqual(
      [0, 1, 2].map((row) => log.recordOfRow(row)),
      [1, 0, 3],
    );
    assert.deepEqual(
      [0, 1, 2].map((row) => log.eventOfRow(row).row),
      [0, 1, 2],
    );
    assert.deepEqual([...log.analysis.rows], [1, 0, 1, 2]);
  });

  it('knows where a record and its name stand', () => {
    for (const n of [0, 1, 2, 3]) {
      const { eventName } = JSON.parse(slice(log.range(n))) as { eventName?: string };
      assert.equal(eventName ?? '', log.event(n).eventName);
      if (eventName !== undefined) assert.equal(slice(log.nameRange(n)), JSON.stringify(eventName));
    }
    assert.deepEqual(log.nameRange(3), { start: log.range(3).start, end: log.range(3).start });
  });

  it('knows the record at any place', () => {
    for (const [line, content] of lines.entries()) {
      for (const character of [0, Math.floor(content.length / 2), content.length]) {
        const naive = [0, 1, 2, 3].find((n) => {
          const { start, end } = log.range(n);
          const after = line > start.line || (line === start.line && character >= start.character);
          return after && (line < end.line || (line === end.line && character < end.character));
        });
        assert.equal(log.recordAt({ line, character }), naive, `${line}:${character}`);
      }
    }
    assert.equal(document('{}').recordAt({ line: 0, character: 0 }), undefined);
  });

  it('tells its problems with line and column, and folds what it can', () => {
    const broken = document(`${JSON.stringify(record(1), null, 1)}\n{"x"`);
    assert.deepEqual(
      [broken.records, broken.analysis.problems[0]?.line],
      [1, JSON.stringify(record(1), null, 1).split('\n').length + 1],
    );
    assert.ok(broken.analysis.folds.length > 2);
    const nothing = document('no log');
    assert.deepEqual([nothing.records, nothing.analysis.problems.length, nothing.analysis.folds.length], [0, 1, 0]);
  });

  it('of each sample has every record where it is', () => {
    for (const [name, bytes] of sampleLogs()) {
      const { analysis } = analyseDocument(bytes);
      const source = text(bytes).split('\n');
      for (let n = 0; n < analysis.records; n++) {
        const at = new LogDocument(name, 1, analysis);
        const { start, end } = at.range(n);
        assert.equal(source[start.line]?.[start.character], '{', name);
        assert.equal(source[end.line]?.[end.character - 1], '}', name);
      }
    }
  });
});

describe('event table', () => {
  it('says in a line what each row says, also of odd records', () => {
    const index = indexOf(
      s3(
        record(1, { errorCode: 'AccessDenied', sourceIPAddress: '192.0.2.1' }),
        record(2, { userIdentity: 7, eventName: { a: 1 }, awsRegion: null }),
      ),
    );
    const table = eventTable(new FacetReader(index), Uint32Array.of(1, 0));
    assert.deepEqual(summaryOf(table, 1), {
      row: 0,
      time: Date.parse('2026-03-14T08:27:01Z'),
      eventName: 'Event1',
      eventSource: 'ec2.amazonaws.com',
      identity: 'alice',
      region: 'us-east-1',
      sourceIPAddress: '192.0.2.1',
      outcome: { kind: 'denied', error: 'AccessDenied' },
    });
    const { row, eventName, identity, region, outcome } = summaryOf(table, 0);
    assert.deepEqual(
      [row, eventName, identity, region, outcome],
      [1, '{"a":1}', 'no identity', '', { kind: 'success' }],
    );
  });
});

describe('with what a call was signed', () => {
  const KEY = 'ASIAY34FZKBOKMUTVV7A';
  const identity = (accessKeyId: unknown, mfaAuthenticated?: unknown): Record<string, unknown> => ({
    userIdentity: { type: 'IAMUser', accessKeyId, sessionContext: { attributes: { mfaAuthenticated } } },
  });
  const cases: readonly (readonly [string, Record<string, unknown>, unknown])[] = [
    ['a key', identity(KEY), { accessKey: KEY, secondFactor: undefined, isFromConsole: false }],
    ['a second factor', identity(KEY, 'true'), { accessKey: KEY, secondFactor: true, isFromConsole: false }],
    ['none', identity(KEY, 'false'), { accessKey: KEY, secondFactor: false, isFromConsole: false }],
    ['that in another type', identity(KEY, false), { accessKey: KEY, secondFactor: false, isFromConsole: false }],
    ['that without a key', identity('', 'false'), { accessKey: '', secondFactor: false, isFromConsole: false }],
    ['a key that has escapes', identity('A"B', 'true'), { accessKey: 'A"B', secondFactor: true, isFromConsole: false }],
    [
      'a console session',
      { ...identity(KEY), sessionCredentialFromConsole: 'true' },
      { accessKey: KEY, secondFactor: undefined, isFromConsole: true },
    ],
    ['nothing', identity(undefined), undefined],
    ['odd attributes', identity(undefined, { mfaAuthenticated: 'true' }), undefined],
    ['an odd identity', { userIdentity: { sessionContext: { attributes: 'mfa' } } }, undefined],
    ['a text for an identity', { userIdentity: 'root' }, undefined],
  ];

  for (const [title, members, expected] of cases) {
    it(`is known of a row without its record: ${title}`, () => {
      const table = eventTable(new FacetReader(indexOf(s3(record(1, members)))), Uint32Array.of(0));
      assert.deepEqual(summaryOf(table, 0).credentials, expected);
    });
  }
});

describe('visiting records', () => {
  const sources = [s3(record(3), record(1)), `[${json(record(2), record(0))}]`];
  const index = indexOf(...sources);

  it('has each source once, in its order, and names the rows that it missed', async () => {
    const asked: number[] = [];
    const visited: string[] = [];
    const sourceOf = async (source: number): Promise<RecordSource | undefined> => {
      asked.push(source);
      return source === 0 ? new RecordSource(utf8(sources[0] ?? '')) : undefined;
    };
    const missed = await eachRecord(index, [3, 0, 1, 2], sourceOf, new Turns(), (row, bytes, start, end) => {
      const { eventName } = JSON.parse(text(bytes.subarray(start, end))) as { eventName: string };
      visited.push(`${row} ${eventName}`);
    });
    assert.deepEqual(
      [asked, visited, missed],
      [
        [0, 1],
        ['3 Event3', '1 Event1'],
        [0, 2],
      ],
    );
  });

  it('lets others have their turn, and stops when cancelled', async () => {
    const controller = new AbortController();
    // no milliseconds at all: every record is a turn
    const turns = new Turns(controller.signal, -1);
    const visited: number[] = [];
    const sourceOf = async (source: number): Promise<RecordSource> => new RecordSource(utf8(sources[source] ?? ''));
    setImmediate(() => controller.abort());
    const visiting = eachRecord(index, [0, 1, 2, 3], sourceOf, turns, (row) => visited.push(row));
    await assert.rejects(visiting, { name: 'AbortError' });
    assert.ok(visited.length < 4);
  });
});
