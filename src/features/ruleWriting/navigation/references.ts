import * as vscode from 'vscode';
import { locationOf } from './definition';
import type { UsesElsewhere } from './usesElsewhere';
import { placeRange, type WrittenRules } from './writtenRules';

/** Where a selection or a rule is named: in the file, and of a rule that is in force in the other rule files. */
export class RuleReferences implements vscode.ReferenceProvider {
  constructor(
    private readonly rules: WrittenRules,
    private readonly elsewhere: UsesElsewhere,
  ) {}

  async provideReferences(
    document: vscode.TextDocument,
    position: vscode.Position,
    { includeDeclaration }: vscode.ReferenceContext,
    token: vscode.CancellationToken,
  ): Promise<vscode.Location[] | undefined> {
    const file = await this.rules.among(document);
    const subject = file?.subjectAt(position);
    if (file === undefined || subject === undefined) return undefined;
    const here = includeDeclaration ? [...file.definitions(subject), ...file.uses(subject)] : file.uses(subject);
    const own = here.map((place) => new vscode.Location(document.uri, placeRange(place)));
    const rule = await this.elsewhere.inForce(subject, document).catch(() => undefined);
    if (rule === undefined) return own;
    const isFromElsewhere = includeDeclaration && subject.kind === 'rules' && subject.own.length === 0;
    const declared = isFromElsewhere ? [locationOf(rule)] : [];
    return [...declared, ...own, ...(await this.elsewhere.of(rule, document, token).catch(() => []))];
  }
}
