import { createHash } from 'node:crypto';

type Json = { [key: string]: unknown };

/** The account that is broken into, and one of whoever does it. */
export const HOME = '111122223333';
export const STRANGER = '444455556666';

/** A call of an intrusion. What is harmful in itself has a word on why; the rest is what lies between. */
export interface Step {
  readonly call: `${string}:${string}`;
  readonly request?: unknown;
  readonly response?: unknown;
  readonly error?: string;
  readonly message?: string;
  readonly harm?: string;
  /** Seconds since the step before. */
  readonly after?: number;
  readonly as?: Caller;
  readonly region?: string;
  readonly more?: Json;
}

export interface Caller {
  readonly identity: Json;
  readonly from: string;
  readonly agent: string;
  /** Members that its records have besides. */
  readonly more?: Json;
}

/** An intrusion told by its calls, after the story that somebody published. */
export interface Intrusion {
  readonly name: string;
  readonly as: Caller;
  readonly steps: readonly Step[];
}

const CLI = 'aws-cli/2.15.30 Python/3.11.8 Linux/6.5.0-kali3-amd64 exe/x86_64.kali.2024 prompt/off command/';
const BOTO = 'Boto3/1.34.51 md/Botocore#1.34.51 ua/2.0 os/linux#5.15.0 lang/python#3.10.12 Botocore/1.34.51';
const BROWSER = 'Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/122.0.0.0 Safari/537.36';
export const AGENTS = { cli: CLI, boto: BOTO, browser: BROWSER } as const;

/** A user with a long-term key that leaked. */
export function user(name: string, agent: string = CLI, from = '198.51.100.23'): Caller {
  const identity = {
    type: 'IAMUser',
    principalId: 'AIDAEXAMPLEUSER00001',
    arn: `arn:aws:iam::${HOME}:user/${name}`,
    accountId: HOME,
    accessKeyId: 'AKIAIOSFODNN7EXAMPLE',
    userName: name,
  };
  return { identity, from, agent };
}

/** A session of a role; `instance` when it is that of an EC2 instance. */
export function role(name: string, session: string, from = '198.51.100.23', agent: string = CLI): Caller {
  const instance = session.startsWith('i-');
  const identity = {
    type: 'AssumedRole',
    principalId: `AROAEXAMPLEROLE00001:${session}`,
    arn: `arn:aws:sts::${HOME}:assumed-role/${name}/${session}`,
    accountId: HOME,
    accessKeyId: 'ASIAIOSFODNN7EXAMPLE',
    sessionContext: {
      sessionIssuer: {
        type: 'Role',
        principalId: 'AROAEXAMPLEROLE00001',
        arn: `arn:aws:iam::${HOME}:role/${name}`,
        accountId: HOME,
        userName: name,
      },
      attributes: { creationDate: '2026-05-02T07:58:11Z', mfaAuthenticated: 'false' },
      ...(instance ? { ec2RoleDelivery: '1.0' } : {}),
    },
  };
  return { identity, from, agent };
}

export const ROOT: Caller = {
  identity: { type: 'Root', principalId: HOME, arn: `arn:aws:iam::${HOME}:root`, accountId: HOME, accessKeyId: '' },
  from: '198.51.100.99',
  agent: BROWSER,
};

/** What makes a record one of a data event. */
export const DATA = { managementEvent: false, eventCategory: 'Data' } as const;

/** A call whose request EC2 logs under the name of the call. */
export function wrapped(action: string, request: unknown, rest: Omit<Step, 'call' | 'request'>): Step {
  return { call: `ec2:${action}`, request: { [`${action}Request`]: request }, ...rest };
}

/** The records of an intrusion, in order; a step's place is its record's. */
export function recordsOf({ name, as, steps }: Intrusion): Json[] {
  let time = Date.parse('2026-05-02T08:00:00Z');
  return steps.map((step, place) => {
    time += (step.after ?? 20) * 1000;
    const [service = '', eventName = ''] = step.call.split(':');
    const caller = step.as ?? as;
    const id = createHash('sha256').update(`${name} ${place}`).digest('hex');
    const uuid = `${id.slice(0, 8)}-${id.slice(8, 12)}-4${id.slice(13, 16)}-a${id.slice(17, 20)}-${id.slice(20, 32)}`;
    return {
      eventVersion: '1.09',
      userIdentity: caller.identity,
      eventTime: new Date(time).toISOString().replace('.000', ''),
      eventSource: `${service}.amazonaws.com`,
      eventName,
      awsRegion: step.region ?? 'us-east-1',
      sourceIPAddress: caller.from,
      userAgent: caller.agent === CLI ? `${CLI}${service}.${eventName}` : caller.agent,
      ...(step.error === undefined ? {} : { errorCode: step.error }),
      ...(step.message === undefined ? {} : { errorMessage: step.message }),
      requestParameters: step.request ?? null,
      responseElements: step.error === undefined ? (step.response ?? null) : null,
      requestID: uuid.replace('-4', '-5'),
      eventID: uuid,
      readOnly: /^(Get|List|Describe|Head|Lookup)/.test(eventName),
      eventType: 'AwsApiCall',
      managementEvent: true,
      recipientAccountId: HOME,
      eventCategory: 'Management',
      ...caller.more,
      ...step.more,
    };
  });
}
