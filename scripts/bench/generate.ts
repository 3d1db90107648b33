import { once } from 'node:events';
import { createWriteStream } from 'node:fs';
import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { createGzip, gzipSync } from 'node:zlib';
import { CALLS, type CallKind } from './calls';
import { Callers } from './identities';
import { Random } from './random';

const FIRST_DAY = Date.UTC(2026, 2, 1);
const REGIONS = ['us-east-1', 'eu-central-1', 'us-west-2', 'ap-southeast-2', 'sa-east-1'];
const AGENTS = [
  'aws-cli/2.15.30 Python/3.11.8 Linux/5.10.210 exe/x86_64.amzn.2 prompt/off md/command#ec2.describe-instances',
  'Boto3/1.34.51 md/Botocore#1.34.51 ua/2.0 os/linux#6.1.77 md/arch#x86_64 lang/python#3.12.2 cfg/retry-mode#standard Botocore/1.34.51',
  '[aws-sdk-java/2.25.6 Linux/6.1 OpenJDK_64-Bit_Server_VM/17.0.10+7-LTS Java/17.0.10 vendor/Amazon.com_Inc. exec-env/AWS_ECS_FARGATE]',
  'APN/1.0 HashiCorp/1.0 Terraform/1.7.4 (+https://www.terraform.io) terraform-provider-aws/5.39.1 aws-sdk-go-v2/1.25.2',
  'Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/122.0.0.0 Safari/537.36',
  'AWS Internal',
];

/** Records as CloudTrail writes them, each as one line of JSON; the same for the same seed. */
export function* generateRecords(seed: number, count: number): Generator<string> {
  const random = new Random(seed);
  const callers = new Callers(random);
  let time = FIRST_DAY;
  for (let n = 0; n < count; n++) {
    time += random.below(3000);
    yield JSON.stringify(record(random, callers, time));
  }
}

function record(random: Random, callers: Callers, time: number): object {
  const call = random.pickEarly(CALLS);
  const eventTime = new Date(time).toISOString().replace(/\.\d+Z$/, 'Z');
  const caller = callers.next(eventTime.slice(0, 10));
  const region = random.pickEarly(REGIONS);
  const host = `${call.source}.${region}.amazonaws.com`;
  const failure = random.chance(0.06) ? failed(call, caller.account) : undefined;
  return {
    eventVersion: call.source === 'ec2' ? '1.11' : '1.09',
    userIdentity: caller.identity,
    eventTime,
    eventSource: `${call.source}.amazonaws.com`,
    eventName: call.name,
    awsRegion: region,
    sourceIPAddress: caller.address,
    userAgent: caller.service ?? random.pickEarly(AGENTS),
    ...failure,
    requestParameters: call.request(random),
    responseElements: failure || call.read ? null : responseOf(call, random),
    ...(call.data ? { additionalEventData: dataEvent(random) } : {}),
    requestID: random.uuid(),
    eventID: random.uuid(),
    readOnly: call.read,
    ...(call.data ? { resources: [{ type: 'AWS::S3::Object', ARN: `arn:aws:s3:::data-1/${random.hex(12)}` }] } : {}),
    eventType: 'AwsApiCall',
    managementEvent: call.data !== true,
    recipientAccountId: caller.account,
    eventCategory: call.data ? 'Data' : 'Management',
    ...(caller.service
      ? {}
      : {
          tlsDetails: { tlsVersion: 'TLSv1.3', cipherSuite: 'TLS_AES_128_GCM_SHA256', clientProvidedHostHeader: host },
        }),
  };
}

function failed(call: CallKind, account: string): object {
  if (call.name === 'ConsoleLogin') return { errorMessage: 'Failed authentication' };
  return {
    errorCode: call.source === 'ec2' ? 'Client.UnauthorizedOperation' : 'AccessDenied',
    errorMessage: `User: arn:aws:iam::${account}:user/"eve" is not authorized to perform: ${call.source}:${call.name}`,
  };
}

function responseOf(call: CallKind, random: Random): unknown {
  return call.response?.(random) ?? (call.source === 'ec2' ? { requestId: random.uuid(), _return: true } : null);
}

function dataEvent(random: Random): object {
  return {
    SignatureVersion: 'SigV4',
    CipherSuite: 'ECDHE-RSA-AES128-GCM-SHA256',
    bytesTransferredIn: random.below(1 << 20),
    AuthenticationMethod: 'AuthHeader',
    'x-amz-id-2': `${random.code(43)}+/=`,
    bytesTransferredOut: 0,
  };
}

/**
 * Fills a folder with log files as CloudTrail delivers them, one line of `{"Records":[…]}` each, gzipped. Returns the
 * uncompressed bytes and the records written.
 */
export function writeGzFolder(
  dir: string,
  files: number,
  recordsPerFile: number,
  seed: number,
): Promise<{ bytes: number; records: number }> {
  return writeInFiles(dir, generateRecords(seed, files * recordsPerFile), files, recordsPerFile);
}

/** The same of records that are at hand, each as one line of JSON. */
export async function writeInFiles(
  dir: string,
  all: Iterator<string>,
  files: number,
  recordsPerFile: number,
): Promise<{ bytes: number; records: number }> {
  await mkdir(dir, { recursive: true });
  let bytes = 0;
  for (let file = 0; file < files; file++) {
    const records = Array.from({ length: recordsPerFile }, () => all.next().value as string);
    const log = Buffer.from(`{"Records":[${records.join(',')}]}`);
    bytes += log.length;
    const minute = new Date(FIRST_DAY + file * 300_000)
      .toISOString()
      .replace(/[-:]|:\d\d\..*/g, '')
      .slice(0, 13);
    const name = `111122223333_CloudTrail_us-east-1_${minute}Z_${file.toString(36).padStart(16, '0')}.json.gz`;
    await writeFile(join(dir, name), gzipSync(log));
  }
  return { bytes, records: files * recordsPerFile };
}

/** Writes one gzipped log of at least `bytes` uncompressed bytes. Returns what {@link writeGzFolder} does. */
export async function writeOneGz(
  file: string,
  bytes: number,
  seed: number,
): Promise<{ bytes: number; records: number }> {
  const gzip = createGzip();
  const out = gzip.pipe(createWriteStream(file));
  let written = 0;
  let records = 0;
  let batch = '{"Records":[';
  const flush = async (): Promise<void> => {
    const part = Buffer.from(batch);
    written += part.length;
    batch = '';
    if (!gzip.write(part)) await once(gzip, 'drain');
  };
  for (const json of generateRecords(seed, Infinity)) {
    batch += records++ === 0 ? json : `,${json}`;
    if (batch.length > 1 << 18) await flush();
    if (written + batch.length >= bytes) break;
  }
  batch += ']}';
  await flush();
  gzip.end();
  await once(out, 'finish');
  return { bytes: written, records };
}
