import { CAPTURED } from '../fields';

/** The members of a record that fields.ts knows, in the order of their slots. */
export const FIELD_NAMES: readonly string[] = [
  ...CAPTURED,
  'eventVersion',
  'requestParameters',
  'responseElements',
  'additionalEventData',
  'requestID',
  'resources',
  'apiVersion',
  'eventCategory',
  'managementEvent',
  'sharedEventID',
  'vpcEndpointId',
  'vpcEndpointAccountId',
  'serviceEventDetails',
  'insightDetails',
  'addendum',
  'sessionCredentialFromConsole',
  'edgeDeviceDetails',
  'tlsDetails',
  'eventContext',
];
