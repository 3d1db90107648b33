import * as vscode from 'vscode';
import { placeRange, type WrittenRules } from './writtenRules';

/** Marks the other places of the file in which the selection or the rule at the cursor is named. */
export class RuleHighlights implements vscode.DocumentHighlightProvider {
  constructor(private readonly rules: WrittenRules) {}

  async provideDocumentHighlights(
    document: vscode.TextDocument,
    position: vscode.Position,
  ): Promise<vscode.DocumentHighlight[] | undefined> {
    // at every step of the cursor: what other files are called is not asked
    const file = await this.rules.alone(document);
    const subject = file?.subjectAt(position);
    if (file === undefined || subject === undefined) return undefined;
    const { Read, Write } = vscode.DocumentHighlightKind;
    return [
      ...file.names(subject).map((place) => new vscode.DocumentHighlight(placeRange(place), Write)),
      ...file.uses(subject).map((place) => new vscode.DocumentHighlight(placeRange(place), Read)),
    ];
  }
}
