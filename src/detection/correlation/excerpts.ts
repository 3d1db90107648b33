import { EventView, type EventSource } from '../match/view';
import type { RuleSet } from '../ruleSet';
import type { Rule } from '../rule/rule';
import { type Correlation, fieldIn, measuringTypes } from './correlation';
import { eventIdOf, type FieldTexts, SnapshotReader } from './entry';
import { type Receiver, type Receivers, receiversOf } from './receivers';

/** An event as correlations need it. */
export interface Excerpt {
  readonly rules: readonly Rule[];
  readonly eventId: string | undefined;
  readonly order: string;
  readonly texts: FieldTexts | undefined;
  readonly excluded: ReadonlySet<Correlation>;
}

/** Events of the same time that matter to an excerpt. */
export type Peers = 'copies' | 'others' | 'none';

/** Reads of events what the correlations of a rule set ask of them. */
export class Excerpts {
  /** The rules whose matches matter to correlations; an event that none of them is true of need not be added. */
  private readonly rules: ReadonlySet<Rule>;
  /** By the rules that are true of an event: those of them that matter. Events are by the million, and of few kinds. */
  private readonly rulesAmong = new WeakMap<readonly Rule[], readonly Rule[]>();
  private readonly readers = new Map<Rule, SnapshotReader>();
  /** The fields whose numbers any correlation measures. */
  private readonly measured: ReadonlySet<string>;
  /** Reads the fields that any correlation asks for. */
  private readonly all: SnapshotReader;
  private readonly filtered: readonly Correlation[];

  constructor(
    private readonly set: RuleSet,
    private readonly receivers: Receivers,
  ) {
    const { correlations } = set;
    this.filtered = correlations.filter(({ plan }) => plan.filters.length > 0);
    this.rules = new Set(correlations.flatMap(({ rules }) => rules.filter((rule) => rule.kind === 'rule')));
    this.measured = new Set(correlations.flatMap(measuredIn));
    this.all = new SnapshotReader(this.pathsOver(this.rules), this.measured);
  }

  /** The fields that will be asked for of events, the one that orders them too. */
  get fields(): string[] {
    return ['eventID', ...this.fieldsOf([...this.rules])];
  }

  /** The fields that will be asked for of events that rules are true of, but for the one that orders them. */
  fieldsOf(rules: readonly Rule[]): string[] {
    const filters = this.filtered.length > 0 ? this.set.fields.names : [];
    return [...rules.flatMap((rule) => this.reader(rule).fields), ...filters];
  }

  /**
   * What correlations will ask of an event, much smaller than the event; undefined when they will ask nothing. For
   * events that are read in another order than that of time.
   *
   * @param matches the rules that are true of it
   * @param peers who has the event's time: its copies perhaps, whose rules may ask more of it; or others that are in its
   * groups; or nobody that matters, and then it is not asked for its id
   * @param order compares with those of the events of its time as its id would, which is not asked for then
   */
  of(event: EventSource, matches: readonly Rule[], peers: Peers = 'copies', order?: string): Excerpt | undefined {
    const rules = this.among(matches);
    if (rules.length === 0) return undefined;
    const texts = peers === 'copies' ? this.all.read(event, undefined) : this.textsFor(rules, event);
    const excluded = this.excluded(event);
    if (peers === 'none') return { rules, eventId: undefined, order: '', texts, excluded };
    if (peers === 'others' && order !== undefined) return { rules, eventId: undefined, order, texts, excluded };
    const eventId = eventIdOf(event);
    return { rules, eventId, order: order ?? eventId ?? this.orderOf(event, rules), texts, excluded };
  }

  /** Those of the rules that are true of an event that matter to correlations; the same array for the same one. */
  among(matches: readonly Rule[]): readonly Rule[] {
    let rules = this.rulesAmong.get(matches);
    if (rules === undefined) this.rulesAmong.set(matches, (rules = matches.filter((rule) => this.rules.has(rule))));
    return rules;
  }

  /**
   * The order of an event without an id: by all that any correlation may ask of it, and only then by its rules, of which
   * those are not known that no correlation needs.
   */
  private orderOf(event: EventSource, rules: readonly Rule[]): string {
    const names = rules.map(({ id }) => id).sort();
    return JSON.stringify([this.all.read(event, undefined), names]);
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
    const { correlations } = this.set;
    const sources = new Set<Rule | Correlation>(rules);
    const received: (Receiver & { readonly from: Rule | Correlation })[] = [];
    // what is added meanwhile is gone through, too
    for (const from of sources) {
      for (const receiver of receiversOf(this.receivers, from)) {
        received.push({ ...receiver, from });
        sources.add(correlations[receiver.place] as Correlation);
      }
    }
    received.sort((one, other) => one.place - other.place || one.source - other.source);
    return received.flatMap(({ place, source, from }) => {
      const correlation = correlations[place] as Correlation;
      const { groupBy, plan } = correlation;
      const paths = [...groupBy, ...plan.fields].map((field) => fieldIn(correlation, source, field));
      // what a correlation grouped by is not asked of its events again
      return from.kind === 'rule' ? paths : paths.filter((path) => !from.groupBy.includes(path));
    });
  }
}

function measuredIn(correlation: Correlation): string[] {
  const { type, rules, plan } = correlation;
  if (!measuringTypes.has(type)) return [];
  return plan.fields.flatMap((field) => rules.map((_, place) => fieldIn(correlation, place, field)));
}

const nothing: ReadonlySet<Correlation> = new Set();
