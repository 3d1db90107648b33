import type { Detector, RuleMatch } from '../detection';
import type { LogIndex } from '../index/logIndex';
import { allRows } from '../query/groups';
import { decodeValue } from '../reading/recordScanner';
import { isObject, type CloudTrailRecord } from '../record/types';
import { eachRecord } from './eachRecord';
import type { Turns } from './turns';

/** The rules that an event matched. */
export interface MatchedRow {
  readonly row: number;
  readonly record: CloudTrailRecord;
  readonly matches: readonly RuleMatch[];
}

/** Rows that some rule may match by their source and name: only their records need be read. */
export function* candidateRows(detector: Detector, index: LogIndex): Generator<number> {
  const possible = new Map<number, boolean>();
  for (const row of allRows(index)) {
    const source = index.id('eventSource', row);
    const name = index.id('eventName', row);
    const key = source * 2 ** 26 + name;
    let some = possible.get(key);
    if (some === undefined) possible.set(key, (some = detector.candidates(factsOf(index, row)).length > 0));
    if (some) yield row;
  }
}

/** Runs the single-event rules over every row; the answer is in order of time. */
export async function findMatches(
  detector: Detector,
  index: LogIndex,
  bytesOf: (source: number) => Promise<Uint8Array | undefined>,
  turns: Turns,
): Promise<MatchedRow[]> {
  const matched: MatchedRow[] = [];
  await eachRecord(index, candidateRows(detector, index), bytesOf, turns, (row, bytes, start, end) => {
    const record = decodeValue(bytes, start, end);
    if (!isObject(record)) return;
    const matches = detector.match(record, factsOf(index, row));
    if (matches.length > 0) matched.push({ row, record, matches });
  });
  return matched.sort((a, b) => a.row - b.row);
}

function factsOf(index: LogIndex, row: number): { eventSource: string | undefined; eventName: string | undefined } {
  return { eventSource: index.text('eventSource', row), eventName: index.text('eventName', row) };
}
