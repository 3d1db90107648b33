import * as vscode from 'vscode';
import { inPlaceOf } from '../../case/rules/ruleWriting/scalar';
import { labelText } from '../shared';
import type { RuleDiagnostics } from './diagnostics';
import { isRuleDocument } from '../ruleYaml';

/** Where a name stands that is none, the one that was probably meant instead of it; quotes around a text that needs them. */
export class RuleFixes implements vscode.CodeActionProvider {
  constructor(private readonly diagnostics: RuleDiagnostics) {}

  async provideCodeActions(document: vscode.TextDocument, range: vscode.Range): Promise<vscode.CodeAction[]> {
    if (!isRuleDocument(document)) return [];
    const mistaken = await this.diagnostics.mistaken(document);
    return mistaken.flatMap(({ diagnostic, meant }) => {
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
  }
}
