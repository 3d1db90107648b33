import { member, text } from '../../record/types';
import { readJson } from '../walk/jsonReader';
import { textOf } from '../translation/valueText';
import { container } from './container';

const SESSION = 'userIdentity.sessionContext';
const PRODUCT = /^CloudTrail$/i;

/**
 * Events of Security Lake in the Open Cybersecurity Schema (API Activity 6003 or 3005, Authentication 3002, Account
 * Change 3001), as JSON. Source of the table: the mappings of CloudTrail that the schema's project publishes, versions
 * 1.0.0-rc.2, where `uid` is the principal's id and `uuid` its ARN, and 1.1.0, where they are `uid_alt` and `uid`.
 */
export const ocsf = container({
  id: 'ocsf',
  name: 'Security Lake (OCSF)',
  recognise: ({ first }) =>
    member(first, 'class_uid') !== undefined &&
    PRODUCT.test(text(member(member(member(first, 'metadata'), 'product'), 'name')) ?? ''),
  read: (reading) => readJson(reading),
  translation: {
    marks: ['class_uid', 'metadata', 'api'],
    applies: (fields) => {
      const name = fields.get('metadata.product.name');
      return name !== undefined && PRODUCT.test(textOf(name) ?? '');
    },
    originals: ['raw_data'],
    fields: [
      ['metadata.product.version', 'eventVersion'],
      ['actor.user.type', 'userIdentity.type'],
      ['actor.user.uid_alt', 'userIdentity.principalId'],
      ['actor.user.uuid', 'userIdentity.arn'],
      ['actor.user.uid', 'userIdentity.arn', 'arn'],
      ['actor.user.uid', 'userIdentity.principalId', 'id'],
      ['actor.user.account.uid', 'userIdentity.accountId'],
      ['actor.user.account_uid', 'userIdentity.accountId'],
      ['actor.user.credential_uid', 'userIdentity.accessKeyId'],
      ['actor.user.name', 'userIdentity.userName'],
      ['actor.invoked_by', 'userIdentity.invokedBy'],
      ['actor.idp.name', 'userIdentity.identityProvider'],
      ['actor.session.is_mfa', `${SESSION}.attributes.mfaAuthenticated`],
      ['actor.session.mfa', `${SESSION}.attributes.mfaAuthenticated`],
      ['actor.session.created_time_dt', `${SESSION}.attributes.creationDate`, 'time'],
      ['actor.session.created_time', `${SESSION}.attributes.creationDate`, 'time'],
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
      ['status_detail', 'errorMessage'],
      ['api.request.data', 'requestParameters', 'json'],
      ['api.response.data', 'responseElements', 'json'],
      ['resources', 'resources'],
      ['is_mfa', 'additionalEventData.MFAUsed', 'yesNo'],
      ['dst_endpoint.svc_name', 'additionalEventData.LoginTo'],
      ['api.request.uid', 'requestID'],
      ['metadata.uid', 'eventID'],
      ['metadata.event_code', 'eventType'],
      ['api.version', 'apiVersion'],
      ['src_endpoint.uid', 'vpcEndpointId'],
      ['metadata.product.feature.name', 'eventCategory', 'word'],
      ['unmapped', 'additionalEventData.unmapped', 'members'],
      ['metadata.log_name', 'eventType', 'word'],
    ],
    lacks:
      'Security Lake translated these events to OCSF: they were put together from its fields, which do not keep all of a record.',
  },
});
