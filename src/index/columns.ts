import type { CapturedField } from '../reading/fields';

/**
 * The dictionary columns of an index: one small number a row. `error` holds errorCode, or where that is absent
 * errorMessage (failed sign-ins have only that); `identity` holds the whole userIdentity element, which is the same for
 * nine records out of ten and is parsed once for each distinct one.
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
] as const;

export type Column = (typeof COLUMNS)[number];

/** The record's member behind each column, and the one that stands in for it. */
export const COLUMN_FIELDS: Readonly<Record<Column, readonly CapturedField[]>> = {
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
};
