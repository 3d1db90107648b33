import { isObject, member, text } from '../../record/types';
import type { Reading } from '../reading';
import { hasTelling, TOO_FEW } from './columns';
import { container } from './container';

/** JSON in which no record was found. */
export const foreignJson = container({
  id: 'foreign-json',
  name: 'JSON without CloudTrail records',
  about: 'other',
  recognise: () => false,
  *read() {
    return undefined;
  },
});

/** Members that hold what a file is about. */
const LISTS = ['Records', 'records', 'Findings'];

/** Says what JSON without records is. */
export function reportForeignJson({ head, finds }: Reading): void {
  const first = LISTS.map((name) => member(head.first, name)).find(Array.isArray) ?? head.first;
  const one: unknown = Array.isArray(first) ? first[0] : first;
  const looked = [one, head.first, member(one, 'detail')];
  const what = JSON_KINDS.find(([, is]) => looked.some(is))?.[0];
  finds.report(what === undefined ? unknown(one) : `This is ${what}, not a CloudTrail log.`, 'error', 0);
}

function unknown(one: unknown): string {
  const isPart = isObject(one) && hasTelling(Object.keys(one));
  return isPart ? TOO_FEW : 'This is JSON, but no CloudTrail record is in it.';
}

const has =
  (...names: string[]) =>
  (value: unknown): boolean =>
    names.every((name) => member(value, name) !== undefined);

/** Other logs in JSON that lie beside those of CloudTrail, by members that they always have. */
const JSON_KINDS: readonly (readonly [what: string, is: (value: unknown) => boolean])[] = [
  ['an activity log of Azure', has('operationName', 'category')],
  ['an activity log of Azure', (value) => has('caller', 'authorization')(member(value, 'data') ?? value)],
  ['an audit log of Google Cloud', has('protoPayload', 'logName')],
  ['an audit log of Microsoft 365', has('Workload', 'Operation', 'CreationTime')],
  ['an audit log of Kubernetes', has('auditID', 'requestURI')],
  ['a list of notifications of Amazon S3', (value) => /^aws:s3/.test(text(member(value, 'eventSource')) ?? '')],
  [
    'an answer of Athena that does not name the columns of a record, neither in its first row (the first page of a query has them there: put it before this one, into the same file) nor in ResultSetMetadata',
    (value) => has('Rows')(member(value, 'ResultSet')),
  ],
  ['a finding of GuardDuty', (value) => member(member(value, 'service'), 'serviceName') === 'guardduty'],
  ['a finding of GuardDuty', (value) => member(member(value, 'Service'), 'ServiceName') === 'guardduty'],
  ['a finding of Security Hub', has('SchemaVersion', 'ProductArn')],
  ['a log of AWS WAF', has('webaclId', 'action')],
  ['an event in OCSF of something else', has('class_uid', 'metadata')],
  ['a snapshot of AWS Config', has('configurationItems')],
  ['a query log of Route 53', has('query_name', 'query_timestamp')],
  ['an event that CloudTrail did not send to EventBridge', has('detail-type', 'source')],
  ['a system log of Okta', has('published', 'actor', 'eventType')],
];
