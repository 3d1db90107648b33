import { type Correlation, Correlator, type Detector, type Rule, type RuleMatch, type RuleSet } from '../detection';
import type { LogIndex } from '../index/logIndex';
import { allRows } from '../query/groups';
import { decodeValue } from '../reading/recordScanner';
import { isObject, type CloudTrailRecord } from '../record/types';
import { eachRecord } from './eachRecord';
import type { Turns } from './turns';

/** Gives the uncompressed bytes of a source; undefined when it can no longer be read. */
export type BytesOf = (source: number) => Promise<Uint8Array | undefined>;

/** Something that a rule or a correlation found. */
export interface Hit {
  readonly rule: Rule | Correlation;
  /** The event; of a correlation the one that completed it. */
  readonly row: number;
  /** All events of a correlation in order of time, the trigger last; empty for a rule about one event. */
  readonly chain: readonly number[];
  /** What a correlation's events have in common. */
  readonly group: readonly { readonly field: string; readonly value: string }[];
}

/** A correlation may hold thousands of events; a person looks at this many. */
const MAX_CHAIN = 100;

interface MatchedRow {
  readonly row: number;
  readonly matches: readonly RuleMatch[];
  /** Kept only where a correlation will ask for its fields. */
  readonly record: CloudTrailRecord | undefined;
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

/** Runs rules and correlations over every row. The answer is in order of time, then of title. */
export async function findHits(
  set: RuleSet,
  detector: Detector,
  index: LogIndex,
  bytesOf: BytesOf,
  turns: Turns,
): Promise<Hit[]> {
  const correlator = new Correlator(set);
  const hits: Hit[] = [];
  for (const { row, matches, record } of await findMatches(detector, correlator, index, bytesOf, turns)) {
    if (turns.due()) await turns.next();
    for (const { rule } of matches) if (rule.standalone) hits.push({ rule, row, chain: [], group: [] });
    if (record === undefined) continue;
    for (const match of correlator.add(row, index.time(row), record, matches)) hits.push(ofCorrelation(match));
  }
  for (const match of correlator.finish()) hits.push(ofCorrelation(match));
  return hits.sort((a, b) => a.row - b.row || (a.rule.title < b.rule.title ? -1 : 1));
}

/** Why the rules that are true of a record are: for those who look at one event. */
export function matchesOf(detector: Detector, index: LogIndex, row: number, bytes: Uint8Array): readonly RuleMatch[] {
  const { start, end } = index.place(row);
  const record = decodeValue(bytes, start, end);
  return isObject(record) ? detector.match(record, factsOf(index, row)) : [];
}

type CorrelationMatch = ReturnType<Correlator['finish']>[number];

function ofCorrelation(match: CorrelationMatch): Hit {
  const group = match.group.map(({ field, value }) => ({ field, value: String(value) }));
  return { rule: match.correlation, row: match.row, chain: match.rows(MAX_CHAIN), group };
}

async function findMatches(
  detector: Detector,
  correlator: Correlator,
  index: LogIndex,
  bytesOf: BytesOf,
  turns: Turns,
): Promise<MatchedRow[]> {
  const matched: MatchedRow[] = [];
  await eachRecord(index, candidateRows(detector, index), bytesOf, turns, (row, bytes, start, end) => {
    const record = decodeValue(bytes, start, end);
    if (!isObject(record)) return;
    const matches = detector.match(record, factsOf(index, row));
    if (matches.length === 0) return;
    matched.push({ row, matches, record: matches.some(({ rule }) => correlator.rules.has(rule)) ? record : undefined });
  });
  return matched.sort((a, b) => a.row - b.row);
}

function factsOf(index: LogIndex, row: number): { eventSource: string | null; eventName: string | null } {
  return { eventSource: index.text('eventSource', row) ?? null, eventName: index.text('eventName', row) ?? null };
}
