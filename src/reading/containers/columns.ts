import { columnKey } from '../json/members';
import type { Translation } from '../translation/translation';

/** Columns that hold a whole record as text, in exports of any kind. */
export const ORIGINALS = ['eventjson', '_raw', 'event.original', 'cloudtrailevent', '@message', 'message'];

const IDENTITY = [
  ...['type', 'principalId', 'arn', 'accountId', 'accessKeyId', 'userName', 'invokedBy'],
  ...['sessionContext', 'identityProvider', 'credentialId'],
];

/** Members of a record below which a query can ask for one. */
const OBJECTS = [
  ...['userIdentity', 'requestParameters', 'responseElements', 'additionalEventData', 'serviceEventDetails'],
  ...['insightDetails', 'tlsDetails', 'addendum', 'edgeDeviceDetails', 'eventContext', 'resources'],
];

/** Columns of CloudTrail's own tables, in Lake and in Athena. Names of columns count in any case. */
export const columns: Translation = {
  marks: [],
  originals: ORIGINALS,
  fields: [
    ['eventVersion', 'eventVersion'],
    ['userIdentity', 'userIdentity', 'struct'],
    ...IDENTITY.map(
      (name) =>
        [`userIdentity.${name}`, `userIdentity.${name}`, name === 'sessionContext' ? 'struct' : 'value'] as const,
    ),
    // what is asked for below the identity has its own name alone in SQL
    ['arn', 'userIdentity.arn'],
    ['userName', 'userIdentity.userName', 'ownName'],
    ['principalId', 'userIdentity.principalId'],
    ['accessKeyId', 'userIdentity.accessKeyId'],
    ['eventTime', 'eventTime', 'time'],
    ['@timestamp', 'eventTime', 'time'],
    ['_time', 'eventTime', 'time'],
    ['eventSource', 'eventSource'],
    ['eventName', 'eventName'],
    ['awsRegion', 'awsRegion'],
    ['sourceIPAddress', 'sourceIPAddress'],
    ['userAgent', 'userAgent'],
    ['errorCode', 'errorCode', 'set'],
    ['errorMessage', 'errorMessage', 'set'],
    ['requestParameters', 'requestParameters', 'json'],
    ['responseElements', 'responseElements', 'json'],
    ['additionalEventData', 'additionalEventData', 'json'],
    ['requestID', 'requestID'],
    ['eventID', 'eventID'],
    ['readOnly', 'readOnly', 'boolean'],
    ['resources', 'resources', 'struct'],
    ['eventType', 'eventType'],
    ['apiVersion', 'apiVersion'],
    ['managementEvent', 'managementEvent', 'boolean'],
    ['recipientAccountId', 'recipientAccountId'],
    ['sharedEventID', 'sharedEventID'],
    ['vpcEndpointId', 'vpcEndpointId'],
    ['vpcEndpointAccountId', 'vpcEndpointAccountId'],
    ['eventCategory', 'eventCategory'],
    ['serviceEventDetails', 'serviceEventDetails', 'json'],
    ['insightDetails', 'insightDetails', 'json'],
    ['addendum', 'addendum', 'struct'],
    ['sessionCredentialFromConsole', 'sessionCredentialFromConsole'],
    ['edgeDeviceDetails', 'edgeDeviceDetails', 'json'],
    ['tlsDetails', 'tlsDetails', 'struct'],
    ['eventContext', 'eventContext', 'json'],
  ],
  paths: OBJECTS.map((name) => [name, name]),
  lacks: 'The result of a query has the columns that were asked for: what was not is missing from its events.',
};

/** Enough columns of a record for its rows to be events, and none that says something of many. */
export function isTable(names: readonly string[]): boolean {
  if (isTally(names)) return false;
  const keys = names.map(columnKey);
  return keys.filter((key) => KEYS.has(key)).length >= 3 && TELLING.some((key) => keys.includes(key));
}

/** Whether a table has one of the columns that tell an event, be it alone. */
export function hasTelling(names: readonly string[]): boolean {
  return names.some((name) => TELLING.includes(columnKey(name)));
}

/** Whether rows say something of many events: `stats count(*) by eventName`. */
export function isTally(names: readonly string[]): boolean {
  return names.some((name) => AGGREGATE.test(name));
}

const AGGREGATE =
  /^(?:count(?:_distinct)?|sum|avg|min|max|pct|percentile|stddev|median|earliest|latest|sortsfirst|sortslast)\s*\(/i;

export const TOO_FEW =
  'This has too few fields of a record: at least three make an event, one of them eventName, eventSource or userIdentity.';

const TELLING = ['eventname', 'eventsource', 'useridentity'];
const KEYS = new Set(columns.fields.map(([from]) => columnKey(from)));
