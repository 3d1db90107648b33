import type { FindingHit } from '../../../case/engine';

type Hit = Pick<FindingHit, 'chain' | 'isCut' | 'value'>;

/** Which events an exception from the rule leaves out, so that what it found goes away. */
export type Meant = 'event' | 'events' | 'allEvents' | 'value';

/** What is meant where a finding on an event is excepted, as far as is known before its events are looked at. */
export function meantBy({ chain, isCut, value }: Hit): Meant {
  if (value !== undefined) return 'value';
  if (isCut) return 'allEvents';
  return chain.length > 1 ? 'events' : 'event';
}

const ENDINGS: Readonly<Record<Meant, string>> = { event: '', events: 'Chain', allEvents: 'Chain', value: 'Value' };

/** By what the menu of an event's row knows which words it has for that; see `package.json`. */
export function contextOf(hit: Hit): string {
  return `findingEvent${ENDINGS[meantBy(hit)]}`;
}

/** By what that of a finding's row knows whether it stands for one hit alone, and has all that is there for that. */
export function contextOfFinding(only: Hit | undefined): string {
  return only === undefined ? 'finding' : `findingOne${ENDINGS[meantBy(only)]}`;
}
