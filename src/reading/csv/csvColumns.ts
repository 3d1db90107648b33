import type { Header } from './csvHeader';
import { columnKey } from '../json/members';
import { recordPath } from '../translation/recordPaths';
import type { Translation } from '../translation/translation';

/** What people look for in a record. */
const LOOKED_FOR = [
  ...['eventTime', 'eventSource', 'eventName', 'awsRegion', 'sourceIPAddress', 'userAgent', 'errorCode'],
  ...['errorMessage', 'requestParameters', 'responseElements', 'additionalEventData', 'resources', 'readOnly'],
];

/** What records of rows with this header lack: ` There is no …, … or … in it.` */
export function missingFrom({ keys, paths: names }: Header, { fields, paths = [] }: Translation): string {
  const there = new Set(fields.filter(([from]) => keys.has(columnKey(from))).map(([, to]) => to));
  for (const name of names) {
    const path = recordPath(name, paths);
    if (path !== undefined) there.add(path[0] === 'userIdentity' ? path.join('.') : (path[0] as string));
  }
  const missing = LOOKED_FOR.filter((field) => !there.has(field));
  const parts = [...there].filter((field) => field.startsWith('userIdentity.'));
  if (!there.has('userIdentity'))
    missing.push(
      parts.length === 0 ? 'userIdentity' : `userIdentity but for ${parts.map((part) => part.slice(13)).join(' and ')}`,
    );
  const last = missing.pop();
  if (last === undefined) return '';
  return ` There is no ${missing.length > 0 ? `${missing.join(', ')} or ` : ''}${last} in it.`;
}

/** What a table asks of rows with this header: no other column has anything in any row. */
export function askedOf({ keys }: Header, table: Translation): Translation {
  const isThere = (path: string): boolean => keys.has(columnKey(path));
  return {
    ...table,
    originals: table.originals.filter(isThere),
    fields: table.fields.filter(([from]) => isThere(from)),
  };
}
