import type { Detector, Rule } from '../../../detection';
import type { LogIndex } from '../../../index/logIndex';
import { decodeValue } from '../../../reading/recordScanner';
import { type CloudTrailRecord, isObject } from '../../../record/types';
import type { Scope } from '../../scope';
import { eachRecord } from '../../sources/eachRecord';
import { RuleScreen } from '../../findings/screening/ruleScreen';
import type { Turns } from '../../turns';

/** So many records are looked at to know which fields and values there are. */
const MAX_SAMPLE = 20_000;
/** Each source has to be read and unpacked for it. */
const MAX_SOURCES = 200;

/** Visits the records of rows, and gives the rows whose source was changed or can no longer be read. */
export async function visitRecords(
  { reader, sourceOf }: Scope,
  rows: Iterable<number>,
  turns: Turns,
  visit: (row: number, record: CloudTrailRecord) => void,
): Promise<number[]> {
  // their bytes hold no record any more
  const changed: number[] = [];
  const unreadable = await eachRecord(reader.index, rows, sourceOf, turns, (row, bytes, start, end) => {
    const record = decodeValue(bytes, start, end);
    if (isObject(record)) visit(row, record);
    else changed.push(row);
  });
  return [...changed, ...unreadable];
}

/** The rows that rules may be true of as far as the index tells, each with those rules: only their records are read. */
export async function screened(
  detector: Detector,
  { reader: { index } }: Scope,
  turns: Turns,
): Promise<Map<number, readonly Rule[]>> {
  const found = await new RuleScreen(detector, index).allCandidates(turns);
  return new Map(Array.from(found.rows, (row, place) => [row, found.openAt(place).map(({ rule }) => rule)]));
}

/** Of many rows some from everywhere: from a part of the sources, and of those a part of the rows. */
export function sampleOf(index: LogIndex, rows: readonly number[]): readonly number[] {
  const sources = [...new Set(rows.map((row) => index.rows.source[row] as number))].sort((a, b) => a - b);
  const kept = new Set(everyNth(sources, MAX_SOURCES));
  const within = kept.size === sources.length ? rows : rows.filter((row) => kept.has(index.rows.source[row] as number));
  return everyNth(within, MAX_SAMPLE);
}

function everyNth<T>(all: readonly T[], most: number): readonly T[] {
  const step = Math.ceil(all.length / most);
  return step <= 1 ? all : all.filter((_, n) => n % step === 0);
}
