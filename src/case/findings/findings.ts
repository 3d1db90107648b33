import {
  type Correlation,
  Correlator,
  Detector,
  type Peers,
  type Rule,
  type RuleMatch,
  type RuleSet,
} from '../../detection';
import type { LogIndex } from '../../index/logIndex';
import { decodeValue } from '../../reading/recordScanner';
import type { Records } from '../../reading/recordSource';
import { isObject } from '../../record/types';
import type { RecordedEvents } from '../scope';
import { eachRecord } from '../sources/eachRecord';
import { type Clear, ColumnExcerpts, UNCLEAR } from './screening/columnExcerpts';
import { screenCorrelations } from './screening/correlationScreen';
import { FieldColumns } from './screening/fieldColumns';
import { Orders } from './screening/orders';
import { RecordFields } from './screening/recordFields';
import { RuleScreen } from './screening/ruleScreen';
import type { Turns } from '../turns';

/** Something that a rule or a correlation found. */
export interface Hit {
  readonly rule: Rule | Correlation;
  /** The event; of a correlation the one that completed it. */
  readonly row: number;
  /** Events of a correlation in order of time, the trigger last; empty for a rule about one event. */
  readonly chain: readonly number[];
  /** Whether a correlation has more events than its chain, which then has the last of them. */
  readonly isCut: boolean;
  /** What a correlation's events have in common. */
  readonly group: readonly { readonly field: string; readonly value: string }[];
  /** What a correlation counted; 1 for a rule about one event. */
  readonly count: number;
  /** The value that was never there before, when that is what was found. */
  readonly value: string | undefined;
}

/** A correlation may hold thousands of events; a person looks at this many. */
const MAX_CHAIN = 100;

/** Rows that rules may be true of, in order of time, and of each which are; nothing where none is. */
interface Matches {
  readonly rows: Uint32Array;
  readonly found: (Clear | undefined)[];
  /** Rows whose records had to be asked and could not be read. */
  readonly missed: readonly number[];
}

/** What else there may be to say about running rules. */
export interface RunOptions {
  /** Of the same set, where there is one. */
  readonly detector?: Detector;
  /** Is given the rows whose records had to be asked and could not be: their source is gone or changed. */
  readonly unread?: number[];
  /** How many events of a correlation's match its chain may have: {@link MAX_CHAIN} where it is not said. */
  readonly mostOf?: (match: CorrelationMatch) => number;
}

/** From which share of all work to which each part of it leads: of large cases, as they were measured. */
const STAGES = {
  screen: [0, 0.12],
  correlationScreen: [0.12, 0.25],
  columns: [0.25, 0.29],
  records: [0.29, 0.83],
  correlations: [0.83, 1],
} as const;

const NOTHING: Clear = { matches: [], excerpt: undefined };

/** Runs rules and correlations over every row. The answer is in order of time, then of title. */
export async function findHits(
  set: RuleSet,
  events: RecordedEvents,
  turns: Turns,
  { detector = new Detector(set), unread = [], mostOf = () => MAX_CHAIN }: RunOptions = {},
): Promise<Hit[]> {
  const { index } = events;
  const correlator = new Correlator(set);
  const hits: Hit[] = [];
  const find = (trusted: boolean): Promise<Matches> =>
    findMatches(set, { detector, correlator }, events, turns, trusted);
  let { rows, found, missed } = await find(true);
  // an event was not counted that was relied on: without it others may matter
  if (missed.length > 0 && set.correlations.length > 0) ({ rows, found, missed } = await find(false));
  for (const row of missed) unread.push(row);
  turns.begin(...STAGES.correlations);
  for (let place = 0; place < rows.length; place++) {
    if (turns.due(1)) await turns.next(place / rows.length);
    const row = rows[place] as number;
    const { matches: rules, excerpt } = found[place] ?? NOTHING;
    // there may be millions of them
    found[place] = undefined;
    for (const rule of rules) if (rule.standalone) hits.push(ofRule(rule, row));
    if (excerpt === undefined) continue;
    for (const match of correlator.addExcerpt(row, index.time(row), excerpt))
      hits.push(ofCorrelation(match, mostOf(match)));
  }
  for (const match of correlator.finish()) hits.push(ofCorrelation(match, mostOf(match)));
  return hits.sort(compareHits);
}

/** Hits in order of time, those of one event by their rules' titles, and of rules of one title by their ids. */
export function compareHits(a: Pick<Hit, 'row' | 'rule'>, b: Pick<Hit, 'row' | 'rule'>): number {
  if (a.row !== b.row) return a.row - b.row;
  if (a.rule.title !== b.rule.title) return a.rule.title < b.rule.title ? -1 : 1;
  if (a.rule.id === b.rule.id) return 0;
  return a.rule.id < b.rule.id ? -1 : 1;
}

/** Why the rules that are true of a record are: for those who look at one event. */
export function matchesOf(detector: Detector, index: LogIndex, row: number, source: Records): readonly RuleMatch[] {
  const place = index.place(row);
  const { bytes, start, end } = source.record(place.start, place.end);
  const record = decodeValue(bytes, start, end);
  return isObject(record) ? detector.match(record) : [];
}

const NONE: readonly never[] = [];

type CorrelationMatch = ReturnType<Correlator['finish']>[number];

function ofRule(rule: Rule, row: number): Hit {
  return { rule, row, chain: NONE, isCut: false, group: NONE, count: 1, value: undefined };
}

function ofCorrelation(match: CorrelationMatch, most: number): Hit {
  const { correlation, row, count, value } = match;
  const group = match.group.map(({ field, value }) => ({ field, value: String(value) }));
  const rows = match.rows(most + 1);
  const isCut = rows.length > most;
  return { rule: correlation, row, chain: isCut ? rows.slice(rows.length - most) : rows, isCut, group, count, value };
}

/** @param trusted whether events are relied on to be read that rules may be true of */
async function findMatches(
  set: RuleSet,
  { detector, correlator }: { readonly detector: Detector; readonly correlator: Correlator },
  { index, sourceOf, finderOf }: RecordedEvents,
  turns: Turns,
  trusted: boolean,
): Promise<Matches> {
  const columns = new FieldColumns(index);
  turns.begin(...STAGES.screen);
  const screened = await new RuleScreen(detector, index, columns).allCandidates(turns);
  turns.begin(...STAGES.correlationScreen);
  const { candidates, tied } = await screenCorrelations(screened, set, index, columns, { turns, trusted });
  const fields = new RecordFields(columns, [...detector.fields, ...correlator.excerpts.fields], finderOf);
  const excerpts = new ColumnExcerpts(correlator.excerpts, columns, new Orders(index, candidates.rows, tied));
  const { rows } = candidates;
  /** Who has the time of a candidate, as far as correlations have to know which of them comes first. */
  const peersAt = (place: number): Peers => {
    if (index.twins.has(rows[place] as number)) return 'copies';
    return tied[place] === 1 ? 'others' : 'none';
  };
  const found: (Clear | undefined)[] = [];
  /** The rows whose records have to be read, and by row which of the candidates it is. */
  const asked: number[] = [];
  const placeOf = new Uint32Array(index.count);
  turns.begin(...STAGES.columns);
  for (let place = 0; place < rows.length; place++) {
    if (turns.due(1)) await turns.next(place / rows.length);
    const row = rows[place] as number;
    const clear = excerpts.at(row, candidates.openAt(place), peersAt(place));
    if (clear === UNCLEAR) asked.push(row);
    placeOf[row] = place;
    found.push(clear === UNCLEAR ? undefined : clear);
  }
  /** Rows whose bytes hold no record any more: the source changed. */
  const missed: number[] = [];
  turns.begin(...STAGES.records);
  const unreadable = await eachRecord(index, asked, sourceOf, turns, (row, bytes, start, end) => {
    const place = placeOf[row] as number;
    const record = fields.at(row, bytes, start, end);
    const matches = detector.matchOpen(candidates.openAt(place), record);
    const clear = matches.length === 0 ? undefined : excerpts.of(row, matches, record, peersAt(place));
    if (record.isRecord) found[place] = clear;
    else missed.push(row);
  });
  return { rows, found, missed: [...missed, ...unreadable] };
}
