import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';

import { HEADER } from '../../../scripts/samples/day/aftermath';
import { bytesOf, sampleFiles } from '../../../scripts/samples/files';
import type { Json } from '../../../scripts/samples/record';

const folder = join(__dirname, '..', '..', '..', 'samples');
const files = sampleFiles();
const logs = files.filter((file) => file.name.includes('.json'));
const records = logs.flatMap((file) => (JSON.parse(file.text) as { Records: Json[] }).Records);
const csv = files.find((file) => file.name.endsWith('.csv'))?.text ?? '';
const rows = csv.trimEnd().split('\n').slice(1);
const everything = files.map((file) => file.text).join('\n');

function inflated(name: string): string {
  const bytes = readFileSync(join(folder, name));
  return (name.endsWith('.gz') ? gunzipSync(bytes) : bytes).toString('utf8');
}

function eventID(record: Json): string {
  return String(record['eventID']);
}

function named(name: string, error?: string): Json[] {
  return records.filter((r) => r['eventName'] === name && r['errorCode'] === error);
}

describe('samples', () => {
  for (const file of files) {
    it(`${file.name} is what its table says`, () => {
      assert.equal(inflated(file.name), file.text);
    });
  }

  it('hold nothing but the written files and their README', () => {
    assert.deepEqual(readdirSync(folder).sort(), [...files.map((file) => file.name), 'README.md'].sort());
  });

  it('compress to the same header on every machine', () => {
    for (const file of files.filter((f) => f.gzip)) {
      const bytes = bytesOf(file);
      assert.deepEqual([...bytes.subarray(0, 10)], [0x1f, 0x8b, 8, 0, 0, 0, 0, 0, 2, 255]);
    }
  });

  it('are about 60 events, one of them delivered twice with the same bytes', () => {
    const ids = [...records.map(eventID), ...rows.map((row) => / ?([^,]*),[^,]*,[^,]*,[^,]*,[^,]*$/.exec(row)?.[1] ?? '')];
    assert.equal(ids.length, 67);
    const twice = ids.filter((id, index) => ids.indexOf(id) !== index);
    assert.equal(twice.length, 1);
    const texts = records.filter((r) => eventID(r) === twice[0]).map((r) => JSON.stringify(r));
    assert.equal(texts.length, 2);
    assert.equal(texts[0], texts[1]);
    const places = files.filter((file) => file.text.includes(texts[0] ?? '?'));
    assert.equal(places.length, 2, 'the same bytes stand in two files');
  });

  it('show every container the README names', () => {
    const s3 = /^\d{12}_CloudTrail_[a-z0-9-]+_\d{8}T\d{4}Z_[A-Za-z0-9]{16}\.json(\.gz)?$/;
    const oneLine = (text: string) => !text.trimEnd().includes('\n');
    assert.equal(logs.filter((f) => s3.test(f.name) && f.gzip && oneLine(f.text)).length, 2);
    assert.equal(logs.filter((f) => s3.test(f.name) && !f.gzip && oneLine(f.text)).length, 1);
    assert.equal(logs.filter((f) => s3.test(f.name) && !f.gzip && !oneLine(f.text)).length, 1);
    assert.equal(logs.filter((f) => !/cloudtrail/i.test(f.name)).length, 1);
    assert.equal(csv.split('\n')[0], HEADER);
    assert.ok(rows.every((row) => row.includes(',111122223333,Management')));
  });

  it('name only what is reserved for documentation', () => {
    for (const account of everything.match(/(?<![\w.-])\d{12}(?![\w.-])/g) ?? []) {
      assert.ok(['111122223333', '444455556666', '123456789012'].includes(account), account);
    }
    for (const key of everything.match(/\b(?:AKIA|ASIA|AIDA|AROA)[A-Z0-9]+\b/g) ?? []) {
      assert.match(key, key.startsWith('AI') || key.startsWith('AR') ? /^.{14}EXAMPLE$/ : /^.{13}EXAMPLE$/);
    }
    for (const address of everything.match(/(?<![\d.])\d{1,3}(?:\.\d{1,3}){3}(?![\d.])/g) ?? []) {
      assert.match(address, /^(192\.0\.2\.|198\.51\.100\.|203\.0\.113\.|10\.|172\.31\.|0\.0\.0\.0$)/);
    }
    for (const host of everything.match(/\b[a-z0-9-]+(?:\.[a-z0-9-]+)*\.(?:com|org|net|io|ec2|internal)\b/g) ?? []) {
      assert.match(host, /(^|\.)(example\.com|amazonaws\.com|aws\.amazon\.com|www\.terraform\.io|internal|ec2)$/);
    }
    for (const address of records.map((r) => String(r['sourceIPAddress'])).filter((ip) => ip.includes(':'))) {
      assert.match(address, /^2001:db8:/);
    }
  });

  it('tell the intrusion in order', () => {
    assert.ok(named('RunInstances', 'Client.DryRunOperation').length > 0);
    const opened = named('AuthorizeSecurityGroupIngress').filter((r) => JSON.stringify(r).includes('0.0.0.0/0'));
    const launched = named('RunInstances').filter((r) => r['awsRegion'] === 'sa-east-1');
    const steps = [
      named('RunInstances', 'Client.DryRunOperation')[0],
      opened[0],
      named('CreateKeyPair')[0],
      launched[0],
      ...named('AssumeRole').slice(-2),
      named('ModifySnapshotAttribute')[0],
      named('DeleteFlowLogs')[0],
    ].map((r) => String(r?.['eventTime']));
    assert.deepEqual(steps, [...steps].sort());
    assert.ok(!steps.includes('undefined'));
  });

  it('hand each link of the role chain its key', () => {
    const issued = named('AssumeRole').map((r) => {
      const { credentials } = r['responseElements'] as { credentials: { accessKeyId: string } };
      return { by: (r['userIdentity'] as Json)['accessKeyId'], key: credentials.accessKeyId };
    });
    const [first, second] = issued.filter((link) => link.by !== undefined);
    assert.equal(first?.by, 'AKIADEPLOYBOTEXAMPLE');
    assert.equal(second?.by, first?.key);
    const used = records.filter((r) => (r['userIdentity'] as Json)['accessKeyId'] === second?.key);
    assert.ok(used.length >= 5);
    assert.ok(used.every((r) => String(r['eventTime']) >= '2026-03-14T13:50:09Z'));
  });

  it("hold the user guide's example in content", () => {
    const [example, ...others] = (JSON.parse(files[0]?.text ?? '') as { Records: Json[] }).Records;
    assert.equal(others.length, 0);
    assert.equal(example?.['eventVersion'], '1.03');
    assert.equal((example['userIdentity'] as Json)['type'], 'Root');
    assert.equal(example['eventName'], 'TerminateInstances');
    assert.match(JSON.stringify(example), /"instanceId":"i-1a2b3c4d"/);
    assert.doesNotMatch(eventID(example), /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/);
  });
});
