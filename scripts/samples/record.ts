import { createHash } from 'node:crypto';

/** The day on which everything in `samples/` happens. */
export const DAY = '2026-03-14';

/** A JSON object as CloudTrail writes it. */
export type Json = { [key: string]: unknown };

/** One call as the tables of `day/` write it; what is usual is left out. */
export interface Call {
  /** `HH:MM:SS` of the sample's day, UTC. */
  at: string;
  /** The userIdentity element. */
  who: Json;
  /** The service, by the first label of its eventSource. */
  service: string;
  name: string;
  from: string;
  agent: string;
  region?: string;
  account?: string;
  read?: boolean;
  request?: unknown;
  /** A function when the response repeats the request's id, as EC2's does. */
  response?: unknown;
  /** A failed sign-in has a message and no code. */
  error?: { code?: string; message?: string };
  extra?: Json;
  resources?: readonly Json[];
  /** The TLS host; `null` for calls that carry no tlsDetails (console proxies, services). */
  host?: string | null;
  /** Members that only some records have, appended at the end. */
  tail?: Json;
  type?: string;
  data?: boolean;
}

// The services moved to newer record versions at different times; a real day's log mixes them.
const VERSIONS: Json = { ec2: '1.11', iam: '1.11', s3: '1.11', cloudtrail: '1.11', sts: '1.08', signin: '1.08' };

/** A UUID made from a label, so that writing the samples twice gives the same bytes. */
export function uuid(label: string): string {
  const hex = createHash('sha256').update(`cloudtrail-inspector/samples/${label}`).digest('hex');
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-4${hex.slice(13, 16)}-a${hex.slice(17, 20)}-${hex.slice(20, 32)}`;
}

/** Epoch milliseconds of a time of the day: the form EC2 answers with. */
export function millis(at: string): number {
  return Date.parse(`${DAY}T${at}Z`);
}

/** The record of a call, its members in the order in which CloudTrail writes them. */
export function record(call: Call): Json {
  const label = `${call.at} ${call.service} ${call.name}`;
  const requestID = uuid(`request ${label}`);
  const region = call.region ?? 'us-east-1';
  const response = typeof call.response === 'function' ? (call.response as (id: string) => unknown)(requestID) : call.response;
  const host = call.host === undefined ? `${call.service}.${region}.amazonaws.com` : call.host;
  return {
    eventVersion: VERSIONS[call.service] ?? '1.09',
    userIdentity: call.who,
    eventTime: `${DAY}T${call.at}Z`,
    eventSource: `${call.service}.amazonaws.com`,
    eventName: call.name,
    awsRegion: region,
    sourceIPAddress: call.from,
    userAgent: call.agent,
    ...(call.error?.code === undefined ? {} : { errorCode: call.error.code }),
    ...(call.error?.message === undefined ? {} : { errorMessage: call.error.message }),
    requestParameters: call.request ?? null,
    responseElements: response ?? null,
    ...(call.extra ? { additionalEventData: call.extra } : {}),
    requestID,
    eventID: uuid(`event ${label}`),
    readOnly: call.read ?? false,
    ...(call.resources ? { resources: call.resources } : {}),
    eventType: call.type ?? 'AwsApiCall',
    managementEvent: call.data !== true,
    recipientAccountId: call.account ?? '111122223333',
    eventCategory: call.data === true ? 'Data' : 'Management',
    ...(host === null
      ? {}
      : { tlsDetails: { tlsVersion: 'TLSv1.3', cipherSuite: 'TLS_AES_128_GCM_SHA256', clientProvidedHostHeader: host } }),
    ...call.tail,
  };
}

/** EC2's older dialect: a list is `{ items: […] }`, an empty one `{}`. */
export function set(...items: readonly Json[]): Json {
  return items.length === 0 ? {} : { items };
}

/** EC2's newer dialect: the request wrapped in a root key; no parameters give the empty string. */
export function wrapped(action: string, members: Json | '' = ''): Json {
  return { [`${action}Request`]: members };
}

/** The newer dialect's response. */
export function answered(action: string, members: Json): (requestId: string) => Json {
  return (requestId) => ({
    [`${action}Response`]: { xmlns: 'http://ec2.amazonaws.com/doc/2016-11-15/', requestId, ...members },
  });
}

/** The older dialect's answer to a call that changes something and has nothing to tell. */
export function done(more: Json = {}): (requestId: string) => Json {
  return (requestId) => ({ requestId, _return: true, ...more });
}
