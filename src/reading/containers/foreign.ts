import { headerOf } from '../csv/csvHeader';
import type { Head } from '../head';
import { readLines } from '../walk/linesReader';
import { hasTelling, isTally, TOO_FEW } from './columns';
import { container } from './container';

/** Whatever is no JSON and nothing else that is known; it may hold records all the same: a file without its beginning. */
export const foreign = container({
  id: 'foreign',
  name: 'not a CloudTrail log',
  about: 'other',
  recognise: () => true,
  *read(reading) {
    const { finds, head } = reading;
    finds.report(foreignText(head), 'error', head.start);
    reading.soFar = () => (finds.records > 0 ? 'ndjson' : undefined);
    yield* readLines(reading, () => false);
    return reading.soFar();
  },
});

function foreignText(head: Head): string {
  const { text } = head;
  const names = headerOf(head)?.names ?? [];
  if (hasTelling(names))
    return isTally(names) ? 'This says how many events there were, or the like: it holds none of them.' : TOO_FEW;
  const what = TEXT_KINDS.find(([, is]) => is.test(text))?.[0];
  return what === undefined
    ? 'This is not JSON: a CloudTrail log begins with { or [.'
    : `This is ${what}, not a CloudTrail log.`;
}

type Kinds = readonly (readonly [what: string, is: RegExp])[];

/** Files that hold others; what they do not pack stands in them as it is. */
const ARCHIVES: Kinds = [
  ['a file that zstd packed, which is not unpacked', /^\(\ufffd\/\ufffd/],
  ['a file that bzip2 packed, which is not unpacked', /^BZh\d1AY&SY/],
  ['a file that gzip packed more than three times, which is not unpacked further', /^\u001f\ufffd\u0008/],
  ['a file that xz packed, which is not unpacked', /^\ufffd7zXZ\u0000/],
  ['a zip archive, which is not unpacked', /^PK\u0003\u0004/],
  ['a tar archive, which is not unpacked', /^[^\n\0]{1,100}\0[^\n]{0,260}\0ustar/],
];

/** Whether records in it may be only some of those that it holds. */
export function isArchive({ text }: Pick<Head, 'text'>): boolean {
  return ARCHIVES.some(([, is]) => is.test(text));
}

/** Other files that lie beside logs, by how they begin. */
const TEXT_KINDS: Kinds = [
  ['HTML or XML', /^(?:<!doctype|<html|<\?xml)/i],
  ['a Parquet file, which is not read', /^PAR1/],
  ...ARCHIVES,
  ['a binary file', /^[^\n]{0,512}\u0000/],
  ['an access log of a web server', /^\S+ \S+ \S+ \[\d\d\/[A-Z][a-z]{2}\/\d{4}:[^\]]+\] "/],
  ['an access log of Amazon S3', /^[0-9a-f]{64} \S+ \[\d\d\/[A-Z][a-z]{2}\/\d{4}:/],
  ['an access log of a load balancer', /^(?:https?|h2|grpcs?|wss?|tls) \d{4}-\d\d-\d\dT\S+ \S+/],
  ['an access log of CloudFront', /^#Version: .*\n#Fields: /],
  ['an access log of a load balancer', /^\d{4}-\d\d-\d\dT\S+Z \S+ [\d.]+:\d+ (?:[\d.]+:\d+|-) -?\d/],
  [
    'a flow log of a VPC',
    /^(?:(?:[a-z]+(?:-[a-z]+)* )*(?:account-id|interface-id|srcaddr)\b|\d+ \d{12} eni-[0-9a-f]+ )/,
  ],
  ['a CloudWatch Logs export of something else', /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(?:\.\d+)?Z \S/],
  ['a system log', /^(?:<\d+>|[A-Z][a-z]{2} [ \d]\d \d\d:\d\d:\d\d )/],
  ['CSV of something else', /^"?[\w .@-]+"?(?:[,;\t]"?[\w .@-]+"?){2,}\r?\n/],
];
