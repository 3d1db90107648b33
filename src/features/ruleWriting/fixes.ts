import * as vscode from 'vscode';
import { inPlaceOf } from '../../case/rules/ruleWriting/scalar';
import type { ProblemCode } from '../../detection';
import { newId } from '../newId';
import { labelText } from '../shared';
import type { RuleDiagnostics } from './diagnostics';
import { isRuleDocument } from '../ruleYaml';
import { preferredText } from './quickFix';

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
    const { uri } = document;
    const ids = diagnostics.filter(({ code }) => code === NOT_A_UUID);
    return [
      ...mistaken
        .filter(({ diagnostic }) => diagnostic.range.intersection(range) !== undefined)
        .map(({ diagnostic, meant }) => {
          const written = document.getText(diagnostic.range);
          const isQuoted = /^'[^]*'$/.test(meant);
          const title = !isQuoted
            ? vscode.l10n.t('Change to "{0}"', labelText(meant))
            : /^["']/.test(written)
              ? vscode.l10n.t('Put it in single quotes')
              : vscode.l10n.t('Put it in quotes');
          return preferredText(title, diagnostic, uri, isQuoted ? meant : inPlaceOf(written, meant));
        }),
      ...ids.map((diagnostic) => preferredText(vscode.l10n.t('Give it a new id'), diagnostic, uri, newId())),
    ];
  }
}
