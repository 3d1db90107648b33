import * as vscode from 'vscode';
import type { FindingHit, Findings } from '../../case/ruleAnswers';
import type { LogDocument } from '../../case/documents/logDocument';
import type { RuleFacts } from '../../case/rules/ruleBook';
import type { RuleLevel } from '../../detection';
import { countInWords } from '../counts';
import { isShown, rankOf, severityOf } from '../levels';
import { FEW_EVENTS } from '../eventTexts';
import { findingInWords, noteProblem } from '../findingTexts';
import { codeOf } from '../rulesInForce/ruleDocuments';
import { PROBLEM_SOURCE } from '../shared';
import { nameOfRow, type Placed, placesIn, relatedTo } from './related';

/** VS Code shows 1,000 diagnostics a file; one is kept for what we say of the rest. */
const MAX_DIAGNOSTICS = 999;

/**
 * The findings of a log from a level on, each on its events' names. Of too many the most severe are there, and of each
 * the first event before the others.
 */
export function findingDiagnostics(log: LogDocument, findings: Findings, lowest: RuleLevel): vscode.Diagnostic[] {
  const ruleOf = ({ rule }: FindingHit): RuleFacts => findings.rules[rule] as RuleFacts;
  const rank = ({ hit }: Placed): number => rankOf(ruleOf(hit).level);
  const placed = placesIn(findings).filter(({ hit }) => isShown(ruleOf(hit).level, lowest));
  placed.sort((a, b) => Number(isFollower(a)) - Number(isFollower(b)) || rank(a) - rank(b));
  const shown = placed.slice(0, MAX_DIAGNOSTICS);
  const related = relatedTo(log, findings, shown.length);
  const diagnostics = shown.map((place) => {
    const rule = ruleOf(place.hit);
    const diagnostic = new vscode.Diagnostic(
      nameOfRow(log, place.hit.row),
      findingInWords(rule.title, place.group, place.place),
      severityIn(rule, place),
    );
    diagnostic.source = PROBLEM_SOURCE;
    diagnostic.code = codeOf(rule);
    diagnostic.relatedInformation = related(place);
    return diagnostic;
  });
  const rest = placed.length - diagnostics.length;
  return rest > 0 ? [...diagnostics, noteOf(rest)] : diagnostics;
}

/** Whether it is an event of a long finding, but not the first, which stands for all in the Problems panel. */
function isFollower({ group, place }: Placed): boolean {
  return group.hits.length > FEW_EVENTS && place > 0;
}

function severityIn({ level }: RuleFacts, place: Placed): vscode.DiagnosticSeverity {
  return isFollower(place) ? vscode.DiagnosticSeverity.Hint : severityOf(level);
}

function noteOf(rest: number): vscode.Diagnostic {
  const message = vscode.l10n.t(
    '{0} more findings are not marked in this file: the editor shows 1,000 problems, so the most severe are here. The Findings view has them all.',
    countInWords(rest),
  );
  return noteProblem(message);
}
