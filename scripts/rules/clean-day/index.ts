import type { RecordObject } from '../../../src/detection';
import { Random } from '../../bench/random';
import { BACKUP, CHANGES, DEPLOYMENT, FAILURES, IMAGE_BUILD, instance, READS, type Call } from './calls';
import { inConsole, longTerm, onCommandLine, service, session, type Caller, type Json } from './people';

const START = Date.UTC(2026, 2, 14);
const DAY_MS = 86_400_000;
const TERRAFORM =
  'APN/1.0 HashiCorp/1.0 Terraform/1.11.2 (+https://www.terraform.io) terraform-provider-aws/5.91.0 aws-sdk-go-v2/1.36.3';
const BOTO = 'Boto3/1.37.11 md/Botocore#1.37.11 ua/2.1 os/linux#6.8.0 md/arch#x86_64 lang/python#3.12.9 Botocore/1.37.11';
/** An address of AWS, as no network for examples is one: the rules know AWS's networks. */
const NAT = '52.95.110.1';

/** One actor of the day: how much of the day's log is its own, and what it does when its turn comes. */
interface Actor {
  readonly weight: number;
  /** Calls one after another, by one caller. */
  readonly turn: (random: Random) => { caller: Caller; calls: readonly Call[] };
}

const read = (random: Random): Call => ({ call: random.pick(READS) });
const reads = (random: Random, count: number): Call[] => Array.from({ length: count }, () => read(random));
const runner = (random: Random): string => `192.0.2.${1 + random.below(250)}`;
const PEOPLE = ['alice', 'bob', 'carol', 'dörte', 'erin', 'frank'];
const MONITORING = longTerm('monitoring', '198.51.100.20', BOTO);
const BACKUPS = longTerm('backup-script', '198.51.100.21', BOTO);
const REPORTER = longTerm('report-script', '198.51.100.23', BOTO);
const MAILER = longTerm('shop-mailer', '198.51.100.22', BOTO);

const ACTORS: readonly Actor[] = [
  {
    weight: 30,
    turn: (random) => ({
      caller: session(random, 'terraform-ci', `run-${random.below(10_000)}`, runner(random), TERRAFORM),
      calls: [{ call: 'sts:GetCallerIdentity' }, ...reads(random, 250), ...changes(random), random.pick(FAILURES)],
    }),
  },
  {
    weight: 10,
    turn: (random) => ({
      caller: session(random, 'deploy-ci', `job-${random.below(10_000)}`, runner(random), BOTO),
      calls: DEPLOYMENT,
    }),
  },
  { weight: 12, turn: (random) => ({ caller: service(random, 'autoscaling'), calls: scaling(random) }) },
  ...['elasticloadbalancing', 'config', 'ecs', 'eks', 'rds', 'backup', 'cloudformation'].map((name) => ({
    weight: 3,
    turn: (random: Random) => ({ caller: service(random, name), calls: serviceCalls(random, name) }),
  })),
  {
    weight: 10,
    turn: (random) => ({
      caller: session(random, 'web-server', instance(random), NAT, BOTO, { delivery: '2.0' }),
      calls: [
        { call: 'ssm:UpdateInstanceInformation' },
        { call: 'ec2:DescribeTags' },
        { call: 'ecr:GetAuthorizationToken' },
        { call: 'secretsmanager:GetSecretValue', request: { secretId: 'shop/db' } },
        { call: 'ssm:UpdateInstanceInformation' },
      ],
    }),
  },
  {
    weight: 12,
    turn: (random) => ({
      caller: inConsole(random, random.pick(PEOPLE), `203.0.113.${20 + random.below(5)}`),
      calls: [...reads(random, 40), { ...read(random), error: 'AccessDenied' }, { ...read(random), error: 'AccessDenied' }],
    }),
  },
  {
    weight: 3,
    turn: (random) => ({
      caller: onCommandLine(random, random.pick(PEOPLE), `203.0.113.${20 + random.below(5)}`),
      calls: [{ call: 'sts:GetCallerIdentity' }, ...reads(random, 4), { call: 'ssm:StartSession', request: { target: instance(random) } }],
    }),
  },
  { weight: 3, turn: (random) => ({ caller: MONITORING, calls: READS.slice(0, 5).map((call) => ({ call })).slice(random.below(2)) }) },
  { weight: 1, turn: () => ({ caller: BACKUPS, calls: BACKUP }) },
  { weight: 0.05, turn: () => ({ caller: MAILER, calls: [{ call: 'ses:GetSendQuota' }] }) },
  {
    weight: 1,
    turn: (random) => ({
      caller: session(random, 'posture-scanner', `scan-${random.below(99)}`, '198.51.100.40', BOTO),
      calls: READS.map((call) => ({ call })),
    }),
  },
  {
    weight: 1,
    turn: (random) => ({
      caller: session(random, 'karpenter', `${random.below(1e9)}`, NAT, 'karpenter.sh-1.3.0 aws-sdk-go-v2/1.36.3'),
      calls: [
        { call: 'ec2:CreateFleet', error: 'Client.DryRunOperation' },
        { call: 'ec2:RunInstances', error: 'Client.DryRunOperation' },
        { call: 'ec2:CreateLaunchTemplate', error: 'Client.DryRunOperation' },
        { call: 'ec2:CreateFleet' },
        { call: 'ec2:TerminateInstances' },
      ],
    }),
  },
  {
    weight: 0.5,
    turn: (random) => ({
      caller: session(random, 'image-builder', `packer-${random.below(1e6)}`, NAT, 'APN/1.0 HashiCorp/1.0 Packer/1.12.0 aws-sdk-go-v2/1.36.3'),
      calls: IMAGE_BUILD,
    }),
  },
  {
    weight: 1,
    turn: (random) => ({
      caller: session(random, 'ops-automation', `job-${random.below(1e6)}`, NAT, BOTO),
      calls: [
        { call: 'ssm:SendCommand', request: { documentName: 'AWS-RunShellScript', instanceIds: [instance(random), instance(random)] } },
        { call: 'ssm:GetCommandInvocation' },
        { call: 'ssm:GetCommandInvocation' },
      ],
    }),
  },
  {
    weight: 0.5,
    turn: (random) => ({
      caller: session(random, 'log-janitor', 'log-janitor', NAT, BOTO),
      calls: [{ call: 'logs:DescribeLogGroups' }, ...Array.from({ length: 4 }, (_, n) => ({ call: 'logs:DeleteLogGroup', request: { logGroupName: `/preview/${random.below(1e6)}-${n}` } }))],
    }),
  },
  { weight: 0.2, turn: () => ({ caller: REPORTER, calls: [{ call: 'sts:GetSessionToken', request: { durationSeconds: 3600 } }] }) },
  {
    // a program whose role lacks a permission, and which does not give up
    weight: 1,
    turn: (random) => ({
      caller: session(random, 'reports', 'reports', NAT, BOTO),
      calls: Array.from({ length: 5 + random.below(9) }, () => ({ call: 's3:ListBuckets', error: 'AccessDenied' })),
    }),
  },
];

/** One run in five has something to change. */
function changes(random: Random): Call[] {
  return random.chance(0.2) ? Array.from({ length: 4 + random.below(20) }, () => random.pick(CHANGES)) : [];
}

function scaling(random: Random): Call[] {
  const list: Call[] = [{ call: 'ec2:DescribeInstances' }, { call: 'ec2:DescribeInstanceStatus' }];
  if (random.chance(0.2)) list.push({ call: 'ec2:RunInstances', request: { instanceType: 'g5.xlarge' } });
  if (random.chance(0.2)) list.push({ call: 'ec2:TerminateInstances' }, { call: 'ec2:CreateTags' });
  return list;
}

function serviceCalls(random: Random, name: string): Call[] {
  if (name === 'backup' && random.chance(0.2)) return [...BACKUP];
  if (name === 'cloudformation' && random.chance(0.2)) return Array.from({ length: 6 }, () => random.pick(CHANGES));
  return reads(random, 3);
}

/**
 * A day of an account in which nothing is wrong: Terraform, deployments, Auto Scaling and other services, instances,
 * people reading in the console and on the command line, long-term keys of machines outside, a scanner, images that are
 * built, commands and clearing away on a schedule. The same for the same seed.
 *
 * @returns events in order of time
 */
export function cleanDay(seed: number, count: number): RecordObject[] {
  const random = new Random(seed);
  const total = ACTORS.reduce((sum, { weight }) => sum + weight, 0);
  const shares = ACTORS.map(({ weight }) => Math.round((count * weight) / total));
  const events: { time: number; event: RecordObject }[] = [];
  for (const [place, actor] of ACTORS.entries()) {
    for (let made = 0; made < (shares[place] ?? 0); ) {
      const { caller, calls } = actor.turn(random);
      let time = START + random.below(DAY_MS - calls.length * 2000);
      for (const call of calls) {
        time += 200 + random.below(1500);
        events.push({ time, event: record(random, caller, call, time) });
        made++;
      }
    }
  }
  return events.sort((a, b) => a.time - b.time).map(({ event }) => event);
}

function record(random: Random, caller: Caller, { call, request, response, error }: Call, time: number): Json {
  const [source, name] = call.split(':') as [string, string];
  return {
    eventVersion: '1.11',
    userIdentity: caller.identity,
    eventTime: new Date(time).toISOString().replace(/\.\d+Z$/, 'Z'),
    eventSource: `${source}.amazonaws.com`,
    eventName: name,
    awsRegion: random.chance(0.8) ? 'us-east-1' : 'eu-west-1',
    sourceIPAddress: caller.from,
    userAgent: caller.agent,
    ...(error === undefined ? {} : { errorCode: error }),
    requestParameters: request ?? null,
    responseElements: response ?? null,
    requestID: random.uuid(),
    eventID: random.uuid(),
    readOnly: /^(?:Get|List|Describe|Head)/.test(name),
    eventType: 'AwsApiCall',
    managementEvent: true,
    recipientAccountId: '111122223333',
    eventCategory: 'Management',
    ...caller.more,
  };
}
