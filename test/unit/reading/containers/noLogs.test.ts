import assert from 'node:assert/strict';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { ContainerId } from '../../../../src/reading/containers';
import { insight, read } from '../../../fixtures/log';
import { REAL_LOGS } from '../../../fixtures/samples';

const text = (value: unknown): string => JSON.stringify(value);

describe('files that are no logs of CloudTrail', () => {
  const others: readonly (readonly [source: string, says: RegExp])[] = [
    ['192.0.2.1 - - [14/Mar/2026:08:27:45 +0000] "GET / HTTP/1.1" 200 1\n', /access log of a web server/],
    [
      `${'0a'.repeat(32)} bucket [14/Mar/2026:08:27:45 +0000] 192.0.2.1 - 3E57 REST.GET.OBJECT x "GET /x" 200\n`,
      /access log of Amazon S3/,
    ],
    ['https 2026-03-14T08:27:45.1Z app/x 192.0.2.1:1 ...\n', /load balancer/],
    ['2 111122223333 eni-0a1b2c 192.0.2.1 192.0.2.2 1 2 6 1 1 1 1 ACCEPT OK\n', /flow log of a VPC/],
    ['2026-03-14T08:27:45.000Z START RequestId: x\n', /CloudWatch Logs export of something else/],
    ['Mar 14 08:27:45 host sshd[1]: x\n', /system log/],
    ['account-id action az-id srcaddr\n1 ACCEPT a 192.0.2.1\n', /flow log of a VPC/],
    ['2026-03-14T08:27:45.9Z lb 192.0.2.1:2817 10.0.0.1:80 0.1 0.1 0.1 200 200 0 29 "GET"\n', /load balancer/],
    ['#Version: 1.0\n#Fields: date time\n2026-03-14\t08:27:45\n', /CloudFront/],
    ['eventName,cnt\nRunInstances,17\n', /too few fields of a record/],
    ['{"eventTime":"2026-03-14T08:27:45Z","eventName":"x"}', /too few fields of a record/],
    ['{"schemaVersion":"2.0","service":{"serviceName":"guardduty"}}', /finding of GuardDuty/],
    ['{"detail-type":"GuardDuty Finding","source":"x","detail":{"service":{"serviceName":"guardduty"}}}', /GuardDuty/],
    ['{"Findings":[{"Service":{"ServiceName":"guardduty"}}]}', /finding of GuardDuty/],
    ['{"detail-type":"EC2 Instance State-change Notification","source":"aws.ec2","detail":{}}', /EventBridge/],
    ['{"query_timestamp":"x","query_name":"y"}', /Route 53/],
    ['BZh91AY&SYabc', /bzip2 packed/],
    ['a,b,c\n1,2,3\n', /CSV of something else/],
    ['PK\u0003\u0004abc', /zip archive/],
    ['<?xml version="1.0"?>', /HTML or XML/],
    ['{"records":[{"time":"x","operationName":"y","category":"z"}]}', /activity log of Azure/],
    ['{"protoPayload":{},"logName":"projects/x"}', /Google Cloud/],
    ['{"kind":"Event","auditID":"x","requestURI":"/api"}', /Kubernetes/],
    ['{"Records":[{"eventSource":"aws:s3","eventName":"x","eventTime":"y"}]}', /notifications of Amazon S3/],
    [
      '{"ResultSet":{"Rows":[{"Data":[{"VarCharValue":"17"}]}]}}',
      /Athena that does not name the columns of a record, neither in its first row/,
    ],
    ['{"results":[[{"field":"eventName","value":"x"},{"field":"count()","value":"1"}]]}', /no CloudTrail record/],
    ['@timestamp,event.action,event.provider\nx,logged-in,Microsoft-Windows\n', /CSV of something else|begins with/],
    [
      '"@timestamp","event.action","event.dataset","url.original"\nx,GET,aws.s3access,https://b.s3.amazonaws.com/\n',
      /CSV of something else/,
    ],
    [
      '"@timestamp","_source"\nx,"{""url"":""https://b.s3.amazonaws.com/"",""event"":{""dataset"":""nginx.access""}}"\n',
      /begins with/,
    ],
    ...['count(*)', 'COUNT()', 'pct(x, 95)', 'latest(eventTime)'].map((name): [string, RegExp] => [
      `eventName,eventSource,"${name}",awsRegion\nRun,ec2.amazonaws.com,17,us-east-1\n`,
      /how many events/,
    ]),
    [
      text({ results: [insight({ eventName: 'x', eventSource: 'y', awsRegion: 'z', 'count(*)': '1' })] }),
      /no CloudTrail record/,
    ],
    ['{"__proto__":{"Events":[]},"constructor":1}', /no CloudTrail record/],
    ['{"eventSource":{"x":1}}', /too few fields of a record/],
    ['{"class_uid":1,"metadata":{"product":{"name":{}}}}', /OCSF of something else/],
  ];
  for (const [source, says] of others) {
    it(`${says.source}: ${source.slice(0, 30).trim()}`, () => {
      const { records, problems } = read(source);
      assert.deepEqual([records, problems.length], [0, 1]);
      assert.match(problems[0]?.message ?? '', says);
    });
  }

  const real: readonly (readonly [file: string, container: ContainerId, records: number, says: RegExp | undefined])[] =
    [
      [join('plaso', 'aws_cloudtrail.jsonl'), 'lookup-events', 6, undefined],
      [join('cloudgrep', 'azure.json'), 'foreign-json', 0, /Azure/],
      [join('cloudgrep', 'apache_access.log'), 'foreign', 0, /web server/],
    ];
  for (const [file, container, records, says] of real) {
    it(`real files: ${file}`, function () {
      const path = join(REAL_LOGS, file);
      if (!existsSync(path)) this.skip();
      const result = read(Uint8Array.from(readFileSync(path)));
      assert.deepEqual([result.container, result.records], [container, records]);
      assert.equal(result.problems.length, says === undefined ? 0 : 1);
      if (says !== undefined) assert.match(result.problems[0]?.message ?? '', says);
    });
  }
});
