import * as vscode from 'vscode';
import type { KnownRule, Subject } from '../../../case/rules/ruleWriting/navigation/subject';
import type { RuleWritingWorker } from '../../../case/rules/ruleWriting/ruleWriting';
import { isInFile } from '../../ruleFiles';
import { signalOf } from '../../shared';
import { locationOf } from './definition';
import { placeRange, type WrittenRules } from './writtenRules';

/** Where a selection or a rule is named: in the file, and of a rule that is in force in the other rule files. */
export class RuleReferences implements vscode.ReferenceProvider {
  constructor(
    private readonly rules: WrittenRules,
    private readonly worker: Pick<RuleWritingWorker, 'ruleNames' | 'ruleUses'>,
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
    const rule = await this.inForce(subject, document);
    if (rule === undefined) return own;
    const isFromElsewhere = includeDeclaration && subject.kind === 'rules' && subject.own.length === 0;
    const declared = isFromElsewhere ? [locationOf(rule)] : [];
    return [...declared, ...own, ...(await this.elsewhere(rule, document, signalOf(token)))];
  }

  /** The rule as it is in force: others cannot refer to one that is not. */
  private async inForce(subject: Subject, { uri }: vscode.TextDocument): Promise<KnownRule | undefined> {
    if (subject.kind !== 'rules') return undefined;
    const [own] = subject.own;
    if (own === undefined) return subject.others[0];
    const names = await this.worker.ruleNames().catch(() => []);
    const ofFile = names.filter(({ path }) => path === uri.toString());
    const { id, name, title } = own;
    return (
      ofFile.find((rule) => rule.id.toLowerCase() === id?.text.toLowerCase()) ??
      ofFile.find((rule) => rule.name !== undefined && rule.name === name?.text) ??
      ofFile.find((rule) => rule.title === title?.text)
    );
  }

  private async elsewhere(
    rule: KnownRule,
    { uri }: vscode.TextDocument,
    signal: AbortSignal,
  ): Promise<vscode.Location[]> {
    const saved = await this.worker.ruleUses(rule.id, signal).catch(() => []);
    const unsaved = vscode.workspace.textDocuments.filter(
      (one) => one.isDirty && one.uri.toString() !== uri.toString(),
    );
    const passed = new Set([uri, ...unsaved.map((one) => one.uri)].map(String));
    const uses = saved.filter(({ path }) => isInFile(path) && !passed.has(path));
    const locations = uses.map(({ path, at }) => new vscode.Location(vscode.Uri.parse(path, true), placeRange(at)));
    // in a text that is being changed the places are others by now
    for (const document of unsaved) {
      const file = await this.rules.among(document);
      const places = file?.uses(file.elsewhere(rule)) ?? [];
      locations.push(...places.map((place) => new vscode.Location(document.uri, placeRange(place))));
    }
    return locations;
  }
}
