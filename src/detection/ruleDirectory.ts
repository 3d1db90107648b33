import { foldCase } from './caseFold';
import { namesIn } from './match/eventNames';
import { eachItem, type Item } from './match/expression';
import type { Rule } from './rule/rule';

/** Rules, and what they ask of the names and sources of events, each question once. */
export interface RulesOfName {
  readonly rules: readonly Rule[];
  readonly asked: readonly Item[];
}

/** Where rules are looked up: by the event names that they can be true of, and by what they ask of a field. */
export class RuleDirectory {
  /** What is asked of each field, each question once. */
  readonly questions: Questions;
  /** For an event of whose name nothing is known. */
  readonly ofUnknownName: RulesOfName;
  /** Those that name no event: of most names there are no others. */
  readonly ofAnyName: RulesOfName;
  /** By event name without its case: the places of the rules that name it. */
  private readonly places = new Map<string, number[]>();
  private readonly placesOfAnyName: readonly number[];
  /** The same, as far as names were looked up. */
  private readonly known = new Map<string, RulesOfName>();

  /** @param all rules in their order */
  constructor(readonly all: readonly Rule[]) {
    const placesOfAnyName: number[] = [];
    for (const [place, { logic }] of all.entries()) {
      const names = namesIn(logic.expression);
      if (names === undefined) placesOfAnyName.push(place);
      for (const name of names ?? []) {
        const places = this.places.get(name);
        if (places === undefined) this.places.set(name, [place]);
        else places.push(place);
      }
    }
    this.placesOfAnyName = placesOfAnyName;
    this.questions = questionsOf(all);
    this.ofUnknownName = { rules: all, asked: FIELDS.flatMap((field) => this.questions.get(field) ?? []) };
    const ofAnyName = this.at(placesOfAnyName);
    this.ofAnyName = { rules: ofAnyName, asked: askedBy(ofAnyName) };
  }

  /**
   * The rules that may be true of an event of this name, in their order.
   * @param eventName a text, null where there is none; anything else may be any name
   */
  ofName(eventName: unknown): RulesOfName {
    if (eventName === null) return this.ofAnyName;
    return typeof eventName === 'string' ? this.ofText(foldCase(eventName)) : this.ofUnknownName;
  }

  /** The rules that name an event, in their order. */
  naming(eventName: string): readonly Rule[] {
    return this.at(this.places.get(foldCase(eventName)) ?? []);
  }

  private ofText(name: string): RulesOfName {
    const places = this.places.get(name);
    if (places === undefined) return this.ofAnyName;
    let known = this.known.get(name);
    if (known === undefined) {
      const rules = this.at([...this.placesOfAnyName, ...places].sort((a, b) => a - b));
      known = { rules, asked: [...new Set([...this.ofAnyName.asked, ...askedBy(this.at(places))])] };
      this.known.set(name, known);
    }
    return known;
  }

  private at(places: readonly number[]): readonly Rule[] {
    return places.map((place) => this.all[place] as Rule);
  }
}

const FIELDS = ['eventName', 'eventSource'];

function askedBy(rules: readonly Rule[]): readonly Item[] {
  const questions = questionsOf(rules);
  return FIELDS.flatMap((field) => questions.get(field) ?? []);
}

type Questions = ReadonlyMap<string, readonly Item[]>;

function questionsOf(rules: readonly Rule[]): Questions {
  const questions = new Map<string, Item[]>();
  const seen = new Set<number>();
  for (const { logic } of rules) {
    eachItem(logic.expression, (item) => {
      if (seen.has(item.question)) return;
      seen.add(item.question);
      const known = questions.get(item.field);
      if (known === undefined) questions.set(item.field, [item]);
      else known.push(item);
    });
  }
  return questions;
}
