import { capital } from '../../record/capital';
import { escapeMarkdown, facts } from '../markdown';

/** A rule that found the event suspicious, for the report. */
export interface RuleHit {
  readonly id: string;
  readonly title: string;
  readonly level: string;
  /** Whether only the other logs of a case show it. */
  readonly isOfCase?: boolean;
  /** Of a correlation that another event completed: which of its events this one is, from 1 where that is known. */
  readonly ledTo?: { readonly place: number | undefined; readonly of: number };
}

const WORST_FIRST: readonly string[] = ['critical', 'high', 'medium', 'low', 'informational'];

/** Each rule once, the worst first: that it found the event says more than that the event led to the same elsewhere. */
export function eachRuleOnce(hits: readonly RuleHit[]): RuleHit[] {
  const [found, led] = [
    hits.filter(({ ledTo }) => ledTo === undefined),
    hits.filter(({ ledTo }) => ledTo !== undefined),
  ];
  const rules = new Map<string, RuleHit>();
  for (const hit of [...found, ...led]) if (!rules.has(hit.id)) rules.set(hit.id, hit);
  const rank = ({ level }: RuleHit): number => WORST_FIRST.indexOf(level);
  return [...rules.values()].sort((a, b) => rank(a) - rank(b));
}

/** What an event is to a correlation that another one completed, from its events in order. */
export function ledTo(row: number, chain: readonly number[], isCut: boolean): Required<RuleHit>['ledTo'] {
  return { place: isCut ? undefined : chain.indexOf(row) + 1, of: chain.length };
}

/** A rule by its title, and what the event is to it where that is not simply what it found. */
export function ruleHitLine({ title, level, isOfCase, ledTo: led }: RuleHit): string {
  const place =
    led?.place === undefined
      ? `one of the last ${led?.of} events that led to it`
      : `event ${led.place} of the ${led.of} that led to it`;
  return facts(
    `- **${escapeMarkdown(capital(level), 20)}:** ${escapeMarkdown(title, 200)}`,
    led === undefined ? undefined : place,
    isOfCase === true ? 'found in the case' : undefined,
  );
}
