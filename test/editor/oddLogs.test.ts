import assert from 'node:assert/strict';
import { gzipSync } from 'node:zlib';
import * as vscode from 'vscode';
import { logName, logText, record, removeWritten, write, writeGzip } from './support/files';
import {
  activeLog,
  cleanUp,
  hoversAt,
  inspect,
  openReadable,
  placeOf,
  problemsOf,
  READABLE,
  symbolsOf,
} from './support/logs';

const pretty = (...records: Record<string, unknown>[]): string => JSON.stringify({ Records: records }, undefined, 2);

describe('A log that is odd but not broken', () => {
  afterEach(async () => {
    await cleanUp();
    removeWritten();
  });

  it('holds no event: nothing is wrong with that', async () => {
    for (const content of ['{"Records":[]}', gzipSync('{"Records":[]}')]) {
      const scheme = typeof content === 'string' ? 'file' : READABLE;
      const document = await inspect(write(logName(scheme === 'file' ? 'json' : 'json.gz'), content), scheme);
      const found = await vscode.commands.executeCommand<unknown[] | undefined>(
        'vscode.executeDocumentSymbolProvider',
        document.uri,
      );
      assert.deepEqual(found ?? [], []);
      assert.deepEqual(vscode.languages.getDiagnostics(document.uri), []);
      assert.deepEqual(JSON.parse(document.getText()), { Records: [] });
    }
  });

  it('has records that lack who, when or what', async () => {
    const lacking = ['userIdentity', 'eventTime', 'eventName'].map((name) => record({ [name]: undefined }));
    const nothing = record({ userIdentity: null, eventTime: 17, eventName: ['x'], eventSource: undefined });
    const document = await openReadable(writeGzip(logText(...lacking, nothing, record())));
    const symbols = await symbolsOf(document);
    const names = symbols.map(({ name }) => name);
    assert.equal(names.length, 5);
    // 17 is a second of 1970
    assert.equal(names[4], 'DescribeInstances · alice · 2026-03-14 08:27:45');
    assert.equal(names[2], '(no event name) · alice · 2026-03-14 08:27:45');
    for (const name of names) {
      assert.doesNotMatch(name, /undefined|null|NaN|Invalid/);
      assert.doesNotMatch(name, /·\s*·|·\s*$/, 'no part is empty');
    }
    for (const { range, selectionRange } of symbols) assert.ok(range.contains(selectionRange));
    assert.ok((await hoversAt(document, placeOf(document, '"awsRegion"', 3))).length > 0);
  });

  it('is found suspicious without a name, where it stands', async () => {
    const nameless = record({ eventName: 'DeleteFlowLogs', userIdentity: undefined, eventTime: undefined });
    const document = await openReadable(writeGzip(logText(nameless)));
    const [finding] = await problemsOf(document);
    assert.equal(document.getText(finding?.range), '"DeleteFlowLogs"');
  });

  for (const [encoding, encode] of [
    ['UTF-8 with a byte order mark', (text: string) => Buffer.from(`\ufeff${text}`, 'utf8')],
    ['UTF-16 little endian', (text: string) => Buffer.from(`\ufeff${text}`, 'utf16le')],
    ['UTF-16 big endian', (text: string) => Buffer.from(`\ufeff${text}`, 'utf16le').swap16()],
  ] as const) {
    it(`is written in ${encoding}`, async () => {
      const records = [record({ userAgent: 'é漢😀' }), record({ eventName: 'DeleteFlowLogs' })];
      const raw = await inspect(write(logName('json'), encode(pretty(...records))), 'file');
      const laidOut = await inspect(write('log.gz', gzipSync(encode(JSON.stringify({ Records: records })))));
      for (const document of [raw, laidOut]) {
        const [finding] = await problemsOf(document);
        assert.equal(document.getText(finding?.range), '"DeleteFlowLogs"');
        for (const [n, { range, selectionRange }] of (await symbolsOf(document)).entries()) {
          assert.deepEqual(JSON.parse(document.getText(range)), records[n]);
          assert.equal(document.getText(selectionRange), JSON.stringify(records[n]?.['eventName']));
        }
        assert.equal(vscode.languages.getDiagnostics(document.uri).length, (await problemsOf(document)).length);
      }
    });
  }

  it('on one line in UTF-16 opens laid out, as any other', async () => {
    const text = logText(...Array.from({ length: 10 }, () => record()));
    const source = write(logName('json'), Buffer.from(`\ufeff${text}`, 'utf16le'));
    await vscode.commands.executeCommand('vscode.open', source);
    const { document } = await activeLog(source, READABLE);
    assert.deepEqual(JSON.parse(document.getText()), JSON.parse(text));
    assert.equal((await symbolsOf(document)).length, 10);
  });

  it('has records in other containers', async () => {
    const one = record();
    const two = record({ eventName: 'RunInstances' });
    const texts = {
      array: JSON.stringify([one, two], undefined, 2),
      ndjson: `${JSON.stringify(one)}\n${JSON.stringify(two)}\n`,
      inside: JSON.stringify({ hits: { hits: [{ _source: one }, { _source: two }] } }, undefined, 2),
    };
    for (const [name, text] of Object.entries(texts)) {
      const document = await inspect(write(`${name}.txt`, text), 'file');
      const names = (await symbolsOf(document)).map(({ name: title }) => title.split(' ')[0]);
      assert.deepEqual(names, ['DescribeInstances', 'RunInstances'], name);
    }
  });
});
