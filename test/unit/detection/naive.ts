/**
 * What rules/README.md says of `first_seen` and of filter documents, carried out by the letter: slow, over plain values,
 * and with nothing from the engine, so that the two can be held against each other.
 */

export type Value = string | number | boolean;
/** An event, its fields not nested. An array means any of its elements, an empty one none. */
export type Event = Readonly<Record<string, Value | null | readonly Value[]>>;

/** Every value of a field. */
function valuesOf(event: Event, field: string): Value[] {
  const value = event[field];
  if (value === undefined || value === null) return [];
  return Array.isArray(value) ? [...(value as Value[])] : [value as Value];
}

/** Texts are what `first_seen` keeps: a text as it is, all else by its JSON. */
const textOf = (value: Value): string => (typeof value === 'string' ? value : JSON.stringify(value));

export interface Timed {
  /** Seconds. */
  readonly time: number;
  readonly event: Event;
}

export interface FirstSeenAsked {
  readonly field: string;
  readonly groupBy: readonly string[];
  readonly learning: number;
  readonly timespan?: number;
}

/** The group of a finding and the texts that are new there at that time. */
export interface News {
  readonly time: number;
  readonly group: readonly string[];
  readonly texts: readonly string[];
}

/**
 * "The first `learning` span of a group is only watched; then each text of `field` that the group never had is a
 * finding. With a `timespan`, a text that was not there for that long counts as new again." An event without a value for
 * a group-by field is left out, one with several is in several groups. Events of one time have no order among each
 * other, so the answer is by time, not by event.
 */
export function firstSeen(events: readonly Timed[], asked: FirstSeenAsked): News[] {
  const news: News[] = [];
  for (const group of groupsIn(events, asked.groupBy)) {
    const members = events.filter(({ event }) =>
      asked.groupBy.every((field, n) =>
        valuesOf(event, field)
          .map(textOf)
          .includes(group[n] as string),
      ),
    );
    const withField = members.filter(({ event }) => valuesOf(event, asked.field).length > 0);
    const start = Math.min(...members.map(({ time }) => time));
    for (const now of new Set(withField.map(({ time }) => time))) {
      if (now < start + asked.learning) continue;
      const had = (text: string): boolean =>
        withField.some(
          ({ time, event }) =>
            time < now &&
            time >= now - (asked.timespan ?? Infinity) &&
            valuesOf(event, asked.field).map(textOf).includes(text),
        );
      const there = withField.filter(({ time }) => time === now).flatMap(({ event }) => valuesOf(event, asked.field));
      const texts = [...new Set(there.map(textOf))].filter((text) => !had(text));
      if (texts.length > 0) news.push({ time: now, group, texts });
    }
  }
  return news;
}

function groupsIn(events: readonly Timed[], fields: readonly string[]): string[][] {
  const groups = events.flatMap(({ event }) =>
    fields.reduce<string[][]>(
      (before, field) => before.flatMap((group) => valuesOf(event, field).map((value) => [...group, textOf(value)])),
      [[]],
    ),
  );
  return [...new Map(groups.map((group) => [JSON.stringify(group), group])).values()];
}

/** What a selection asks of one field; several of a selection are joined by AND, values by OR. */
export interface Asked {
  readonly field: string;
  readonly how: 'is' | 'contains';
  /** null asks for a field that is absent or null. */
  readonly values: readonly (Value | null)[];
}

export type Condition =
  | { readonly selection: string }
  | { readonly not: Condition }
  | { readonly both: readonly [Condition, Condition] }
  | { readonly either: readonly [Condition, Condition] };

export interface Detection {
  readonly selections: Readonly<Record<string, readonly Asked[]>>;
  readonly condition: Condition;
}

export interface NaiveRule {
  readonly id: string;
  readonly name: string;
  readonly title: string;
  readonly detection: Detection;
}

export interface NaiveFilter {
  /** Ids, names or titles of rules; 'any' for all. */
  readonly rules: readonly string[] | 'any';
  readonly detection: Detection;
  /** YYYY-MM-DD */
  readonly expires?: string;
}

const sameCharacters = new Map<string, boolean>();

/** Whether two characters are the same without regard to case. */
function isSame(one: string, other: string): boolean {
  const key = JSON.stringify([one, other]);
  const known =
    sameCharacters.get(key) ?? new RegExp(`^\\u{${(one.codePointAt(0) ?? 0).toString(16)}}$`, 'iu').test(other);
  sameCharacters.set(key, known);
  return known;
}

/** Whether a text stands in another at a place, character by character. */
function standsAt(wanted: readonly string[], text: readonly string[], place: number): boolean {
  return wanted.every((character, n) => isSame(character, text[place + n] ?? ''));
}

/** Texts compare whole and without regard to case, numbers and booleans by their JSON text. */
function isTrue({ field, how, values }: Asked, event: Event): boolean {
  const there = valuesOf(event, field).map((value) => [...textOf(value)]);
  return values.some((value) => {
    if (value === null) return event[field] === undefined || event[field] === null;
    const wanted = [...textOf(value)];
    return there.some((text) =>
      how === 'is'
        ? text.length === wanted.length && standsAt(wanted, text, 0)
        : text.some((_, place) => place + wanted.length <= text.length && standsAt(wanted, text, place)),
    );
  });
}

/** Whether a condition is true of an event. */
export function holds({ selections, condition }: Detection, event: Event): boolean {
  const test = (asked: Condition): boolean => {
    if ('not' in asked) return !test(asked.not);
    if ('both' in asked) return test(asked.both[0]) && test(asked.both[1]);
    if ('either' in asked) return test(asked.either[0]) || test(asked.either[1]);
    return (selections[asked.selection] ?? []).every((one) => isTrue(one, event));
  };
  return test(condition);
}

/** "A filter document joins its condition to that of its rules by AND"; one that expired before today is not applied. */
export function matchesWithFilters(
  rule: NaiveRule,
  filters: readonly NaiveFilter[],
  event: Event,
  today: string,
): boolean {
  return (
    holds(rule.detection, event) &&
    filters.every((filter) => !isFor(filter, rule, today) || holds(filter.detection, event))
  );
}

/** Whether a filter is applied to a rule, or to anything else of these names. */
export function isFor(
  { rules, expires }: NaiveFilter,
  { id, name, title }: Pick<NaiveRule, 'id' | 'name' | 'title'>,
  today: string,
): boolean {
  if (expires !== undefined && expires < today) return false;
  return rules === 'any' || rules.some((one) => one === id || one === name || one === title);
}
