import { own } from '../own';

/**
 * Event sources whose first label is not the IAM prefix. One row a service: first label(s) of `eventSource` → prefix.
 * Source: the services' event source names in CloudTrail against the prefixes of the service authorization reference.
 */
const PREFIXES: Readonly<Record<string, string>> = {
  monitoring: 'cloudwatch',
  email: 'ses',
  tagging: 'tag',
  'streams.dynamodb': 'dynamodb',
  'models.lex': 'lex',
  'runtime.lex': 'lex',
  'models-v2-lex': 'lex',
  'runtime-v2-lex': 'lex',
  lexv2: 'lex',
  appstream2: 'appstream',
  'mturk-requester': 'mechanicalturk',
  'application-insights': 'applicationinsights',
  'servicecatalog-appregistry': 'servicecatalog',
  'metering-marketplace': 'aws-marketplace',
  'catalog-marketplace': 'aws-marketplace',
  'entitlement-marketplace': 'aws-marketplace',
  'agreement-marketplace': 'aws-marketplace',
  'deployment-marketplace': 'aws-marketplace',
  'discovery-marketplace': 'aws-marketplace',
  billingconsole: 'billing',
  cloudcontrolapi: 'cloudformation',
  pinpoint: 'mobiletargeting',
  s3control: 's3',
  'migrationhub-config': 'mgh',
};

/**
 * The IAM prefix behind an event source: `monitoring.amazonaws.com` → `cloudwatch`.
 * @returns undefined when the source is no AWS service's name.
 */
export function iamPrefixOf(eventSource: string): string | undefined {
  const host = /^([a-z0-9][a-z0-9.-]{0,80})\.(?:amazonaws\.com(?:\.cn)?|aws\.internal)$/i.exec(eventSource)?.[1];
  if (host === undefined) return undefined;
  const name = host.toLowerCase();
  const label = name.split('.')[0] ?? name;
  const known = own(PREFIXES, name) ?? own(PREFIXES, label);
  if (known !== undefined) return known;
  return label.endsWith('-marketplace') ? 'aws-marketplace' : label;
}
