import { code } from '../markdown';
import { iamPrefixOf } from '../services/prefix';
import type { Identified, IdentifierContext } from './identified';
import { regionText } from './region';

const HOST = /^((?:[a-z0-9-]{1,63}\.){1,8})amazonaws\.com(?:\.cn)?$/i;

/** The name of the service behind a name of its own, such as `config.amazonaws.com` or `ec2.us-west-2.amazonaws.com`. */
export function serviceOfHost(host: string, { services }: IdentifierContext): string | undefined {
  const prefix = iamPrefixOf(host);
  return prefix === undefined ? undefined : services?.get(prefix);
}

/** Explains a host name of AWS: which service, in which Region, and for S3 which bucket. */
export function explainHost(text: string, context: IdentifierContext): Identified | undefined {
  const labels = HOST.exec(text)?.[1]?.toLowerCase().split('.').slice(0, -1);
  if (labels === undefined) return undefined;
  const region = labels.find((label) => context.regions?.has(label));
  const s3 = labels.findIndex((label) => /^s3(-|$)/.test(label));
  const bucket = s3 > 0 ? labels.slice(0, s3).join('.') : undefined;
  const service = bucket === undefined ? serviceOfHost(text, context) : context.services?.get('s3');
  if (service === undefined) return undefined;
  const what = bucket === undefined ? '' : `, bucket ${code(bucket, 80)}`;
  const where = region === undefined ? '' : `, Region ${regionText(region, context)}`;
  return { kind: 'host', text: `${code(text, 160)}: **${service}**${what}${where}.` };
}
