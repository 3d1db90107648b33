import { type FieldPath, fieldPath, foldCase, readField } from '../../../detection';
import { type Column, MEMBER_COLUMNS } from '../../../index/columns';
import { allRows } from '../../../query/groups';
import type { LogIndex } from '../../../index/logIndex';
import type { FacetReader } from '../../../query/facets';
import type { CloudTrailRecord } from '../../../record/types';
import type { Turns } from '../../turns';
import { Census, type FieldSeen } from './census';
import type { Scope } from '../../scope';
import { sampleOf, visitRecords } from './scopeRecords';

/** Which fields there are. */
export interface FieldsSeen {
  readonly fields: readonly FieldSeen[];
  /** Events looked at; fewer than `of` in a large case. */
  readonly events: number;
  readonly of: number;
}

/** A value that a field has. */
export interface ValueSeen {
  readonly value: string | number | boolean;
  readonly count: number;
}

/** The values of a field, the most frequent first. */
export interface ValuesSeen {
  readonly values: readonly ValueSeen[];
  /** There are more values than these. */
  readonly more: boolean;
  /** Of the events with one of the names that were asked for; false where none has one, so that all were looked at. */
  readonly isNamed: boolean;
  readonly events: number;
  readonly of: number;
}

const MAX_VALUES = 100;
/** Nobody picks a longer one from a list. */
const MAX_VALUE_LENGTH = 300;
/** Of values that are all different, such as ids, so many are counted. */
const MAX_COUNTED = 50_000;

/** The members of a record that the index knows by number, each value read once. */
const COLUMNS: ReadonlyMap<string, Column> = new Map<string, Column>([
  ...MEMBER_COLUMNS.map((column) => [column, column] as const),
  ['userIdentity', 'identity'],
]);

/**
 * In how many events of the scope each field is there, null values included, as `exists` has it. Fields that the index
 * knows cost nothing; for others every record is read.
 */
export async function countFields(scope: Scope, paths: readonly string[], turns: Turns): Promise<number[]> {
  const { reader } = scope;
  const counts = paths.map(() => 0);
  const add = (n: number, more: number): void => void (counts[n] = (counts[n] ?? 0) + more);
  /** Fields to look for in every record, and those to look for where the index has nothing: of identities it knows no null. */
  const everywhere: Looked[] = [];
  const whereMissing = new Map<Column, Looked>();
  const inSummaries: Looked[] = [];
  for (const [n, text] of paths.entries()) {
    const path = fieldPath(text);
    const column = columnOf(text);
    if (column === undefined) everywhere.push({ n, path });
    else {
      inSummaries.push({ n, path });
      for (const { rows, record } of valuesOfColumn(reader, column, allRows(reader.index)))
        if (readField(record, path).present) add(n, rows);
      if (column === 'identity' && !text.includes('.')) whereMissing.set(column, { n, path });
    }
  }
  const rows = everywhere.length > 0 ? allRows(reader.index) : rowsMissing(reader, [...whereMissing.keys()]);
  await visitRecords(scope, rows, turns, (row, record) => {
    for (const { n, path } of everywhere) if (readField(record, path).present) add(n, 1);
    if (isSummary(reader.index, row)) {
      for (const { n, path } of inSummaries) if (readField(record, path).present) add(n, 1);
      return;
    }
    for (const [column, { n, path }] of whereMissing)
      if (reader.index.id(column, row) === 0 && readField(record, path).present) add(n, 1);
  });
  return counts;
}

interface Looked {
  /** Its number among the fields that are asked for. */
  readonly n: number;
  readonly path: FieldPath;
}

function* rowsMissing({ index }: FacetReader, columns: readonly Column[]): Generator<number> {
  for (const row of allRows(index))
    if (isSummary(index, row) || columns.some((column) => index.id(column, row) === 0)) yield row;
}

/** Whether columns hold what stands deeper inside the record, which has to be asked itself. */
function isSummary(index: LogIndex, row: number): boolean {
  return index.id('summary', row) !== 0;
}

/** The fields of events, of those with one of these names if there are any such, the most frequent first. */
export async function fieldsSeen(scope: Scope, names: readonly string[], turns: Turns): Promise<FieldsSeen> {
  const { rows } = rowsNamed(scope.reader, names);
  const sample = sampleOf(scope.reader.index, rows);
  const census = new Census();
  let events = 0;
  await visitRecords(scope, sample, turns, (_, record) => census.add(record, ++events));
  return { fields: census.fields(), events, of: rows.length };
}

/** The values of a field in events, of those with one of these names if there are any such. */
export async function valuesSeen(
  scope: Scope,
  path: string,
  names: readonly string[],
  turns: Turns,
): Promise<ValuesSeen> {
  const { reader } = scope;
  const { rows, isNamed } = rowsNamed(reader, names);
  const prepared = fieldPath(path);
  const counts = new Map<string | number | boolean, number>();
  const add = (record: CloudTrailRecord, times: number): void => {
    for (const value of new Set(readField(record, prepared).values)) {
      if (typeof value !== 'string' && typeof value !== 'number' && typeof value !== 'boolean') continue;
      if (typeof value === 'string' && value.length > MAX_VALUE_LENGTH) continue;
      const count = counts.get(value);
      if (count !== undefined || counts.size < MAX_COUNTED) counts.set(value, (count ?? 0) + times);
    }
  };
  const column = columnOf(path);
  let events = rows.length;
  if (column !== undefined) {
    for (const { rows: times, record } of valuesOfColumn(reader, column, rows)) add(record, times);
    const summaries = rows.filter((row) => isSummary(reader.index, row));
    await visitRecords(scope, sampleOf(reader.index, summaries), turns, (_, record) => add(record, 1));
  } else {
    events = 0;
    await visitRecords(scope, sampleOf(reader.index, rows), turns, (_, record) => {
      events++;
      add(record, 1);
    });
  }
  const values = [...counts].map(([value, count]) => ({ value, count }));
  values.sort((a, b) => b.count - a.count || (String(a.value) < String(b.value) ? -1 : 1));
  return { values: values.slice(0, MAX_VALUES), more: values.length > MAX_VALUES, isNamed, events, of: rows.length };
}

function columnOf(path: string): Column | undefined {
  const [top = ''] = path.split('.', 1);
  return COLUMNS.get(top);
}

/** Each value of a column as a record that has only it, with the number of rows that have it. */
function* valuesOfColumn(
  { index }: FacetReader,
  column: Column,
  rows: Iterable<number>,
): Generator<{ rows: number; record: CloudTrailRecord }> {
  const counts = new Map<number, number>();
  for (const row of rows) {
    const id = index.id(column, row);
    if (id !== 0 && !isSummary(index, row)) counts.set(id, (counts.get(id) ?? 0) + 1);
  }
  const name = column === 'identity' ? 'userIdentity' : column;
  for (const [id, count] of counts) yield { rows: count, record: { [name]: index.valueOf(column, id) } };
}

/** Rows of events with one of these names, or all when there are none. */
function rowsNamed({ index }: FacetReader, names: readonly string[]): { rows: readonly number[]; isNamed: boolean } {
  const wanted = new Set(names.map(foldCase));
  const known = new Map<number, boolean>();
  const isWanted = (row: number): boolean => {
    const id = index.id('eventName', row);
    let answer = known.get(id);
    if (answer === undefined) known.set(id, (answer = wanted.has(foldCase(index.textOf('eventName', id) ?? ''))));
    return answer && !isSummary(index, row);
  };
  const named = wanted.size === 0 ? [] : [...allRows(index)].filter(isWanted);
  const isNamed = named.length > 0;
  return { rows: isNamed ? named : [...allRows(index)], isNamed };
}
