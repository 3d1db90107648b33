import assert from 'node:assert/strict';
import fs from 'node:fs';
import path from 'node:path';
import fc from 'fast-check';
import { ruleHeads } from '../../../../../src/case/rules/ruleWriting/recognise';

const aws = 'logsource:\n  product: aws\n  service: cloudtrail\n';

describe('the head of an exception', () => {
  const head = (lines: string) => ruleHeads(`title: x\n${lines}\n${aws}filter:\n  rules: any`)[0];
  for (const [lines, expires, reason] of [
    ['expires: 2026-01-31\nreason: Move of the backups', '2026-01-31', 'Move of the backups'],
    [`expires: '2026-01-31' # soon\nreason: "a: b"`, '2026-01-31', 'a: b'],
    ['reason: it’s fine # really', '', 'it’s fine'],
    ['reason: C# code', '', 'C# code'],
    ['date: 2026-01-31', '', ''],
  ] as const) {
    it(`says its end and its reason: ${lines.replace('\n', ', ')}`, () => {
      assert.deepEqual([head(lines)?.expires, head(lines)?.reason], [expires, reason]);
    });
  }
});

/** What it is, the text, and the documents that are rules: kind and line. */
const TABLE: readonly [string, string, readonly string[]][] = [
  ['a rule', `title: x\n${aws}detection:\n  a: 1`, ['rule 0']],
  ['its title is not first', `id: 1\ntitle: x\n${aws}detection:\n  a: 1`, ['rule 1']],
  ['a rule without a title', `${aws}detection:\n  a: 1`, ['rule 0']],
  ['product alone', 'title: x\nlogsource:\n  product: aws\ndetection: {}', ['rule 0']],
  ['service alone', 'title: x\nlogsource:\n  service: cloudtrail\ndetection: {}', ['rule 0']],
  ['no logsource yet', 'title: x\ndetection:\n', ['rule 0']],
  ['an empty logsource', 'title: x\nlogsource:\ndetection:\n', ['rule 0']],
  ['a logsource in brackets', 'title: x\nlogsource: { product: aws, service: cloudtrail }\ndetection: {}', ['rule 0']],
  ['quoted keys and values', `"title": x\n'logsource':\n  "product": 'AWS'\n"detection": {}`, ['rule 0']],
  ['a comment behind a value', 'title: x\nlogsource:\n  product: aws # cloud\ndetection: {}', ['rule 0']],
  [
    'a product with a mistake',
    'title: x\nlogsource:\n  product: asw\n  service: cloudtrail\ndetection: {}',
    ['rule 0'],
  ],
  ['a service with a mistake', 'title: x\nlogsource: { product: aws, service: cloudtrial }\ndetection: {}', ['rule 0']],
  ['a key with a mistake', 'title: x\nlogsorce:\n  product: aws\ndetection: {}', ['rule 0']],
  ['a title and a logsource, before anything else', `title: x\n${aws}`, ['rule 0']],
  ['a logsource that is begun', 'title: x\nlogsource:\n  product: ', ['rule 0']],
  ['a detection with a mistake', `title: x\n${aws}detectoin:\n  a: 1`, ['rule 0']],
  ['a title and a logsource for other documents', `action: global\ntitle: x\n${aws}---\ndetection:\n  a: 1`, []],
  ['a title and the logsource of another log', 'title: x\nlogsource:\n  product: windows\n', []],
  ['a title alone', 'title: x\nid: 1\nlevel: high\n', []],
  ['a logsource alone', `${aws}`, []],
  ['another product', 'title: x\nlogsource:\n  product: windows\ndetection: {}', []],
  ['another service of aws', 'title: x\nlogsource:\n  product: aws\n  service: guardduty\ndetection: {}', []],
  ['another category', 'title: x\nlogsource:\n  category: process_creation\ndetection: {}', []],
  ['a correlation', 'title: x\ncorrelation:\n  type: event_count', ['correlation 0']],
  ['a correlation without a title', 'correlation:\n  type: event_count', ['correlation 0']],
  ['a filter', `title: x\n${aws}filter:\n  rules: any`, ['filter 0']],
  ['several documents', `title: a\n${aws}detection: {}\n---\ntitle: b\ncorrelation: {}\n`, ['rule 0', 'correlation 6']],
  ['one of several', `a: b\n--- # next\ntitle: b\n${aws}detection: {}`, ['rule 2']],
  ['Windows lines', `title: x\r\nlogsource:\r\n  product: aws\r\ndetection:\r\n  a: 1\r\n`, ['rule 0']],
  ['half a document', `title: x\n${aws}detection:\n  selection:\n    eventN`, ['rule 0']],
  ['broken YAML', `title: "x\n${aws}detection: [`, ['rule 0']],
  ['a filter of something else', 'filter:\n  branches: main\n', []],
  ['detection of something else', 'detection: on\nvolume: 3\n', []],
  ['the words deeper inside', 'a:\n  title: x\n  detection:\n    b: 1\n', []],
  ['a name is no sign', 'name: CI\nid: 1\nfilter: x\ndetection: [\n', []],
  ['a workflow', 'name: CI\non: push\njobs:\n  test:\n    runs-on: x\n', []],
  ['nothing', '', []],
];

describe('A Sigma rule for CloudTrail is known by its content', () => {
  for (const [name, text, heads] of TABLE)
    it(name, () =>
      assert.deepEqual(
        ruleHeads(text).map(({ kind, line }) => `${kind} ${line}`),
        heads,
      ),
    );

  it('every rule that comes with the extension is one', () => {
    const root = path.join(__dirname, '../../../../../rules');
    const files = fs.readdirSync(root, { recursive: true, encoding: 'utf8' }).filter((name) => name.endsWith('.yml'));
    for (const name of files) {
      const text = fs.readFileSync(path.join(root, name), 'utf8');
      const documents = text.split(/^---/m).filter((part) => /^title:/m.test(part));
      assert.equal(ruleHeads(text).length, documents.length, name);
    }
    assert.ok(files.length > 50);
  });

  it('never throws, and takes no time over a text of a megabyte', () => {
    fc.assert(fc.property(fc.string(), (text) => void ruleHeads(`detection:\n${text}`)));
    for (const part of [' ', '\n', 'a', ': ', '- ', '"', 'detection:\n', 'logsource: {'])
      ruleHeads(`detection:\n${part.repeat(900_000 / part.length)}`);
  });
});
