import assert from 'node:assert/strict';
import { gzipSync } from 'node:zlib';
import * as vscode from 'vscode';
import { eventually } from './support/eventually';
import { logName, logText, record, removeWritten, write, writeGzip } from './support/files';
import {
  cleanUp,
  configure,
  hoversAt,
  inspect,
  isFinding,
  openReadable,
  placeOf,
  problemsOf,
  symbolsOf,
} from './support/logs';

/** What the Problems panel says of the document itself. */
async function faultsOf(document: vscode.TextDocument): Promise<vscode.Diagnostic[]> {
  const faults = await problemsOf(document, (problems) => problems.some((problem) => !isFinding(problem)));
  return faults.filter((problem) => !isFinding(problem));
}

const pretty = (...records: Record<string, unknown>[]): string => JSON.stringify({ Records: records }, undefined, 2);
const many = (count: number): Record<string, unknown>[] =>
  Array.from({ length: count }, (_, n) => record({ eventID: `event-${n}`, requestID: Math.random().toString(36) }));

describe('A log that is broken', () => {
  afterEach(async () => {
    await cleanUp();
    removeWritten();
  });

  for (const [what, text, message] of [
    ['plain text', 'Just some notes\nof two lines\n', /^This is not JSON/],
    ['a web page', '<!DOCTYPE html>\n<html></html>\n', /^This is HTML or XML/],
    ['other JSON', '{\n  "name": "a"\n}\n', /^This is JSON, but no CloudTrail record is in it/],
    ['nothing', '', /^The file is empty/],
  ] as const) {
    it(`is named at its beginning when it is ${what}`, async () => {
      const document = await inspect(write('log.txt', text), 'file');
      const [fault, ...others] = await faultsOf(document);
      assert.match(fault?.message ?? '', message);
      assert.deepEqual(fault?.range.start, new vscode.Position(0, 0));
      assert.deepEqual(others, []);
    });
  }

  it('is named where it is cut off, and what comes before is all there', async () => {
    const text = pretty(record(), record({ eventName: 'DeleteFlowLogs' }), record());
    const cut = text.slice(0, text.lastIndexOf('"eventName"') + 14);
    const document = await inspect(write('cut.json', cut), 'file');
    const [fault] = await faultsOf(document);
    assert.match(
      fault?.message ?? '',
      /^The file is cut off in the middle of record 3\. The 2 records before it are kept\./,
    );
    assert.equal(fault?.severity, vscode.DiagnosticSeverity.Error);
    assert.deepEqual(fault?.range.start, document.positionAt(cut.length));
    assert.equal((await symbolsOf(document)).length, 2);
    const findings = (await problemsOf(document, (problems) => problems.some(isFinding))).filter(isFinding);
    for (const { range } of findings) assert.equal(document.getText(range), '"DeleteFlowLogs"');
    assert.ok((await hoversAt(document, placeOf(document, '"awsRegion"'))).length > 0);
  });

  it('is named where it breaks, and the records after the break are there too', async () => {
    const text = pretty(record(), record(), record({ eventName: 'RunInstances' }));
    const at = text.indexOf('"eventTime"', text.indexOf('"eventTime"') + 1);
    const document = await inspect(write('broken.json', `${text.slice(0, at)}?!${text.slice(at)}`), 'file');
    const faults = await faultsOf(document);
    assert.match(faults[0]?.message ?? '', /^This is not valid JSON here\. The record before it is kept\./);
    assert.deepEqual(faults[0]?.range.start, document.positionAt(at));
    assert.match(
      faults[1]?.message ?? '',
      /before this place could not be read and are left out; reading goes on here/,
    );
    const names = (await symbolsOf(document)).map(({ name }) => name.split(' ')[0]);
    assert.deepEqual(names, ['DescribeInstances', 'RunInstances']);
  });

  it('is named with its place in the file, where the readable view shows it elsewhere', async () => {
    const text = logText(record(), record());
    const cut = text.slice(0, text.lastIndexOf('"eventName"') + 14);
    const document = await openReadable(writeGzip(cut));
    const [fault] = await faultsOf(document);
    const place = `In the file: line 1, column ${cut.length + 1}, byte ${cut.length}.`;
    assert.match(fault?.message ?? '', /^The file is cut off in the middle of record 2\./);
    assert.ok(fault?.message.includes(place), fault?.message);
    assert.deepEqual(fault?.range.start, document.positionAt(document.getText().trimEnd().length));
    assert.equal((await symbolsOf(document)).length, 1);
  });

  it('is read as far as its gzip data goes', async () => {
    const whole = gzipSync(logText(...many(2000)));
    const half = whole.length >> 1;
    const damaged = Buffer.from(whole).fill(0xff, half, half + 64);
    for (const [bytes, reason] of [
      [whole.subarray(0, half), /^The gzip data is broken \(it is cut off\)\. The [\d,]+ bytes before/],
      [
        damaged,
        /^The gzip data is broken \(.+\)\. (?:The [\d,]+ bytes before the break are kept|It unpacks to [\d,]+ bytes, which are kept)/,
      ],
    ] as const) {
      const document = await openReadable(write(logName('json.gz'), bytes));
      const faults = await faultsOf(document);
      assert.ok(
        faults.some(({ message }) => reason.test(message)),
        faults.map(({ message }) => message).join(),
      );
      const { length } = await symbolsOf(document);
      assert.ok(length > 500 && length < 2000, String(length));
      await cleanUp();
    }
  });

  it('says so when none of its gzip data can be read, or it is no gzip at all', async () => {
    const nothing = await openReadable(write(logName('json.gz'), Buffer.from([0x1f, 0x8b, 0xff, 0xff, 1, 2, 3])));
    const messages = (await faultsOf(nothing)).map(({ message }) => message).join('\n');
    assert.match(messages, /The gzip data is broken \(.+\)\. Nothing could be unpacked\./);
    await cleanUp();
    const plain = await openReadable(write(logName('json.gz'), logText(record())));
    assert.equal((await symbolsOf(plain)).length, 1, 'the bytes count, not the name');
  });

  it('is stopped where it unpacks to more than the setting allows, and read on when that is raised', async () => {
    await configure('cloudtrail.maximumInflatedSize', 1);
    const text = logText(...many(4000));
    assert.ok(text.length > 2 ** 20 && text.length < 2 ** 21, String(text.length));
    const document = await openReadable(writeGzip(text));
    const [fault] = (await faultsOf(document)).filter(({ message }) => /unpacks/.test(message));
    assert.match(fault?.message ?? '', /^The file unpacks to more than 1,048,576 bytes and was stopped there/);
    assert.match(fault?.message ?? '', /cloudtrail\.maximumInflatedSize/);
    const { length } = await symbolsOf(document);
    assert.ok(length > 2000 && length < 4000, String(length));
    await configure('cloudtrail.maximumInflatedSize', 2);
    await eventually(async () => assert.equal((await symbolsOf(document)).length, 4000));
    await problemsOf(document, (problems) => problems.length === 0);
  });

  it('is told to be a gzip bomb when it unpacks to more than a log ever does', async () => {
    const [beginning, end] = [logText(record()).slice(0, -2), ']}'];
    const document = await openReadable(writeGzip(`${beginning}${' '.repeat(80 * 2 ** 20)}${end}`));
    const messages = (await faultsOf(document)).map(({ message }) => message).join('\n');
    assert.match(messages, /^This is a gzip bomb or no log: it unpacks to more than 100 times its size\./m);
    assert.equal((await symbolsOf(document)).length, 1);
  });
});
