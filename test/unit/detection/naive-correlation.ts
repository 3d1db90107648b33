/**
 * What the specification and rules/README.md say of correlations, carried out by the letter: for each event the whole
 * window again, and every chain of events tried. Slow, and with nothing from the engine.
 */

export type Scalar = string | number | null;
export type Cell = Scalar | readonly Scalar[];

/** `n` names the rules that are true of it, a letter each. */
export interface Call {
  readonly time: number;
  readonly n: string;
  readonly fields: Readonly<Record<string, Cell>>;
}

export type Words =
  | { readonly rule: string }
  | { readonly not: Words }
  | { readonly and: readonly [Words, Words] }
  | { readonly or: readonly [Words, Words] };

export interface Asked {
  readonly type: string;
  /** In their order, a letter each. */
  readonly rules: string;
  readonly timespan: number;
  readonly groupBy: readonly string[];
  readonly fields: readonly string[];
  /** Alias → rule → field. */
  readonly aliases: Readonly<Record<string, Readonly<Record<string, string>>>>;
  /** Comparisons, or a text over the rules; undefined: all rules. */
  readonly condition: Readonly<Record<string, number>> | Words | undefined;
  readonly percentile: number;
}

export interface Triggered {
  readonly call: Call;
  readonly group: readonly string[];
  /** Not told where a text is the condition. */
  readonly count: number | undefined;
}

/** An event as one of the rules sees it. */
interface Entry {
  readonly rule: string;
  readonly call: Call;
}

const textOf = (value: string | number): string => (typeof value === 'string' ? value : JSON.stringify(value));
const isMap = (condition: Asked['condition']): condition is Readonly<Record<string, number>> =>
  condition !== undefined && Object.values(condition).every((limit) => typeof limit === 'number');

/** Every text of a field as a rule's events have it, as often as it is there. */
function textsIn({ rule, call }: Entry, field: string, { aliases }: Asked): string[] {
  const cell = call.fields[aliases[field]?.[rule] ?? field];
  return [cell].flat().flatMap((value) => (value === null || value === undefined ? [] : [textOf(value)]));
}

/** @param calls in their order: by time, then by id */
export function triggers(calls: readonly Call[], asked: Asked): Triggered[] {
  const entries = calls.flatMap((call) =>
    [...asked.rules].filter((rule) => call.n.includes(rule)).map((rule) => ({ rule, call })),
  );
  const groups = new Map<string, { group: string[]; entries: Entry[] }>();
  for (const entry of entries) {
    const values = asked.groupBy.map((field) => [...new Set(textsIn(entry, field, asked))]);
    for (const group of values.reduce<string[][]>(
      (all, own) => all.flatMap((one) => own.map((text) => [...one, text])),
      [[]],
    )) {
      const key = JSON.stringify(group);
      groups.set(key, { group, entries: [...(groups.get(key)?.entries ?? []), entry] });
    }
  }
  return [...groups.values()].flatMap(({ group, entries: own }) =>
    [...new Set(own.map(({ call }) => call))].flatMap((call) => {
      const count = told(call, own, calls, asked);
      return count === undefined
        ? []
        : [{ call, group, count: isMap(asked.condition) || asked.condition === undefined ? count : undefined }];
    }),
  );
}

/** What makes an event a trigger; undefined when it is none. */
function told(call: Call, group: readonly Entry[], calls: readonly Call[], asked: Asked): number | undefined {
  const place = calls.indexOf(call);
  const recent = group.filter((entry) => entry.call.time >= call.time - asked.timespan && entry.call.time <= call.time);
  const window = recent.filter((entry) => calls.indexOf(entry.call) <= place);
  const accepts = (count: number): number | undefined => (meets(count, asked) ? count : undefined);
  const { condition } = asked;
  switch (asked.type) {
    case 'event_count':
      return accepts(new Set(window.map((entry) => entry.call)).size);
    case 'value_count': {
      const combinations = (entry: Entry): string[] =>
        asked.fields
          .map((field) => textsIn(entry, field, asked))
          .reduce<string[][]>((all, own) => all.flatMap((one) => own.map((text) => [...one, text])), [[]])
          .map((parts) => JSON.stringify(parts));
      if (!window.some((entry) => entry.call === call && combinations(entry).length > 0)) return undefined;
      return accepts(new Set(window.flatMap(combinations)).size);
    }
    case 'temporal': {
      const there = (rule: string): boolean => window.some((entry) => entry.rule === rule);
      if (condition !== undefined && !isMap(condition)) return isTrue(condition, there, there) ? 0 : undefined;
      return accepts([...asked.rules].filter(there).length);
    }
    case 'temporal_ordered': {
      const there = (rule: string): boolean => recent.some((entry) => entry.rule === rule);
      const chains = chainsTo(call, recent, asked.rules);
      if (condition !== undefined && !isMap(condition))
        return chains.some((chain) => isTrue(condition, (rule) => chain.includes(rule), there)) ? 0 : undefined;
      return accepts(Math.max(...chains.map((chain) => chain.length)));
    }
    default: {
      const numbers = (entries: readonly Entry[]): number[] => numbersOf(entries, asked);
      if (numbers(window.filter((entry) => entry.call === call)).length === 0) return undefined;
      return accepts(measure(numbers(window), asked));
    }
  }
}

/** Of an event each field counts once, whichever rules name it. */
function numbersOf(entries: readonly Entry[], asked: Asked): number[] {
  const [field = ''] = asked.fields;
  const known = new Map<Call, Set<string>>();
  return entries.flatMap((entry) => {
    const own = known.get(entry.call) ?? new Set();
    const name = asked.aliases[field]?.[entry.rule] ?? field;
    known.set(entry.call, new Set([...own, name]));
    if (own.has(name)) return [];
    return textsIn(entry, field, asked)
      .filter((text) => /^-?\d+(\.\d+)?$/.test(text))
      .map(Number);
  });
}

function measure(all: readonly number[], { type, percentile }: Asked): number {
  const sum = all.reduce((one, other) => one + other, 0);
  if (type === 'value_sum') return sum;
  if (type === 'value_avg') return sum / all.length;
  const sorted = [...all].sort((a, b) => a - b);
  const place = ((sorted.length - 1) * (type === 'value_median' ? 50 : percentile)) / 100;
  const [low = 0, high = 0] = [sorted[Math.floor(place)], sorted[Math.ceil(place)]];
  return low + (high - low) * (place - Math.floor(place));
}

/** The rules of every chain that ends in an event: events of rules in their order, none twice, one not before the other. */
function chainsTo(call: Call, entries: readonly Entry[], rules: string): string[] {
  const found: string[] = [];
  const goBack = (entry: Entry, used: readonly Call[], chain: string): void => {
    found.push(chain);
    for (const other of entries) {
      if (rules.indexOf(other.rule) >= rules.indexOf(entry.rule)) continue;
      if (other.call.time <= entry.call.time && !used.includes(other.call))
        goBack(other, [...used, other.call], other.rule + chain);
    }
  };
  for (const entry of entries) if (entry.call === call) goBack(entry, [call], entry.rule);
  return found;
}

/** @param isThere of a rule that is to have an event @param isAny of one that is to have none */
function isTrue(
  words: Words,
  isThere: (rule: string) => boolean,
  isAny: (rule: string) => boolean,
  wanted = true,
): boolean {
  if ('rule' in words) return wanted ? isThere(words.rule) : !isAny(words.rule);
  if ('not' in words) return isTrue(words.not, isThere, isAny, !wanted);
  const both = 'and' in words ? words.and : words.or;
  const parts = both.map((part) => isTrue(part, isThere, isAny, wanted));
  return 'and' in words === wanted ? parts.every(Boolean) : parts.some(Boolean);
}

function meets(count: number, { condition, rules }: Asked): boolean {
  if (!isMap(condition)) return count >= rules.length;
  const { gt, gte, lt, lte, eq, neq } = condition;
  return (
    (gt === undefined || count > gt) &&
    (gte === undefined || count >= gte) &&
    (lt === undefined || count < lt) &&
    (lte === undefined || count <= lte) &&
    (eq === undefined || count === eq) &&
    (neq === undefined || count !== neq)
  );
}
