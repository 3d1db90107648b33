import { decodeValue } from '../reading/recordScanner';
import { valuesAt } from '../record/path';
import { isoTime } from '../record/time';
import { member } from '../record/types';
import { eventIdsOf } from './eventIds';
import { type CliCase, loadPaths, rowsWhere } from './load';
import type { Output } from './output';
import type { Options } from './run';

/** `events PATH… [--where FILTER] [--fields a,b.c]` */
export async function events(paths: readonly string[], options: Options, output: Output): Promise<boolean> {
  const loaded = await loadPaths(paths, output);
  const rows = await rowsWhere(loaded, options.where);
  const fields = options.fields?.split(',').filter((field) => field !== '');
  const extras = fields === undefined ? await idsAlone(loaded, rows) : await withFields(loaded, rows, fields);
  for (const row of rows) {
    output.json(lineOf(loaded, row, extras(row), fields));
    await output.breathe();
  }
  return loaded.complete;
}

/** What a row's record says that no column does. */
type Extras = (row: number) => Record<string, unknown>;

async function idsAlone(loaded: CliCase, rows: readonly number[]): Promise<Extras> {
  const ids = await eventIdsOf(loaded, rows);
  return (row) => ({ eventID: ids.get(row) });
}

async function withFields(loaded: CliCase, rows: readonly number[], fields: readonly string[]): Promise<Extras> {
  const extras = new Map<number, Record<string, unknown>>();
  await loaded.each(rows, (row, bytes, start, end) => {
    const record = decodeValue(bytes, start, end);
    const extra: Record<string, unknown> = { eventID: member(record, 'eventID') };
    for (const field of fields) {
      const values = valuesAt(record, field);
      extra[field] = values.length > 1 ? values : (values[0] ?? null);
    }
    extras.set(row, extra);
  });
  return (row) => extras.get(row) ?? {};
}

/** With `--fields` only where the event is and those fields; else what a list shows. */
function lineOf(
  loaded: CliCase,
  row: number,
  extra: Record<string, unknown>,
  fields: readonly string[] | undefined,
): unknown {
  const { source, index, start, end } = loaded.index.place(row);
  const fileOffset = loaded.fileOffset(source);
  const place = { source: loaded.paths[source], index, start: fileOffset(start), end: fileOffset(end) };
  if (fields !== undefined) return { ...place, ...extra };
  const { reader } = loaded;
  return {
    ...place,
    eventID: extra['eventID'] ?? null,
    eventTime: isoTime(loaded.index.time(row)) || null,
    eventSource: reader.value('eventSource', row) ?? null,
    eventName: reader.value('eventName', row) ?? null,
    identity: reader.value('identity', row) ?? null,
    region: reader.value('region', row) ?? null,
    sourceIPAddress: reader.value('sourceIPAddress', row) ?? null,
    accessKey: reader.value('accessKey', row) ?? null,
    error: reader.value('errorCode', row) ?? null,
    readOnly: loaded.index.textOf('readOnly', loaded.index.id('readOnly', row)) ?? null,
    alsoIn: loaded.index.otherPlaces.at(row).map((place) => ({
      source: loaded.paths[place.source],
      index: place.index,
    })),
  };
}
