import * as vscode from 'vscode';
import { rename, renameableAt } from '../../../case/rules/ruleWriting/navigation/rename';
import { placeRange, type WrittenRules } from './writtenRules';

/** Gives a selection another name with its condition, and a rule with what refers to it in its file. */
export class RuleRenames implements vscode.RenameProvider {
  constructor(private readonly rules: WrittenRules) {}

  async prepareRename(
    document: vscode.TextDocument,
    position: vscode.Position,
  ): Promise<{ range: vscode.Range; placeholder: string }> {
    const file = await this.rules.among(document);
    // where nothing is given the editor takes any word for a name
    if (file === undefined) throw new Error(vscode.l10n.t('This is not a Sigma rule for CloudTrail.'));
    const found = renameableAt(file, position);
    // the editor shows what an error says
    if ('refused' in found) throw new Error(found.refused);
    return { range: placeRange(found.at), placeholder: found.text };
  }

  async provideRenameEdits(
    document: vscode.TextDocument,
    position: vscode.Position,
    name: string,
  ): Promise<vscode.WorkspaceEdit | undefined> {
    const file = await this.rules.among(document);
    if (file === undefined) return undefined;
    const renamed = rename(file, position, name);
    if ('refused' in renamed) throw new Error(renamed.refused);
    const edit = new vscode.WorkspaceEdit();
    for (const place of renamed.places) edit.replace(document.uri, placeRange(place), name);
    return edit;
  }
}
