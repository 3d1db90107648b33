import type { RuleMatch } from '../detector';
import type { RecordObject } from '../match/field';
import { parsedEvent } from '../match/view';
import type { RuleSet } from '../ruleSet';
import type { Rule } from '../rule/rule';
import type { Correlation } from './correlation';
import { Engine, type Arrival } from './engine';
import { type Excerpt, Excerpts } from './excerpts';
import type { CorrelationMatch } from './match';
import { type Receiver, type Receivers, receiversAmong, receiversOf } from './receivers';
import { takeCopy, type Waiting } from './waiting';

/**
 * Runs all correlations of a rule set over events in order of time. What it holds in memory grows with the events that
 * rules of correlations are true of, not with the log.
 */
export class Correlator {
  /** Reads what it will ask of events. */
  readonly excerpts: Excerpts;
  private readonly engines: readonly Engine[];
  private readonly receivers: Receivers;
  /** The engines at which something arrived, in ascending order. */
  private readonly due: number[] = [];
  private waiting: Waiting[] = [];
  /** The events of this time that have an id: one that was delivered twice, in whatever layout, counts once. */
  private readonly present = new Map<string, Waiting>();
  private now = -Infinity;

  constructor(set: RuleSet) {
    this.engines = set.correlations.map((correlation) => new Engine(correlation));
    this.receivers = receiversAmong(set.correlations);
    this.excerpts = new Excerpts(set, this.receivers);
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
    return this.addExcerpt(row, time, this.excerpts.of(parsedEvent(event), rules));
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
    for (const { snapshot, rules } of waiting) {
      const arrival: Arrival = { snapshot, match: undefined };
      for (let n = 0; n < rules.length; n++) this.arrive(rules[n] as Rule, arrival);
    }
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
    const receivers = receiversOf(this.receivers, from);
    for (let n = 0; n < receivers.length; n++) {
      const { place, source } = receivers[n] as Receiver;
      const engine = this.engines[place] as Engine;
      if (!engine.isDue) insert(this.due, place);
      engine.receive(source, arrival);
    }
  }
}

const none: readonly CorrelationMatch[] = [];

/** Puts a number where it belongs among those in ascending order. */
function insert(numbers: number[], number: number): void {
  let at = numbers.length;
  while (at > 0 && (numbers[at - 1] as number) > number) at--;
  numbers.splice(at, 0, number);
}
