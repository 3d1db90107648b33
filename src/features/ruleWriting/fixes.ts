import * as vscode from 'vscode';
import { inPlaceOf } from '../../case/rules/ruleWriting/scalar';
import type { ProblemCode } from '../../detection';
import { newId } from '../newId';
import { labelText } from '../shared';
import type { RuleDiagnostics } from './diagnostics';
import { isRuleDocument } from '../ruleYaml';

const NOT_A_UUID: ProblemCode = 'not-a-uuid';

/**
 * Where a name stands that is none, the one that was probably meant instead of it; quotes around a text that needs them; an
 * id where what stands there is none.
 */
export class RuleFixes implements vscode.CodeActionProvider {
  constructor(private readonly diagnostics: RuleDiagnostics) {}

  async provideCodeActions(
    document: vscode.TextDocument,
    range: vscode.Range,
    { diagnostics }: vscode.CodeActionContext,
  ): Promise<vscode.CodeAction[]> {
    if (!isRuleDocument(document)) return [];
    const mistaken = await this.diagnostics.mistaken(document);
    const ids = diagnostics
      .filter(({ code }) => code === NOT_A_UUID)
      .map((diagnostic) => newIdFor(diagnostic, document));
    const meant = mistaken.flatMap(({ diagnostic, meant }) => {
      if (diagnostic.range.intersection(range) === undefined) return [];
      const written = document.getText(diagnostic.range);
      const isQuoted = /^'[^]*'$/.test(meant);
      const action = new vscode.CodeAction(
        !isQuoted
          ? vscode.l10n.t('Change to "{0}"', labelText(meant))
          : /^["']/.test(written)
            ? vscode.l10n.t('Put it in single quotes')
            : vscode.l10n.t('Put it in quotes'),
        vscode.CodeActionKind.QuickFix,
      );
      action.edit = new vscode.WorkspaceEdit();
      action.edit.replace(document.uri, diagnostic.range, isQuoted ? meant : inPlaceOf(written, meant));
      action.diagnostics = [diagnostic];
      action.isPreferred = true;
      return [action];
    });
    return [...meant, ...ids];
  }
}

function newIdFor(diagnostic: vscode.Diagnostic, { uri }: vscode.TextDocument): vscode.CodeAction {
  const action = new vscode.CodeAction(vscode.l10n.t('Give it a new id'), vscode.CodeActionKind.QuickFix);
  action.edit = new vscode.WorkspaceEdit();
  action.edit.replace(uri, diagnostic.range, newId());
  action.diagnostics = [diagnostic];
  action.isPreferred = true;
  return action;
}
