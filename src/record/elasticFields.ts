const OWN = 'aws.cloudtrail';
const IDENTITY = `${OWN}.user_identity`;
const SESSION = 'userIdentity.sessionContext';

/**
 * What Elastic calls the members of a record (ECS, and fields of its own), the paths that they have in it, and what else
 * than text they hold. Of several for one path the first that is there counts.
 */
export const ELASTIC_FIELDS: readonly (readonly [name: string, path: string, as?: 'boolean' | 'json' | 'time'])[] = [
  [`${OWN}.event_version`, 'eventVersion'],
  [`${IDENTITY}.type`, 'userIdentity.type'],
  ['user.id', 'userIdentity.principalId'],
  [`${IDENTITY}.arn`, 'userIdentity.arn'],
  ['cloud.account.id', 'userIdentity.accountId'],
  [`${IDENTITY}.access_key_id`, 'userIdentity.accessKeyId'],
  ['user.name', 'userIdentity.userName'],
  [`${IDENTITY}.invoked_by`, 'userIdentity.invokedBy'],
  [`${IDENTITY}.session_context.mfa_authenticated`, `${SESSION}.attributes.mfaAuthenticated`],
  [`${IDENTITY}.session_context.creation_date`, `${SESSION}.attributes.creationDate`],
  [`${IDENTITY}.session_context.session_issuer.type`, `${SESSION}.sessionIssuer.type`],
  [`${IDENTITY}.session_context.session_issuer.principal_id`, `${SESSION}.sessionIssuer.principalId`],
  [`${IDENTITY}.session_context.session_issuer.arn`, `${SESSION}.sessionIssuer.arn`],
  [`${IDENTITY}.session_context.session_issuer.account_id`, `${SESSION}.sessionIssuer.accountId`],
  ['@timestamp', 'eventTime', 'time'],
  ['event.provider', 'eventSource'],
  ['event.action', 'eventName'],
  ['cloud.region', 'awsRegion'],
  ['source.address', 'sourceIPAddress'],
  ['source.ip', 'sourceIPAddress'],
  ['user_agent.original', 'userAgent'],
  [`${OWN}.error_code`, 'errorCode'],
  [`${OWN}.error_message`, 'errorMessage'],
  [`${OWN}.flattened.request_parameters`, 'requestParameters', 'json'],
  [`${OWN}.request_parameters`, 'requestParameters', 'json'],
  [`${OWN}.flattened.response_elements`, 'responseElements', 'json'],
  [`${OWN}.response_elements`, 'responseElements', 'json'],
  [`${OWN}.flattened.additional_eventdata`, 'additionalEventData', 'json'],
  [`${OWN}.additional_eventdata`, 'additionalEventData', 'json'],
  [`${OWN}.request_id`, 'requestID'],
  ['event.id', 'eventID'],
  [`${OWN}.event_type`, 'eventType'],
  [`${OWN}.api_version`, 'apiVersion'],
  [`${OWN}.management_event`, 'managementEvent', 'boolean'],
  [`${OWN}.read_only`, 'readOnly', 'boolean'],
  [`${OWN}.event_category`, 'eventCategory'],
  [`${OWN}.recipient_account_id`, 'recipientAccountId'],
  [`${OWN}.shared_event_id`, 'sharedEventID'],
  [`${OWN}.vpc_endpoint_id`, 'vpcEndpointId'],
];
