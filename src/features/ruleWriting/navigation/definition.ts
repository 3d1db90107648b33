import * as vscode from 'vscode';
import type { KnownRule } from '../../../case/rules/ruleWriting/navigation/subject';
import { ruleUri } from '../../rulesInForce/ruleDocuments';
import { isInFile } from '../../rulesInForce/ruleFiles';
import { placeRange, type WrittenRules } from './writtenRules';

/** From a name to the selection or the rule that it means. */
export class RuleDefinitions implements vscode.DefinitionProvider {
  constructor(private readonly rules: WrittenRules) {}

  async provideDefinition(
    document: vscode.TextDocument,
    position: vscode.Position,
  ): Promise<vscode.LocationLink[] | undefined> {
    const file = await this.rules.among(document);
    const subject = file?.subjectAt(position);
    if (file === undefined || subject === undefined) return undefined;
    const originSelectionRange = placeRange(subject.at);
    const own = file.definitions(subject).map((place) => new vscode.Location(document.uri, placeRange(place)));
    const others = subject.kind === 'rules' ? subject.others.map(locationOf) : [];
    return [...own, ...others].map(({ uri, range }) => ({ originSelectionRange, targetUri: uri, targetRange: range }));
  }
}

/** A person's own rule in its file; a bundled one on the page that describes it. */
export function locationOf(rule: KnownRule): vscode.Location {
  if (!isInFile(rule.path)) return new vscode.Location(ruleUri(rule), new vscode.Position(0, 0));
  return new vscode.Location(vscode.Uri.parse(rule.path, true), new vscode.Position(rule.line - 1, 0));
}
