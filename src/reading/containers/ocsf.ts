import { member } from '../../record/types';
import { readJson } from '../jsonReader';
import { container } from './container';

const SESSION = 'userIdentity.sessionContext';

/**
 * Events of Security Lake in the Open Cybersecurity Schema (API Activity 6003, Authentication 3002, Account Change
 * 3001), as JSON. Source of the table: the mapping that AWS publishes for CloudTrail, versions 1.0.0-rc.2 and 1.1.0.
 */
export const ocsf = container({
  id: 'ocsf',
  name: 'Security Lake (OCSF)',
  recognise: ({ first }) =>
    member(first, 'class_uid') !== undefined &&
    /^CloudTrail$/i.test(String(member(member(member(first, 'metadata'), 'product'), 'name'))),
  read: (reading) => void readJson(reading),
  translation: {
    marks: ['class_uid', 'metadata', 'api'],
    originals: ['raw_data'],
    fields: [
      ['metadata.product.version', 'eventVersion'],
      ['actor.user.type', 'userIdentity.type'],
      ['actor.user.uid_alt', 'userIdentity.principalId'],
      ['actor.user.uuid', 'userIdentity.arn'],
      ['actor.user.uid', 'userIdentity.arn'],
      ['actor.user.account.uid', 'userIdentity.accountId'],
      ['actor.user.account_uid', 'userIdentity.accountId'],
      ['actor.user.credential_uid', 'userIdentity.accessKeyId'],
      ['actor.user.name', 'userIdentity.userName'],
      ['actor.invoked_by', 'userIdentity.invokedBy'],
      ['actor.session.is_mfa', `${SESSION}.attributes.mfaAuthenticated`],
      ['actor.session.created_time_dt', `${SESSION}.attributes.creationDate`],
      ['actor.session.issuer', `${SESSION}.sessionIssuer.arn`],
      ['time_dt', 'eventTime', 'time'],
      ['time', 'eventTime', 'time'],
      ['api.service.name', 'eventSource'],
      ['api.operation', 'eventName'],
      ['cloud.region', 'awsRegion'],
      ['src_endpoint.ip', 'sourceIPAddress'],
      ['src_endpoint.domain', 'sourceIPAddress'],
      ['http_request.user_agent', 'userAgent'],
      ['api.response.error', 'errorCode'],
      ['api.response.message', 'errorMessage'],
      ['api.request.data', 'requestParameters', 'json'],
      ['api.response.data', 'responseElements', 'json'],
      ['resources', 'resources'],
      ['unmapped', 'additionalEventData.unmapped'],
      ['api.request.uid', 'requestID'],
      ['metadata.uid', 'eventID'],
      ['metadata.event_code', 'eventType'],
      ['api.version', 'apiVersion'],
      ['src_endpoint.uid', 'vpcEndpointId'],
      ['unmapped.recipientAccountId', 'recipientAccountId'],
      ['unmapped.eventCategory', 'eventCategory'],
      ['unmapped.readOnly', 'readOnly', 'boolean'],
      ['unmapped.managementEvent', 'managementEvent', 'boolean'],
      ['unmapped.sharedEventID', 'sharedEventID'],
    ],
    lacks:
      'Security Lake translated these events to OCSF: they were put together from its fields, which do not keep all of a record.',
  },
});
