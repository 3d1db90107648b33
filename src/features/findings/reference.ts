import type { FindingHit, Findings } from '../../case/engine';
import type { RuleFacts } from '../../case/rules/ruleBook';
import type { EventReference } from '../eventRows';
import { type EventNode, type FindingNode, type Node, type PartNode, type RuleNode, ruleOf } from './tree/nodes';

/** A finding as commands get it, on its event: from the tree, from a quick fix. */
export interface FindingReference extends EventReference {
  /** Of a finding of a case: which numbers its rows are, as they get others when it is read anew. */
  readonly generation?: number;
  readonly rule: RuleFacts;
  readonly hit: FindingHit;
  /** Where a row stands for several of them: all, this one too. */
  readonly hits: readonly FindingHit[];
}

/** A row that stands for a finding, for one of its events, or for the findings of a rule. */
export type FindingRow = FindingNode | EventNode | RuleNode;

/** Whether a row stands for a finding or for several of one rule. */
export function isFindingRow(node: Node | undefined): node is FindingRow {
  return node?.kind === 'finding' || node?.kind === 'event' || node?.kind === 'rule';
}

/** Whether a row stands for an identity with all that was found of it. */
export function isIdentityRow(node: Node | undefined): node is PartNode {
  return node?.kind === 'part' && node.division === 'identity' && node.part.name !== '';
}

/** The finding that a command is about: a node of the tree, of which a rule stands for its first, or a reference itself. */
export function referenceOf(about: FindingReference | FindingRow | PartNode): FindingReference | undefined {
  if (!('kind' in about)) return about;
  const { scope } = about;
  const group = about.kind === 'rule' || about.kind === 'part' ? about.part.findings[0] : about.group;
  if (group === undefined) return undefined;
  const hits = about.kind === 'event' ? [about.hit] : group.hits.map((n) => scope.findings.hits[n] as FindingHit);
  const [hit] = hits;
  return hit && { scope: scope.id, generation: scope.generation, rule: ruleOf(scope, group), row: hit.row, hit, hits };
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
