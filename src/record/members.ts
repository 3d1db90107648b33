/**
 * The members of a record that the scan lifts out as it passes, in the order of their slots, and those that only help
 * to tell a record from any other object. Source: CloudTrail user guide, "record contents", versions 1.0 to 1.11.
 */
export const CAPTURED = [
  'eventTime',
  'eventSource',
  'eventName',
  'awsRegion',
  'sourceIPAddress',
  'userAgent',
  'errorCode',
  'errorMessage',
  'eventID',
  'eventType',
  'readOnly',
  'recipientAccountId',
  'userIdentity',
  'eventCategory',
  'vpcEndpointId',
  'sessionCredentialFromConsole',
] as const;

const RECOGNISED = [
  'eventVersion',
  'requestParameters',
  'responseElements',
  'additionalEventData',
  'requestID',
  'resources',
  'apiVersion',
  'managementEvent',
  'sharedEventID',
  'vpcEndpointAccountId',
  'serviceEventDetails',
  'insightDetails',
  'addendum',
  'edgeDeviceDetails',
  'tlsDetails',
  'eventContext',
] as const;

/** All members of a record that are known, the captured ones first. */
export const RECORD_MEMBERS: readonly string[] = [...CAPTURED, ...RECOGNISED];

/** The paths in `userIdentity`, of whatever type. Source: CloudTrail user guide, "userIdentity element". */
export const IDENTITY_PATHS: readonly string[] = [
  'type',
  'principalId',
  'arn',
  'accountId',
  'accessKeyId',
  'userName',
  'invokedBy',
  'identityProvider',
  'credentialId',
  'onBehalfOf.userId',
  'onBehalfOf.identityStoreArn',
  'inScopeOf.sourceArn',
  'inScopeOf.sourceAccount',
  'inScopeOf.issuerType',
  'inScopeOf.credentialsIssuedTo',
  'sessionContext.sourceIdentity',
  'sessionContext.assumedRoot',
  'sessionContext.ec2RoleDelivery',
  'sessionContext.attributes.creationDate',
  'sessionContext.attributes.mfaAuthenticated',
  'sessionContext.sessionIssuer.type',
  'sessionContext.sessionIssuer.principalId',
  'sessionContext.sessionIssuer.arn',
  'sessionContext.sessionIssuer.accountId',
  'sessionContext.sessionIssuer.userName',
  'sessionContext.webIdFederationData.federatedProvider',
].map((path) => `userIdentity.${path}`);
