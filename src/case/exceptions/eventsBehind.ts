import type { CorrelationMatch, RuleSet } from '../../detection';
import { findHits, type Hit } from '../findings/findings';
import type { RecordedEvents } from '../scope';
import type { Turns } from '../turns';
import { correlationsBehind, rulesBehind } from './exceptionsUsed';
import { type SeenValue, seenValue } from './seenValue';

/** What tells a finding of a correlation from its others. */
export type FindingKey = Pick<Hit, 'row' | 'group' | 'value'>;

/** All that an exception has to leave out so that a finding of a correlation goes away and does not come back. */
export interface EventsBehind {
  /** All its events, however many, in order of time. */
  readonly rows: readonly number[];
  /** Of a value that was never there before all events with it: without the first of them the next one would be the first. */
  readonly seen: SeenValue | undefined;
}

/** What is behind a finding of a correlation; undefined when it is not found any more. */
export async function eventsBehind(
  set: RuleSet,
  ruleId: string,
  key: FindingKey,
  events: RecordedEvents,
  turns: Turns,
): Promise<EventsBehind | undefined> {
  const correlation = set.correlations.find(({ id }) => id === ruleId);
  if (correlation === undefined) return undefined;
  const seen = seenValue(correlation, key);
  if (seen !== undefined) return { rows: [key.row], seen };
  const correlations = [...correlationsBehind(correlation), correlation];
  const own = { ...set, rules: rulesBehind(correlation), correlations };
  const group = groupOf(key);
  const isMeant = (row: number, of: Hit['group']): boolean => row === key.row && groupOf({ group: of }) === group;
  // of the others nobody asks for their events
  const mostOf = (match: CorrelationMatch): number =>
    match.correlation === correlation && isMeant(match.row, match.group) ? Infinity : 0;
  const hits = await findHits(own, events, turns, { mostOf });
  const hit = hits.find(({ rule, row, group: of }) => rule === correlation && isMeant(row, of));
  return hit && { rows: hit.chain, seen: undefined };
}

function groupOf({ group }: Pick<FindingKey, 'group'>): string {
  return JSON.stringify(group.map(({ field, value }) => [field, String(value)]));
}
