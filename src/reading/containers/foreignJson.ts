import { member } from '../../record/types';
import type { Reading } from '../reading';
import { container } from './container';

/** JSON in which no record was found. */
export const foreignJson = container({
  id: 'foreign-json',
  name: 'JSON without CloudTrail records',
  about: 'other',
  recognise: () => false,
  read: () => undefined,
});

/** Says what JSON without records is. */
export function reportForeignJson({ head, finds }: Reading): void {
  const first = member(head.first, 'Records') ?? member(head.first, 'records') ?? head.first;
  const one: unknown = Array.isArray(first) ? first[0] : first;
  const what = JSON_KINDS.find(([, is]) => is(one) || is(head.first))?.[0];
  finds.report(
    what === undefined ? 'This is JSON, but no CloudTrail record is in it.' : `This is ${what}, not a CloudTrail log.`,
    'error',
    0,
  );
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
  ['a list of notifications of Amazon S3', (value) => /^aws:/.test(String(member(value, 'eventSource')))],
  ['a finding of GuardDuty', (value) => member(member(value, 'service'), 'serviceName') === 'guardduty'],
  ['a finding of Security Hub', has('SchemaVersion', 'ProductArn')],
  ['a log of AWS WAF', has('webaclId', 'action')],
  ['an event in OCSF of something else', has('class_uid', 'metadata')],
  ['a snapshot of AWS Config', has('configurationItems')],
  ['a system log of Okta', has('published', 'actor', 'eventType')],
];
