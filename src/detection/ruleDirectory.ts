import { foldCase } from './caseFold';
import { namesIn } from './match/eventNames';
import { eachItem, type Item } from './match/expression';
import type { Rule } from './rule/rule';

/** Where rules are looked up: by the event names that they can be true of, and by what they ask of a field. */
export class RuleDirectory {
  /** What is asked of each field, each question once. */
  readonly questions: Questions;
  /** The rules that name no event. */
  readonly ofAnyName: readonly Rule[];
  /** The same of those alone. */
  readonly questionsOfAnyName: Questions;
  /** By event name without its case: the places of the rules that name it. */
  private readonly places = new Map<string, number[]>();
  private readonly placesOfAnyName: readonly number[];

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
    this.ofAnyName = this.at(placesOfAnyName);
    this.questions = questionsOf(all);
    this.questionsOfAnyName = questionsOf(this.ofAnyName);
  }

  /** The rules that may be true of an event of this name, in their order. */
  named(eventName: string): readonly Rule[] {
    const named = this.places.get(foldCase(eventName));
    return named === undefined ? this.ofAnyName : this.at([...this.placesOfAnyName, ...named].sort((a, b) => a - b));
  }

  private at(places: readonly number[]): readonly Rule[] {
    return places.map((place) => this.all[place] as Rule);
  }
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
