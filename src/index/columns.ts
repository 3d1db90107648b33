import { type ColumnFields, HAS_LISTS } from '../reading/fields';

/**
 * The dictionary columns of an index: one small number a row. `error` holds errorCode, or where that is absent
 * errorMessage (failed sign-ins have only that), for people; `errorCode` holds that alone, for rules. `identity` holds
 * the whole userIdentity element, which is the same for nine records out of ten and is parsed once for each distinct
 * one. `summary` is not 0 where the record sums up other calls and some columns hold what stands deeper inside of it:
 * there they say nothing of the record's own members. `lists` is not 0 where some member, but for those of LISTING
 * (reading/fields.ts), holds an array: where it is 0 a path of rules has one value at most. The others hold a member as it stands, null and empty texts too,
 * so that number 0 says that it is not there; in `error` and `identity` number 0 stands for those as well.
 */
export const COLUMNS = [
  'eventSource',
  'eventName',
  'awsRegion',
  'sourceIPAddress',
  'userAgent',
  'error',
  'eventType',
  'readOnly',
  'recipientAccountId',
  'identity',
  'errorCode',
  'eventCategory',
  'vpcEndpointId',
  'sessionCredentialFromConsole',
  'summary',
  'lists',
] as const;

export type Column = (typeof COLUMNS)[number];

/** Columns of which number 0 stands for null and an empty text too. */
export const LOOSE_COLUMNS: ReadonlySet<Column> = new Set<Column>(['error', 'identity']);

/** Columns that are 0 for no, and another number for yes. */
export const FLAG_COLUMNS: ReadonlySet<Column> = new Set<Column>(['summary', 'lists']);

/** Columns that hold a member of the record as it stands. */
export const MEMBER_COLUMNS = COLUMNS.filter((column) => !FLAG_COLUMNS.has(column) && !LOOSE_COLUMNS.has(column));

/** The record's member behind each column, and the one that stands in for it. */
export const COLUMN_FIELDS: Readonly<Record<Column, ColumnFields>> = {
  eventSource: ['eventSource'],
  eventName: ['eventName'],
  awsRegion: ['awsRegion'],
  sourceIPAddress: ['sourceIPAddress'],
  userAgent: ['userAgent'],
  error: ['errorCode', 'errorMessage'],
  eventType: ['eventType'],
  readOnly: ['readOnly'],
  recipientAccountId: ['recipientAccountId'],
  identity: ['userIdentity'],
  errorCode: ['errorCode'],
  eventCategory: ['eventCategory'],
  vpcEndpointId: ['vpcEndpointId'],
  sessionCredentialFromConsole: ['sessionCredentialFromConsole'],
  summary: [],
  lists: HAS_LISTS,
};
