import * as vscode from 'vscode';
import { rename, renameableAt } from '../../../case/rules/ruleWriting/navigation/rename';
import type { UsesElsewhere } from './usesElsewhere';
import { placeRange, type WrittenRules } from './writtenRules';

/** Gives a selection another name with its condition, and a rule with what calls it so, in other rule files too. */
export class RuleRenames implements vscode.RenameProvider {
  constructor(
    private readonly rules: WrittenRules,
    private readonly elsewhere: UsesElsewhere,
  ) {}

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
    token: vscode.CancellationToken,
  ): Promise<vscode.WorkspaceEdit | undefined> {
    const file = await this.rules.among(document);
    const subject = file?.subjectAt(position);
    if (file === undefined || subject === undefined) return undefined;
    const renamed = rename(file, position, name);
    if ('refused' in renamed) throw new Error(renamed.refused);
    const edit = new vscode.WorkspaceEdit();
    for (const place of renamed.places) edit.replace(document.uri, placeRange(place), name);
    const rule = renamed.places.length > 0 ? await this.elsewhere.inForce(subject, document) : undefined;
    if (subject.kind !== 'rules' || rule === undefined) return edit;
    for (const { uri, range } of await this.elsewhere.of(rule, document, token)) {
      // by its id or title it is called as before
      const written = (await vscode.workspace.openTextDocument(uri)).getText(range);
      if (written === subject.text) edit.replace(uri, range, name);
    }
    return edit;
  }
}
