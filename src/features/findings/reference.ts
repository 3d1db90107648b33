import type { FindingHit, Findings } from '../../case/engine';
import type { RuleFacts } from '../../case/ruleBook';
import { type EventNode, type FindingNode, ruleOf } from './nodes';

/** A finding as commands get it: from the tree, from a quick fix. */
export interface FindingReference {
  /** A document's address or a case's key. */
  readonly scope: string;
  readonly rule: RuleFacts;
  /** The event. */
  readonly row: number;
  /** All events of a correlation; empty for a rule about one event. */
  readonly chain: readonly number[];
}

/** The finding that a command is about: a node of the tree, or a reference itself. */
export function referenceOf(about: FindingReference | FindingNode | EventNode): FindingReference | undefined {
  if (!('kind' in about)) return about;
  const { scope, group } = about;
  const hit = about.kind === 'event' ? about.hit : scope.findings.hits[group.hits[0] as number];
  return hit && { scope: scope.id, rule: ruleOf(scope, group), row: hit.row, chain: hit.chain };
}

/** What was found on an event. */
export function hitsOn({ hits }: Findings, row: number): FindingHit[] {
  return hits.filter((hit) => hit.row === row);
}

/** The correlations that an event is part of without being the one that completed them, each once. */
export function chainsWith({ hits }: Findings, row: number): FindingHit[] {
  const found = new Map<number, FindingHit>();
  for (const hit of hits) {
    if (hit.row !== row && !found.has(hit.rule) && hit.chain.includes(row)) found.set(hit.rule, hit);
  }
  return [...found.values()];
}
