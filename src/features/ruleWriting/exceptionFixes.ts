import * as vscode from 'vscode';
import { DEFAULT_DAYS, daysAfter } from '../../case/exceptions';
import type { RuleHead } from '../../case/ruleWriting/recognise';
import { today } from '../../case/today';
import { UNUSED_EXCEPTION } from '../ruleFiles';
import { headsOf } from './ruleYaml';

const SEPARATOR = /^(?:---|\.\.\.)(?:\s|$)/;

/** What can be done about an exception that is over, or that leaves nothing out. */
export class ExceptionFixes implements vscode.CodeActionProvider {
  provideCodeActions(
    document: vscode.TextDocument,
    _range: vscode.Range,
    { diagnostics }: vscode.CodeActionContext,
  ): vscode.CodeAction[] {
    const heads = headsOf(document);
    return diagnostics.flatMap((diagnostic) => {
      if (diagnostic.source !== 'CloudTrail') return [];
      const part = partAround(document, diagnostic.range.start.line);
      const head = heads.find(({ line }) => line >= part.first && line <= part.last);
      if (head?.kind !== 'filter') return [];
      const removal = fix(vscode.l10n.t('Remove this exception'), diagnostic, (edit) =>
        edit.delete(document.uri, rangeToRemove(document, part)),
      );
      if (diagnostic.code === UNUSED_EXCEPTION) return [removal];
      const line = document.lineAt(diagnostic.range.start.line);
      if (!isOver(head) || !/^['"]?expires['"]?\s*:/.test(line.text)) return [];
      const day = daysAfter(today(), DEFAULT_DAYS);
      const renewal = fix(vscode.l10n.t('Let it hold until {0}', day), diagnostic, (edit) =>
        edit.replace(document.uri, line.range, line.text.replace(head.expires, day)),
      );
      return [renewal, removal];
    });
  }
}

/** Whether it is an exception whose last day is past. */
export function isOver({ kind, expires }: RuleHead): boolean {
  return kind === 'filter' && /^\d{4}-\d\d-\d\d$/.test(expires) && expires < today();
}

function fix(
  title: string,
  diagnostic: vscode.Diagnostic,
  change: (edit: vscode.WorkspaceEdit) => void,
): vscode.CodeAction {
  const action = new vscode.CodeAction(title, vscode.CodeActionKind.QuickFix);
  action.edit = new vscode.WorkspaceEdit();
  change(action.edit);
  action.diagnostics = [diagnostic];
  return action;
}

/** Lines of a file, the last included. */
interface Part {
  readonly first: number;
  readonly last: number;
}

/** The YAML document around a line, without the lines that part it from others. */
function partAround(document: vscode.TextDocument, line: number): Part {
  let [first, last] = [line, line];
  while (first > 0 && !SEPARATOR.test(document.lineAt(first - 1).text)) first--;
  while (last < document.lineCount - 1 && !SEPARATOR.test(document.lineAt(last + 1).text)) last++;
  return { first, last };
}

/** A document with the line that parts it from the one before, or else from the next. What heads the file stays. */
function rangeToRemove(document: vscode.TextDocument, { first, last }: Part): vscode.Range {
  if (first > 0) return new vscode.Range(first - 1, 0, last + 1, 0);
  let start = first;
  while (start < last && /^\s*(?:#|$)/.test(document.lineAt(start).text)) start++;
  return new vscode.Range(start, 0, Math.min(last + 2, document.lineCount), 0);
}
