import type { RuleMatch } from '../detector';
import type { RecordObject } from '../match/field';
import { EventView, parsedEvent, type EventSource } from '../match/view';
import type { RuleSet } from '../ruleSet';
import type { Rule } from '../rule/rule';
import { type Correlation, measuringTypes } from './correlation';
import { beyond, eventIdOf, type FieldTexts, SnapshotReader, type Snapshot, textsIn } from './entry';
import { Engine, type Arrival, type CorrelationMatch } from './engine';

/** An event as correlations need it. */
export interface Excerpt {
  readonly rules: readonly Rule[];
  readonly eventId: string | undefined;
  readonly order: string;
  readonly texts: FieldTexts | undefined;
  readonly excluded: ReadonlySet<Correlation>;
}

/** Where what a rule or correlation finds goes: which engine, and as which of its rules. */
interface Receiver {
  readonly place: number;
  readonly source: number;
}

/** Events of the same time that matter to an excerpt. */
export type Peers = 'copies' | 'others' | 'none';

/** An event of the time that is not complete yet. */
interface Waiting {
  snapshot: Snapshot;
  rules: readonly Rule[];
}

/** A copy of an event may say more than another, or less: what any of them says counts, whichever comes first. */
function takeCopy(event: Waiting, { rules, texts, excluded }: Excerpt, row: number): void {
  const { snapshot } = event;
  let all = snapshot.texts;
  for (let one = texts; one !== undefined; one = one.next)
    all = { field: one.field, texts: union(textsIn(all, one.field) ?? [], one.texts), next: all };
  event.rules = [...new Set([...event.rules, ...rules])];
  event.snapshot = {
    ...snapshot,
    row: Math.min(row, snapshot.row),
    texts: all,
    excluded: new Set([...snapshot.excluded, ...excluded]),
  };
}

/** Each text as often as it is in the one that has it more often. */
function union(one: FieldTexts['texts'], other: FieldTexts['texts']): readonly string[] {
  const texts = [one].flat();
  return [...texts, ...beyond([other].flat(), texts)].sort();
}

/**
 * Runs all correlations of a rule set over events in order of time. What it holds in memory grows with the events that
 * rules of correlations are true of, not with the log.
 */
export class Correlator {
  private readonly engines: readonly Engine[];
  private readonly readers = new Map<Rule, SnapshotReader>();
  /** The fields whose numbers any correlation measures. */
  private readonly measured: ReadonlySet<string>;
  /** Reads the fields that any correlation asks for. */
  private readonly all: SnapshotReader;
  private readonly filtered: readonly Correlation[];
  private readonly relevant: ReadonlySet<Rule>;
  private readonly receivers = new Map<Rule | Correlation, Receiver[]>();
  /** The engines at which something arrived, in ascending order. */
  private readonly due: number[] = [];
  private waiting: Waiting[] = [];
  /** The events of this time that have an id: one that was delivered twice, in whatever layout, counts once. */
  private readonly present = new Map<string, Waiting>();
  private now = -Infinity;

  constructor(private readonly set: RuleSet) {
    this.engines = set.correlations.map((correlation) => new Engine(correlation));
    for (const [place, { correlation }] of this.engines.entries())
      for (const [source, rule] of correlation.rules.entries()) push(this.receivers, rule, { place, source });
    this.filtered = set.correlations.filter((correlation) => correlation.plan.filters.length > 0);
    this.relevant = new Set(
      set.correlations.flatMap((correlation) => correlation.rules.filter((rule) => rule.kind === 'rule')),
    );
    this.measured = new Set(set.correlations.flatMap(measuredIn));
    this.all = new SnapshotReader(this.pathsOver(this.relevant), this.measured);
  }

  /** The rules whose matches matter here; an event that none of them is true of need not be added. */
  get rules(): ReadonlySet<Rule> {
    return this.relevant;
  }

  /** The fields that will be asked for of events, the one that orders them too. */
  get fields(): string[] {
    return ['eventID', ...this.fieldsOf([...this.relevant])];
  }

  /** The fields that will be asked for of events that rules are true of, but for the one that orders them. */
  fieldsOf(rules: readonly Rule[]): string[] {
    const filters = this.filtered.length > 0 ? this.set.fields.names : [];
    return [...rules.flatMap((rule) => this.reader(rule).fields), ...filters];
  }

  /**
   * Takes an event with the rules that are true of it. Events come in order of time; among events of one time the
   * order does not matter, and one that comes again counts once, as all that its copies say. An event without a time
   * (NaN) has no place in a window and is left out; one that is earlier than one before it counts as of that one's time.
   *
   * @param row the caller's number of the event, which matches name
   * @param time milliseconds since 1970, UTC
   * @returns what the events before this time, now complete, triggered
   */
  add(row: number, time: number, event: RecordObject, matches: readonly RuleMatch[]): readonly CorrelationMatch[] {
    const rules = matches.map((match) => match.rule);
    return this.addExcerpt(row, time, this.excerpt(parsedEvent(event), rules));
  }

  /**
   * What correlations will ask of an event, much smaller than the event; undefined when they will ask nothing. For
   * events that are read in another order than that of time.
   *
   * @param matches the rules that are true of it
   * @param peers who has the event's time: its copies perhaps, whose rules may ask more of it; or others that are in its
   * groups; or nobody that matters, and then it is not asked for its id
   */
  excerpt(event: EventSource, matches: readonly Rule[], peers: Peers = 'copies'): Excerpt | undefined {
    const rules = matches.filter((rule) => this.relevant.has(rule));
    if (rules.length === 0) return undefined;
    const texts = peers === 'copies' ? this.all.read(event, undefined) : this.textsFor(rules, event);
    const excluded = this.excluded(event);
    if (peers === 'none') return { rules, eventId: undefined, order: '', texts, excluded };
    const eventId = eventIdOf(event);
    return { rules, eventId, order: eventId ?? this.orderOf(event, rules), texts, excluded };
  }

  /** Takes an event by its excerpt, as `add` does. */
  addExcerpt(row: number, time: number, excerpt: Excerpt | undefined): readonly CorrelationMatch[] {
    if (this.engines.length === 0 || !Number.isFinite(time)) return none;
    const found = time > this.now ? this.flush() : none;
    this.now = Math.max(this.now, time);
    if (excerpt === undefined) return found;
    const { rules, eventId, order, texts, excluded } = excerpt;
    const again = eventId === undefined ? undefined : this.present.get(eventId);
    if (again !== undefined) {
      takeCopy(again, excerpt, row);
      return found;
    }
    const waiting: Waiting = { snapshot: { row, time: this.now, order, texts, excluded }, rules };
    if (eventId !== undefined) this.present.set(eventId, waiting);
    this.waiting.push(waiting);
    return found;
  }

  /** Ends the log: what the events of the last time triggered. */
  finish(): readonly CorrelationMatch[] {
    return this.flush();
  }

  private flush(): readonly CorrelationMatch[] {
    const { waiting } = this;
    if (waiting.length === 0) return none;
    this.waiting = [];
    // V8 makes a new table for each clear
    if (this.present.size > 0) this.present.clear();
    for (const { snapshot, rules } of waiting)
      for (const rule of rules) this.arrive(rule, { snapshot, match: undefined });
    const { due } = this;
    const found: CorrelationMatch[] = [];
    // Correlations that others refer to come first, so one pass serves chains of any length.
    for (let n = 0; n < due.length; n++) {
      const engine = this.engines[due[n] as number] as Engine;
      for (const { match, snapshot } of engine.take()) {
        this.arrive(engine.correlation, { snapshot, match });
        if (engine.correlation.standalone) found.push(match);
      }
    }
    due.length = 0;
    return found;
  }

  private arrive(from: Rule | Correlation, arrival: Arrival): void {
    const receivers = this.receivers.get(from) ?? nobody;
    for (let n = 0; n < receivers.length; n++) {
      const { place, source } = receivers[n] as Receiver;
      const engine = this.engines[place] as Engine;
      if (!engine.isDue) insert(this.due, place);
      engine.receive(source, arrival);
    }
  }

  /** The order of an event without an id: by all that any correlation may ask of it. */
  private orderOf(event: EventSource, rules: readonly Rule[]): string {
    const names = rules.map(({ id }) => id).sort();
    return JSON.stringify([names, this.all.read(event, undefined)]);
  }

  private textsFor(rules: readonly Rule[], event: EventSource): FieldTexts | undefined {
    let texts: FieldTexts | undefined;
    for (const rule of rules) texts = this.reader(rule).read(event, texts);
    return texts;
  }

  private excluded(event: EventSource): ReadonlySet<Correlation> {
    if (this.filtered.length === 0) return nothing;
    const view = new EventView(event, this.set.fields);
    return new Set(this.filtered.filter(({ plan }) => !plan.filters.every((filter) => filter.test(view))));
  }

  /** Reads the fields that the correlations over a rule ask for, over all chains. */
  private reader(rule: Rule): SnapshotReader {
    let reader = this.readers.get(rule);
    if (reader === undefined)
      this.readers.set(rule, (reader = new SnapshotReader(this.pathsOver([rule]), this.measured)));
    return reader;
  }

  private pathsOver(rules: Iterable<Rule>): string[] {
    const sources = new Set<Rule | Correlation>(rules);
    const received: (Receiver & { readonly from: Rule | Correlation })[] = [];
    // what is added meanwhile is gone through, too
    for (const from of sources) {
      for (const receiver of this.receivers.get(from) ?? nobody) {
        received.push({ ...receiver, from });
        sources.add((this.engines[receiver.place] as Engine).correlation);
      }
    }
    received.sort((one, other) => one.place - other.place || one.source - other.source);
    return received.flatMap(({ place, source, from }) => {
      const { groupBy, plan } = (this.engines[place] as Engine).correlation;
      const aliases = plan.aliases[source];
      const paths = [...groupBy, ...plan.fields].map((field) => aliases?.get(field) ?? field);
      // what a correlation grouped by is not asked of its events again
      return from.kind === 'rule' ? paths : paths.filter((path) => !from.groupBy.includes(path));
    });
  }
}

function measuredIn({ type, rules, plan }: Correlation): string[] {
  if (!measuringTypes.has(type)) return [];
  return plan.fields.flatMap((field) => rules.map((_, place) => plan.aliases[place]?.get(field) ?? field));
}

const none: readonly CorrelationMatch[] = [];
const nothing: ReadonlySet<Correlation> = new Set();

const nobody: readonly Receiver[] = [];

/** Puts a number where it belongs among those in ascending order. */
function insert(numbers: number[], number: number): void {
  let at = numbers.length;
  while (at > 0 && (numbers[at - 1] as number) > number) at--;
  numbers.splice(at, 0, number);
}

function push<K, V>(map: Map<K, V[]>, key: K, value: V): void {
  const list = map.get(key);
  if (list === undefined) map.set(key, [value]);
  else list.push(value);
}
