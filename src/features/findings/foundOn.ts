import * as vscode from 'vscode';
import type { LogDocument } from '../../case/documents/logDocument';
import type { OpenLogs } from '../../case/documents/openLogs';
import type { FindingHit, Findings } from '../../case/engine';
import type { OpenCase } from '../../case/openCase';
import { ledTo, type RuleHit } from '../../reference/explain/ruleHits';
import { areSameEvents } from '../sameEvents';
import { sourcePlace } from '../shared';
import { chainsWith, hitsOn } from './reference';
import type { FindingScope, ShownFindings } from './scope';

/** An event in the case, whose findings may have more events than those of its log. */
export interface InCase {
  readonly scope: FindingScope;
  readonly row: number;
}

/** The row of a record in the case, if rules found something on it there. */
export async function placeInCase(
  logs: OpenLogs,
  openCase: OpenCase,
  shown: ShownFindings,
  log: LogDocument,
  record: number,
): Promise<InCase | undefined> {
  const scope = shown.inSight;
  if (scope === undefined || scope.id !== openCase.state?.key) return undefined;
  const { source, first } = sourcePlace(vscode.Uri.parse(log.uri, true));
  const row = await openCase.rowAt({ uri: source, record: first + record });
  if (row === undefined) return undefined;
  if (hitsOn(scope.findings, row).length === 0 && chainsWith(scope.findings, row).length === 0) return undefined;
  const [isSame] = await areSameEvents(logs, openCase, log, [{ record, row }]);
  return isSame === true ? { scope, row } : undefined;
}

/**
 * What was found on a record, or completed by another one after it: in its log alone, and what only the case tells;
 * undefined while the rules still run over the log.
 */
export async function foundOn(
  logs: OpenLogs,
  openCase: OpenCase,
  shown: ShownFindings,
  log: LogDocument,
  record: number,
): Promise<RuleHit[] | undefined> {
  const own = logs.state(log.uri)?.findings;
  const row = log.analysis.rows[record];
  if (own === undefined || row === undefined) return undefined;
  const inCase = await placeInCase(logs, openCase, shown, log, record);
  return [...told(own, row, false), ...(inCase === undefined ? [] : told(inCase.scope.findings, inCase.row, true))];
}

/** Of a case only correlations: whatever else was found in it, the log has itself. */
function told(findings: Findings, row: number, isOfCase: boolean): RuleHit[] {
  const { rules } = findings;
  const fact = ({ rule }: FindingHit, more: Partial<RuleHit>): RuleHit[] => {
    const { id, title, level } = rules[rule] ?? {};
    if (id === undefined || title === undefined || level === undefined) return [];
    return [{ id, title, level, isOfCase, ...more }];
  };
  return [
    ...hitsOn(findings, row).flatMap((hit) => (isOfCase && hit.chain.length === 0 ? [] : fact(hit, {}))),
    ...chainsWith(findings, row).flatMap((hit) => fact(hit, { ledTo: ledTo(row, hit.chain, hit.isCut) })),
  ];
}
