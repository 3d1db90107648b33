import { parseRecord } from '../../record/place';
import { type CloudTrailRecord, isObject, text } from '../../record/types';
import type { Excused } from './exceptions';

/** The events of a finding, as far as their texts can be read again. */
export interface EventsRead {
  readonly records: readonly CloudTrailRecord[];
  /** How many cannot be read any more. Without them the finding would be another one. */
  readonly unread: number;
}

/** Events by the texts of their records, undefined where one cannot be read any more. */
export function eventsRead(texts: readonly (string | undefined)[]): EventsRead {
  const records = texts.flatMap((text) => {
    const record = text && parseRecord(text)?.record;
    return isObject(record) ? [record] : [];
  });
  return { records, unread: texts.length - records.length };
}

/** The events themselves, by their ids; undefined when one of them has none. */
export function eventsToExcuse(records: readonly CloudTrailRecord[]): Excused | undefined {
  const ids = records.map((record) => text(record['eventID']));
  const values = ids.filter((id) => id !== undefined);
  if (values.length === 0 || values.length < ids.length) return undefined;
  const [first] = records;
  const fields = [{ field: 'eventID', values: [...new Set(values)] }];
  if (values.length > 1) return { label: `${values.length} events`, isPlural: true, fields };
  return { label: text(first?.['eventName']) ?? 'one event', fields };
}
