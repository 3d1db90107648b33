import type { FindingHit, Findings } from '../../case/engine';
import type { RuleFacts } from '../../case/ruleBook';
import { type EventNode, type FindingNode, ruleOf } from './nodes';

/** An event as commands get it. */
export interface EventReference {
  /** A document's address or a case's key. */
  readonly scope: string;
  readonly row: number;
}

/** A finding as commands get it, on its event: from the tree, from a quick fix. */
export interface FindingReference extends EventReference {
  readonly rule: RuleFacts;
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

interface OnRow {
  readonly hits: FindingHit[];
  readonly chains: FindingHit[];
}

/** By row, built when somebody first looks at an event: there may be as many hits as events. */
const byRow = new WeakMap<Findings, Map<number, OnRow>>();

/** What was found on an event. */
export function hitsOn(findings: Findings, row: number): readonly FindingHit[] {
  return onRow(findings, row)?.hits ?? [];
}

/** The correlations that an event is part of without being the one that completed them, each once. */
export function chainsWith(findings: Findings, row: number): readonly FindingHit[] {
  return onRow(findings, row)?.chains ?? [];
}

function onRow(findings: Findings, row: number): OnRow | undefined {
  let rows = byRow.get(findings);
  if (rows === undefined) byRow.set(findings, (rows = rowsOf(findings)));
  return rows.get(row);
}

function rowsOf({ hits }: Findings): Map<number, OnRow> {
  const rows = new Map<number, OnRow>();
  const at = (row: number): OnRow => {
    let found = rows.get(row);
    if (found === undefined) rows.set(row, (found = { hits: [], chains: [] }));
    return found;
  };
  for (const hit of hits) {
    at(hit.row).hits.push(hit);
    for (const row of hit.chain) {
      const { chains } = at(row);
      if (row !== hit.row && !chains.some(({ rule }) => rule === hit.rule)) chains.push(hit);
    }
  }
  return rows;
}
