import * as vscode from 'vscode';
import { DEFAULT_DAYS, daysAfter, documentAround, linesToRemove } from '../../case/exceptions/exceptions';
import { LINE_END } from '../../case/rules/ruleWriting/lines';
import type { RuleHead } from '../../case/rules/ruleWriting/recognise';
import type { ProblemCode } from '../../detection';
import { today } from '../../case/today';
import { isDay } from '../../record/time';
import { UNUSED_EXCEPTION } from '../rulesInForce/ruleFiles';
import { PROBLEM_SOURCE } from '../shared';
import { headsOf } from '../ruleYaml';
import { quickFix } from './quickFix';

const NO_SUCH_RULE: ProblemCode = 'no-such-rule';

/** What can be done about an exception that is over, that leaves nothing out, or whose rule is not there. */
export class ExceptionFixes implements vscode.CodeActionProvider {
  provideCodeActions(
    document: vscode.TextDocument,
    _range: vscode.Range,
    { diagnostics }: vscode.CodeActionContext,
  ): vscode.CodeAction[] {
    const heads = headsOf(document);
    const lines = document.getText().split(LINE_END);
    return diagnostics.flatMap((diagnostic) => {
      if (diagnostic.source !== PROBLEM_SOURCE) return [];
      const part = documentAround(lines, diagnostic.range.start.line);
      const head = heads.find(({ line }) => line >= part.first && line < part.end);
      if (head?.kind !== 'filter') return [];
      const removal = quickFix(vscode.l10n.t('Remove this exception'), diagnostic, (edit) => {
        const { first, end } = linesToRemove(lines, part);
        edit.delete(document.uri, new vscode.Range(first, 0, end, 0));
      });
      if (diagnostic.code === UNUSED_EXCEPTION || diagnostic.code === NO_SUCH_RULE) return [removal];
      const line = document.lineAt(diagnostic.range.start.line);
      if (!isOver(head) || !/^['"]?expires['"]?\s*:/.test(line.text)) return [];
      const day = daysAfter(today(), DEFAULT_DAYS);
      const renewal = quickFix(vscode.l10n.t('Let it hold until {0}', day), diagnostic, (edit) =>
        edit.replace(document.uri, line.range, line.text.replace(head.expires, day)),
      );
      return [renewal, removal];
    });
  }
}

/** Whether it is an exception whose last day is past. */
export function isOver({ kind, expires }: RuleHead): boolean {
  return kind === 'filter' && isDay(expires) && expires < today();
}
