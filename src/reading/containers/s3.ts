import { isObject, member } from '../../record/types';
import { isGlimpseOfRecord } from '../fields';
import type { Head } from '../head';
import { container } from './container';
import { readPlainJson } from './plainJson';

/**
 * What CloudTrail delivers to a bucket: events, Insights, aggregated events. An Event history that is downloaded as
 * JSON is the same.
 */
export const s3 = container({
  id: 's3',
  name: 'S3 log file',
  plain: true,
  recognise: (head) => {
    // taking the head apart takes longer than reading a small log
    if (isUsual(head)) return true;
    const { first } = head;
    const records = member(first, 'Records');
    const one: unknown = Array.isArray(records) ? (records[0] as unknown) : undefined;
    return Array.isArray(records) && (one === undefined || (isObject(one) && isGlimpseOfRecord(one)));
  },
  read: readPlainJson,
});

/** Whether a source begins as CloudTrail writes its logs, which its first bytes tell. */
export function isUsual({ opening }: Pick<Head, 'opening'>): boolean {
  return USUAL.test(opening);
}

const USUAL = /^\{\s*"Records"\s*:\s*\[\s*\{\s*"eventVersion"\s*:\s*"\d+\.\d+"\s*,\s*"(?:userIdentity|eventTime)"/;
