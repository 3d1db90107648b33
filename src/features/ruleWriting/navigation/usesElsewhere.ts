import * as vscode from 'vscode';
import type { KnownRule, Subject } from '../../../case/rules/ruleWriting/navigation/subject';
import type { RuleWritingWorker } from '../../../case/rules/ruleWriting/ruleWriting';
import { isInFile } from '../../rulesInForce/ruleFiles';
import { signalOf } from '../../shared';
import { placeRange, type WrittenRules } from './writtenRules';

/** Where the other rule files refer to a rule of one. */
export class UsesElsewhere {
  constructor(
    private readonly rules: WrittenRules,
    private readonly worker: Pick<RuleWritingWorker, 'ruleNames' | 'ruleUses'>,
  ) {}

  /** The rule as it is in force: others cannot refer to one that is not. Rejects where the rules in force cannot be had. */
  async inForce(subject: Subject, { uri }: vscode.TextDocument): Promise<KnownRule | undefined> {
    if (subject.kind !== 'rules') return undefined;
    const [own] = subject.own;
    if (own === undefined) return subject.others[0];
    const names = await this.worker.ruleNames();
    const ofFile = names.filter(({ path }) => path === uri.toString());
    const { id, name, title } = own;
    return (
      ofFile.find((rule) => rule.id.toLowerCase() === id?.text.toLowerCase()) ??
      ofFile.find((rule) => rule.name !== undefined && rule.name === name?.text) ??
      ofFile.find((rule) => rule.title === title?.text)
    );
  }

  /** The places in files other than this one; rejects likewise. */
  async of(rule: KnownRule, { uri }: vscode.TextDocument, token: vscode.CancellationToken): Promise<vscode.Location[]> {
    const saved = await this.worker.ruleUses(rule.id, signalOf(token));
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
