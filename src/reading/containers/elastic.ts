import { isObject, member } from '../../record/types';
import { readJson } from '../walk/jsonReader';
import type { Translation } from '../translation/translation';
import { container } from './container';

export const OWN = 'aws.cloudtrail';
const IDENTITY = `${OWN}.user_identity`;
const SESSION = 'userIdentity.sessionContext';

/** The fields of an event. */
export const events: Omit<Translation, 'marks'> = {
  originals: ['event.original'],
  fields: [
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
  ],
  lists: true,
  lacks:
    'This export of Elastic has no event.original: its events were put together from aws.cloudtrail.*, which does not keep all of a record.',
};

/** What Filebeat and the AWS integration of Elastic keep of an event: best the record itself, in `event.original`. */
export const elastic = container({
  id: 'elastic',
  name: 'Elastic export',
  recognise: ({ first }) => {
    const hits = member(member(first, 'hits'), 'hits');
    const hit: unknown = Array.isArray(hits) ? hits[0] : first;
    const source = member(hit, '_source') ?? member(hit, 'fields') ?? hit;
    return hasCloudTrail(source) || looksLikeRecord(original(source));
  },
  read: (reading) => readJson(reading, { othersDepth: 2, mixed: true }),
  translation: [
    {
      ...events,
      marks: ['event'],
      applies: (fields) => fields.get('event.original') !== undefined || fields.get('event.provider') !== undefined,
    },
    // with flat names, `"event.action":…`
    { ...events, marks: ['event.original'] },
    { ...events, marks: ['event.provider', 'event.action'] },
  ],
});

function hasCloudTrail(source: unknown): boolean {
  if (member(member(source, 'aws'), 'cloudtrail') !== undefined) return true;
  return isObject(source) && Object.keys(source).some((key) => key.startsWith(`${OWN}.`));
}

function original(source: unknown): unknown {
  const value = member(member(source, 'event'), 'original') ?? member(source, 'event.original');
  return Array.isArray(value) ? value[0] : value;
}

function looksLikeRecord(value: unknown): boolean {
  return typeof value === 'string' && /"eventSource"/.test(value);
}
