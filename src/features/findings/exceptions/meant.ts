import type { FindingHit } from '../../../case/engine';

/** Which events an exception from the rule leaves out, so that what it found goes away. */
export type Meant = 'event' | 'events' | 'allEvents' | 'value';

/** What is meant where a finding on an event is excepted, as far as is known before its events are looked at. */
export function meantBy({ chain, isCut, value }: Pick<FindingHit, 'chain' | 'isCut' | 'value'>): Meant {
  if (value !== undefined) return 'value';
  if (isCut) return 'allEvents';
  return chain.length > 1 ? 'events' : 'event';
}

const CONTEXTS: Readonly<Record<Meant, string>> = {
  event: 'findingEvent',
  events: 'findingEventChain',
  allEvents: 'findingEventChain',
  value: 'findingEventValue',
};

/** By what the menu of an event's row knows which words it has for that; see `package.json`. */
export function contextOf(hit: Pick<FindingHit, 'chain' | 'isCut' | 'value'>): string {
  return CONTEXTS[meantBy(hit)];
}

/** By what that of a finding's row knows whether it stands for one event alone, and has all that is there for that. */
export function contextOfFinding(only: Pick<FindingHit, 'value'> | undefined): string {
  if (only === undefined) return 'finding';
  return only.value === undefined ? 'findingOne' : 'findingOneValue';
}
