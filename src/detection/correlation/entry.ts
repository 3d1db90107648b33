import { fieldPath, type FieldPath, type FieldValues } from '../match/field';
import type { EventSource } from '../match/view';
import { numberOf } from '../rule/value';
import type { Behind } from './behind';

/**
 * The texts of fields of an event, one after the other; of most there is one. A chain, because a log has as many as it has
 * events that correlations count, and each of them has few fields.
 */
export interface FieldTexts {
  readonly field: string;
  readonly texts: string | readonly string[];
  readonly next: FieldTexts | undefined;
}

/** The texts of one field; undefined when there is none. */
export function textsIn(all: FieldTexts | undefined, field: string): FieldTexts['texts'] | undefined {
  for (let one = all; one !== undefined; one = one.next) if (one.field === field) return one.texts;
  return undefined;
}

/** What a correlation keeps of an event: the texts of the fields that any correlation asks for. */
export interface Snapshot {
  /** The caller's number of the event. */
  readonly row: number;
  /** Milliseconds since 1970, UTC. */
  readonly time: number;
  /** Orders events of one time the same way whatever order they came in: the eventID, as a rule. */
  readonly order: string;
  readonly texts: FieldTexts | undefined;
  /** Correlations whose filters leave this event out. */
  readonly excluded: ReadonlySet<unknown>;
}

/** One thing that a correlation counts: an event of one of its rules, or a trigger of one of its correlations. */
export interface Entry {
  /** The place of the rule or correlation in `rules`. */
  readonly source: number;
  readonly row: number;
  readonly time: number;
  readonly order: string;
  /** The texts or numbers in the correlation's field, if it has one. */
  readonly texts: readonly string[];
  /** The trigger, where it is one of a correlation: its events are behind the entry, not that one alone. */
  readonly match: Behind | undefined;
}

/** Reads the snapshot texts of an event: for each path, every text found. */
export class SnapshotReader {
  private readonly paths: readonly FieldPath[];

  /** @param measured paths whose texts are taken as often as they are there; of others each once */
  constructor(
    paths: Iterable<string>,
    private readonly measured: ReadonlySet<string>,
  ) {
    this.paths = [...new Set(paths)].map(fieldPath);
  }

  get fields(): string[] {
    return this.paths.map(({ text }) => text);
  }

  /** Adds to `texts` what is not in it. */
  read(event: EventSource, texts: FieldTexts | undefined): FieldTexts | undefined {
    let all = texts;
    for (const path of this.paths) {
      if (textsIn(all, path.text) !== undefined) continue;
      const found = textsOf(event.field(path), this.measured.has(path.text));
      if (found !== undefined) all = { field: path.text, texts: found, next: all };
    }
    return all;
  }
}

function textsOf({ values }: FieldValues, isMeasured: boolean): FieldTexts['texts'] | undefined {
  const [only] = values;
  if (values.length === 1 && typeof only === 'string') return only;
  const all = values.map(valueText).filter((text) => text !== undefined);
  const found = isMeasured ? all : [...new Set(all)];
  return found.length > 1 ? found : found[0];
}

/** Those of some texts that are not among others, or not as often. */
export function beyond(texts: readonly string[], others: readonly string[]): string[] {
  const counts = new Map<string, number>();
  for (const text of others) counts.set(text, (counts.get(text) ?? 0) + 1);
  return texts.filter((text) => {
    const count = counts.get(text) ?? 0;
    counts.set(text, count - 1);
    return count <= 0;
  });
}

function valueText(value: unknown): string | undefined {
  if (typeof value === 'string') return value;
  try {
    return JSON.stringify(value);
  } catch {
    // Nested deeper than the stack: no value to group by.
    return undefined;
  }
}

/** An event's id, if it has one. */
export function eventIdOf(event: EventSource): string | undefined {
  const id = event.member('eventID');
  return typeof id === 'string' && id !== '' ? id : undefined;
}

/** Entries in their order: by time, then by `order`, then by row. */
export function compareEntries(a: Entry, b: Entry): number {
  if (a.time !== b.time) return a.time - b.time;
  if (a.order !== b.order) return a.order < b.order ? -1 : 1;
  return a.row - b.row || a.source - b.source;
}

/** The numbers among an entry's texts. */
export function numbersOf(entry: Entry): number[] {
  return entry.texts
    .map(numberOf)
    .filter((number): number is number => number !== undefined && Number.isFinite(number));
}

// An event with arrays in several group-by fields is in every combination; a hostile one not in millions.
const maxCombinations = 1024;

/**
 * Every combination of one value from each list; none when a list is empty. Where several lists have several values,
 * no more of them than these, or than one of the lists has values.
 */
export function combinations(lists: readonly (readonly string[])[]): string[][] {
  let combined: string[][] = [[]];
  for (const list of lists) {
    const most = Math.max(maxCombinations, combined.length, list.length);
    // what would be cut off is not made first
    if (combined.length * list.length > most) combined.length = Math.ceil(most / list.length);
    combined = combined.flatMap((before) => list.map((value) => [...before, value]));
    if (combined.length > most) combined.length = most;
  }
  return combined;
}
