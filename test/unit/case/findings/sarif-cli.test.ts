import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { gunzipSync } from 'node:zlib';
import { checkSarif } from './sarif-shape';

const ROOT = path.resolve(__dirname, '../../../..');

const RULES = `title: Call was refused
name: refused
status: test
logsource: { product: aws, service: cloudtrail }
detection:
  selection: { errorCode|contains: [Unauthorized, AccessDenied] }
  condition: selection
---
title: Calls were refused in a row
id: row
level: high
correlation:
  type: event_count
  rules: [refused]
  generate: true
  group-by: [userIdentity.arn]
  timespan: 1h
  condition: { gte: 2 }
`;

interface Region {
  readonly startLine: number;
  readonly startColumn: number;
  readonly endLine: number;
  readonly endColumn: number;
  readonly byteOffset: number;
  readonly byteLength: number;
}
interface Location {
  readonly physicalLocation: { readonly artifactLocation: { readonly uri: string }; readonly region: Region };
}
interface Result {
  readonly message: { readonly text: string };
  readonly occurrenceCount?: number;
  readonly suppressions?: readonly unknown[];
  readonly ruleId: string;
  readonly locations: readonly Location[];
  readonly relatedLocations?: readonly Location[];
  readonly partialFingerprints: Readonly<Record<string, string>>;
}

/** Runs the built program with its answer in a file, which has no end that a pipe may have. */
function findings(cwd: string, ...args: readonly string[]): { code: number | null; text: string; messages: string } {
  const options = { cwd, encoding: 'utf8', maxBuffer: 2 ** 28 } as const;
  const { status, stdout, stderr } = spawnSync(
    process.execPath,
    [path.join(ROOT, 'dist/cli.js'), 'findings', ...args],
    options,
  );
  return { code: status, text: stdout, messages: stderr };
}

function resultsOf(text: string): readonly Result[] {
  const log: unknown = JSON.parse(text);
  checkSarif(log);
  return (log as { runs: [{ results: Result[] }] }).runs[0].results;
}

/** What a region holds, by its bytes and by its lines and columns. */
function held(root: string, { physicalLocation: { artifactLocation, region } }: Location): [string, string] {
  const file = fs.readFileSync(path.join(root, decodeURIComponent(artifactLocation.uri)));
  const bytes = artifactLocation.uri.endsWith('.gz') ? gunzipSync(file) : file;
  const lines = bytes
    .toString('utf8')
    .split('\n')
    .slice(region.startLine - 1, region.endLine);
  const last = lines.length - 1;
  lines[last] = (lines[last] ?? '').slice(0, region.endColumn - 1);
  lines[0] = (lines[0] ?? '').slice(region.startColumn - 1);
  const span = bytes.subarray(region.byteOffset, region.byteOffset + region.byteLength);
  return [span.toString('utf8'), lines.join('\n')];
}

describe('findings --format sarif', function () {
  this.timeout(60_000);
  let folder: string;
  let all: ReturnType<typeof findings>;

  before(() => {
    folder = fs.mkdtempSync(path.join(os.tmpdir(), 'cloudtrail-sarif-'));
    fs.mkdirSync(path.join(folder, 'rules'));
    fs.writeFileSync(path.join(folder, 'rules/refused.yml'), RULES);
    fs.cpSync(path.join(ROOT, 'samples'), path.join(folder, 'some logs'), { recursive: true });
    all = findings(folder, 'some logs', '--rules', 'rules', '--format', 'sarif');
  });
  after(() => fs.rmSync(folder, { recursive: true, force: true }));

  it('finds the same as without it', () => {
    const plain = findings(folder, 'some logs', '--rules', 'rules');
    assert.equal(all.code, plain.code);
    const lines = plain.text.trim().split('\n');
    const expected = lines.map((line) => JSON.parse(line) as { rule: { id: string }; eventID: string });
    assert.deepEqual(
      resultsOf(all.text).map(({ partialFingerprints }) => partialFingerprints['ruleAndEvent/v1']),
      expected.map(({ rule, eventID }) => `${rule.id}/${eventID}`),
    );
    assert.ok(expected.length > 20);
  });

  it('points at the records, by bytes and by lines, in one-line, pretty and compressed logs', () => {
    const results = resultsOf(all.text);
    const files = new Set<string>();
    for (const { locations, relatedLocations = [], partialFingerprints } of results) {
      for (const [n, location] of [...locations, ...relatedLocations].entries()) {
        const [bytes, lines] = held(folder, location);
        assert.equal(lines, bytes);
        const eventID = partialFingerprints['ruleAndEvent/v1']?.split('/').at(-1) ?? '';
        // a row of CSV is no JSON
        const isCsv = location.physicalLocation.artifactLocation.uri.endsWith('.csv');
        if (!isCsv) assert.ok('eventID' in (JSON.parse(bytes) as object));
        if (n === 0) assert.ok(eventID !== '' && bytes.includes(eventID));
        files.add(location.physicalLocation.artifactLocation.uri);
      }
    }
    for (const uri of files) assert.match(uri, /^some%20logs\/[^/]+$/);
    assert.ok([...files].some((uri) => uri.endsWith('.gz')));
    assert.ok(files.size >= 4);
  });

  it('lists the chain of a correlation, the trigger last', () => {
    const chains = resultsOf(all.text).filter(({ ruleId }) => ruleId === 'row');
    assert.ok(chains.length > 0);
    for (const { locations, relatedLocations = [] } of chains) {
      assert.ok(relatedLocations.length >= 2);
      assert.deepEqual(relatedLocations.at(-1)?.physicalLocation, locations[0]?.physicalLocation);
    }
  });

  it('names logs outside of the working directory by their whole address', () => {
    const log = path.join(folder, 'some logs', 'root-terminates-instance.json');
    const [result] = resultsOf(findings(path.join(folder, 'rules'), log, '--format', 'sarif').text);
    const uri = result?.locations[0]?.physicalLocation.artifactLocation.uri;
    assert.match(String(uri), /^file:\/\/\/.*\/some%20logs\/root-terminates-instance\.json$/);
  });

  it('lists what exceptions leave out beside the rest, with the reason', () => {
    const log = 'some logs';
    const before = findings(folder, log, '--format', 'sarif');
    const found = resultsOf(before.text);
    assert.ok(found.length > 1);
    assert.doesNotMatch(before.text, /suppressions/);
    const ruleId = found.find(({ relatedLocations }) => relatedLocations === undefined)?.ruleId ?? '';
    const filter = (title: string, more: string): string =>
      `title: ${title}\n${more}logsource: {product: aws, service: cloudtrail}\nfilter:\n  rules: ['${ruleId}']\n` +
      '  selection: {eventName|exists: true}\n  condition: not selection\n';
    fs.writeFileSync(
      path.join(folder, 'exceptions.yml'),
      [
        filter('one', 'reason: Agreed in OPS-1\n'),
        filter('without a reason', ''),
        filter('over', 'reason: x\nexpires: 2020-01-01\n'),
      ].join('---\n'),
    );
    const after = findings(folder, log, '--rules', 'exceptions.yml', '--format', 'sarif');
    assert.equal(after.code, before.code);
    const justified = (justification: string) => ({ kind: 'external', status: 'accepted', justification });
    assert.deepEqual(
      resultsOf(after.text),
      found.map((result) => ({
        ...result,
        suppressions: result.ruleId === ruleId ? ['Agreed in OPS-1', 'without a reason'].map(justified) : [],
      })),
    );
    // other formats have what is found alone
    const lines = findings(folder, log, '--rules', 'exceptions.yml').text.trim().split('\n');
    assert.equal(lines.length, found.filter((result) => result.ruleId !== ruleId).length);
  });

  it('tells of very many events that exceptions leave out once for each rule, identity, network and reasons', () => {
    const record = (n: number): object => ({
      ...{ eventVersion: '1.08', eventID: `e${n}`, eventSource: 's3.amazonaws.com', eventName: `Call${n % 3}` },
      eventTime: new Date(Date.UTC(2026, 0, 1) + 1000 * n).toISOString().replace('.000', ''),
      userIdentity: { type: 'IAMUser', userName: `user${n % 2}` },
    });
    const logOf = (count: number): string =>
      JSON.stringify({ Records: Array.from({ length: count }, (_, n) => record(n)) });
    const logsource = 'logsource: {product: aws, service: cloudtrail}';
    const filter = (name: string): string =>
      `title: But ${name}\n${logsource}\nfilter: {rules: [r], s: {eventName: ${name}}, condition: not s}`;
    const rule = `title: R\nid: r\n${logsource}\ndetection: {s: {eventSource: s3.amazonaws.com}, condition: s}`;
    fs.writeFileSync(path.join(folder, 'many.yml'), [rule, filter('Call0'), filter('Call1')].join('\n---\n'));
    const told = (count: number): (readonly [unknown, number | undefined, string | undefined])[] => {
      fs.writeFileSync(path.join(folder, 'many.json'), logOf(count));
      const { text } = findings(folder, 'many.json', '--rules', 'many.yml', '--no-bundled', '--format', 'sarif');
      return resultsOf(text)
        .filter(({ suppressions = [] }) => suppressions.length > 0)
        .map((one) => [one.suppressions, one.occurrenceCount, one.message.text] as const);
    };
    const each = told(75_000);
    assert.equal(each.length, 50_000);
    assert.ok(each.every(([, count]) => count === undefined));
    const of = (name: string): unknown[] => [{ kind: 'external', status: 'accepted', justification: name }];
    const message = (n: number): string =>
      `R: Call${n % 3} by user${n % 2} at 2026-01-01T00:00:0${n}Z, the first of ${n < 2 ? 12501 : 12500} that exceptions leave out`;
    assert.deepEqual(
      told(75_002),
      [0, 1, 3, 4].map((n) => [of(`But Call${n % 3}`), n < 2 ? 12501 : 12500, message(n)]),
    );
  });

  it('is a whole log where nothing is found, and is refused by another name', () => {
    const none = findings(folder, 'some logs/root-terminates-instance.json', '--no-bundled', '--format', 'sarif');
    assert.deepEqual([none.code, resultsOf(none.text)], [0, []]);
    const wrong = findings(folder, 'some logs', '--format', 'xml');
    assert.deepEqual([wrong.code, wrong.text], [2, '']);
    assert.match(wrong.messages, /^--format xml: /);
  });

  it('lists the last events of chains that are long, and less of each where there are thousands', () => {
    const record = (n: number): object => ({
      ...{ eventVersion: '1.08', eventID: `event-${n}`, eventSource: 'ec2.amazonaws.com', eventName: 'RunInstances' },
      eventTime: new Date(Date.UTC(2026, 2, 14, 8, 0, n)).toISOString().replace('.000', ''),
      errorCode: 'Client.UnauthorizedOperation',
      userIdentity: { type: 'IAMUser', arn: 'arn:aws:iam::111122223333:user/alice' },
    });
    for (const [count, listed] of [
      [150, 100],
      [3000, 16],
    ] as const) {
      const name = `${count} events.json`;
      const Records = Array.from({ length: count }, (_, n) => record(n));
      fs.writeFileSync(path.join(folder, name), JSON.stringify({ Records }));
      const { text } = findings(folder, name, '--rules', 'rules', '--no-bundled', '--format', 'sarif');
      const last = resultsOf(text).findLast(({ ruleId }) => ruleId === 'row');
      assert.equal(last?.relatedLocations?.length, listed);
      assert.deepEqual(last.relatedLocations.at(-1)?.physicalLocation, last.locations[0]?.physicalLocation);
      assert.equal((last as unknown as { properties: { earlierEvents?: boolean } }).properties.earlierEvents, true);
    }
  });
});
