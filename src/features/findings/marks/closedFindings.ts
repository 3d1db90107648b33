import * as vscode from 'vscode';
import type { FindingGroup } from '../../../case/findings/findingGroups';
import type { FindingHit } from '../../../case/engine';
import type { EventSummary } from '../../../case/eventTable';
import type { RuleFacts } from '../../../case/rules/ruleBook';
import type { RuleLevel } from '../../../detection';
import { countInWords } from '../../counts';
import { eventInWords, FEW_EVENTS, linkInWords, MAX_CHAIN } from '../../eventTexts';
import { findingInWords, otherInWords, othersOf } from '../../findingTexts';
import { isShown, rankOf, severityOf } from '../../levels';
import { codeOf } from '../../rulesInForce/ruleDocuments';
import { PROBLEM_SOURCE } from '../../shared';
import type { FindingScope } from '../scope';
import { eventAlone } from './eventAlone';

/** So many are listed of logs that nobody has opened. */
const MAX_LISTED = 1000;
/** Of so many of them the other events are listed, too: each has to be asked for. */
const MAX_LINKED = 100;

/** An event of a finding of the case that is listed before its log is opened. */
export interface Listed {
  readonly hit: FindingHit;
  readonly group: FindingGroup;
  /** Which event of its finding, from 0. */
  readonly place: number;
  /** Rows of the events that are listed with it. */
  readonly others: readonly number[];
}

/**
 * The events of a case's findings that the Problems panel lists before their logs are opened, the most severe first: of a
 * finding all that it has if they are few, else the first, which stands for all.
 * @returns `left`: how many more findings there are
 */
export function listedOf({ findings }: FindingScope, lowest: RuleLevel): { listed: Listed[]; left: number } {
  const { rules, groups, hits } = findings;
  const rank = ({ rule }: FindingGroup): number => rankOf((rules[rule] as RuleFacts).level);
  const shown = groups
    .filter(({ rule }) => isShown((rules[rule] as RuleFacts).level, lowest))
    .sort((a, b) => rank(a) - rank(b));
  const listed: Listed[] = [];
  let left = 0;
  for (const group of shown) {
    if (listed.length + FEW_EVENTS > MAX_LISTED) {
      left++;
      continue;
    }
    const few = group.hits.length <= FEW_EVENTS ? group.hits : group.hits.slice(0, 1);
    for (const [place, number] of few.entries()) {
      const hit = hits[number] as FindingHit;
      const others = othersOf(group, place).map((other) => (hits[other.number] as FindingHit).row);
      const linked = hit.chain.length > 0 ? hit.chain.slice(-MAX_CHAIN) : others;
      listed.push({ hit, group, place, others: listed.length < MAX_LINKED ? linked : [] });
    }
  }
  return { listed, left };
}

/** A finding's event as the Problems panel lists it; whoever follows its links sees each other event alone. */
export function diagnosticOf(
  { hit, group, place, others }: Listed,
  range: vscode.Range,
  rule: RuleFacts,
  events: ReadonlyMap<number, EventSummary>,
  withDays: boolean,
): vscode.Diagnostic {
  const diagnostic = new vscode.Diagnostic(range, findingInWords(rule.title, group, place), severityOf(rule.level));
  diagnostic.source = PROBLEM_SOURCE;
  diagnostic.code = codeOf(rule);
  const beside = othersOf(group, place);
  diagnostic.relatedInformation = others.flatMap((row, n) => {
    const event = events.get(row);
    if (event?.place === undefined) return [];
    const said = eventInWords(event, withDays);
    const other = beside[n];
    const inChain = hit.chain.length - others.length + n;
    const words =
      hit.chain.length > 0 || other === undefined ? linkInWords(hit, inChain, said) : otherInWords(other, said);
    return [new vscode.DiagnosticRelatedInformation(eventAlone(event.place), words)];
  });
  return diagnostic;
}

/** Says that more was found than is listed. */
export function leftNote(left: number): vscode.Diagnostic {
  const message = vscode.l10n.t(
    '{0} more findings of the case are not listed here: the most severe are. The Findings view has them all.',
    countInWords(left),
  );
  const note = new vscode.Diagnostic(new vscode.Range(0, 0, 0, 0), message, vscode.DiagnosticSeverity.Information);
  note.source = PROBLEM_SOURCE;
  return note;
}
