import { FieldColumns } from '../case/findings/screening/fieldColumns';
import { RecordFields } from '../case/findings/screening/recordFields';
import { fastMembersOf } from '../platform/scanPool.node';
import type { CliCase } from './load';

/** Finds members of records; made once, when first asked for. */
export const fastMembers = fastMembersOf(__dirname);

/** The eventID of each of some rows; a row whose record cannot be read again is left out. */
export async function eventIdsOf(loaded: CliCase, rows: Iterable<number>): Promise<ReadonlyMap<number, unknown>> {
  const fields = new RecordFields(new FieldColumns(loaded.index), ['eventID'], await fastMembers());
  const ids = new Map<number, unknown>();
  await loaded.each(rows, (row, bytes, start, end) => {
    ids.set(row, fields.at(row, bytes, start, end).member('eventID'));
  });
  return ids;
}
