import * as vscode from 'vscode';
import type { Findings } from '../../case/engine';
import type { LogState, OpenLogs } from '../../case/documents/openLogs';
import { type EventReference, eventOfRow } from '../eventRows';
import { isShown, lowestLevel, rankOf } from '../levels';
import { ruleIdOf } from '../rulesInForce/ruleDocuments';
import { labelText, LANGUAGE, sayInStatusBar } from '../shared';
import type { CaseMarks } from './marks/caseMarks';
import type { Node } from './tree/nodes';
import { type FindingReference, type FindingRow, hitsOn, isFindingRow, isIdentityRow, referenceOf } from './reference';
import {
  eventsOfIdentity,
  findingOf,
  remediesByCommand,
  remediesFor,
  remediesOfAll,
  remediesOfEvent,
  remediesOfEventRow,
  remediesOfRule,
  type Remedy,
} from './remedies';

/** What can be done about a finding, on its line: exceptions, the rule, more of the same identity. */
export class FindingActions implements vscode.CodeActionProvider {
  constructor(
    private readonly logs: OpenLogs,
    private readonly marks: CaseMarks,
  ) {}

  provideCodeActions(
    document: vscode.TextDocument,
    _range: vscode.Range,
    { diagnostics }: vscode.CodeActionContext,
  ): vscode.CodeAction[] {
    const state = this.logs.state(document.uri.toString());
    const log = state?.document;
    if (log === undefined || state?.findings === undefined) return [];
    const found = diagnostics.flatMap((diagnostic) => {
      const id = ruleIdOf(diagnostic);
      const record = id === undefined ? undefined : log.recordAt(diagnostic.range.start);
      if (record === undefined) return [];
      const findings = findingsOn(state, this.marks, record).filter(({ rule }) => rule.id === id);
      return findings.length === 0 ? [] : [{ diagnostic, record, findings }];
    });
    const offered = new Set<string>();
    const actions = found.flatMap(({ diagnostic, record, findings }) =>
      remediesOfAll(findings, log.event(record).identity)
        .filter(({ long }) => !offered.has(long) && offered.add(long))
        .map((remedy) => actionOf(remedy, diagnostic)),
    );
    const [first] = found;
    if (first !== undefined) {
      const more = remediesOfEvent(log, log.analysis.rows[first.record] as number);
      actions.push(...more.map((remedy) => actionOf(remedy, first.diagnostic)));
    }
    return actions;
  }
}

/**
 * The same as a list for the event under the cursor, or another one of an open log: the editor has no quick fixes for documents that cannot be
 * written, and readable views are of that kind.
 */
export async function chooseRemedy(logs: OpenLogs, marks: CaseMarks, about?: EventReference): Promise<void> {
  const editor = vscode.window.activeTextEditor;
  const inEditor = editor?.document.languageId === LANGUAGE ? editor.document.uri.toString() : undefined;
  const state = logs.state(about?.scope ?? inEditor ?? '');
  const log = state?.document;
  const record = about === undefined ? editor && log?.recordAt(editor.selection.active) : log?.recordOfRow(about.row);
  const row = record === undefined ? undefined : log?.analysis.rows[record];
  if (state === undefined || log === undefined || record === undefined || row === undefined) {
    sayInStatusBar(vscode.l10n.t('There is no event at the cursor.'), 4000);
    return;
  }
  const { Separator } = vscode.QuickPickItemKind;
  const { identity } = log.event(record);
  const lowest = lowestLevel();
  const found = findingsOn(state, marks, record).filter(({ rule }) => isShown(rule.level, lowest));
  found.sort((a, b) => rankOf(a.rule.level) - rankOf(b.rule.level));
  const rules = new Map(found.map(({ rule }) => [rule.id, rule]));
  const items: RemedyItem[] = [
    ...[...rules.values()].flatMap((rule) => {
      const title = labelText(rule.title);
      const ofRule = found.filter((finding) => finding.rule.id === rule.id);
      const remedies = ruleFirst(remediesOfAll(ofRule, identity)).map((remedy) => itemOf(remedy));
      if (rules.size === 1) return [{ label: title, kind: Separator }, ...remedies];
      // of several each says its rule: separators go when something is typed, and are not read out
      return [{ label: '', kind: Separator }, ...remedies.map((item) => ({ ...item, description: title }))];
    }),
    { label: vscode.l10n.t('This event'), kind: Separator },
    ...[...remediesOfEvent(log, row), ...remediesByCommand(log, row)].map((remedy) => itemOf(remedy)),
  ];
  const title =
    found.length === 0
      ? vscode.l10n.t('What to Do with This Event')
      : found.length === 1
        ? vscode.l10n.t('What to Do about This Finding')
        : vscode.l10n.t('What to Do about These {0} Findings', found.length);
  await choose(items, title);
}

/**
 * The same for what is selected in the Findings view, for those who work with the keys there.
 * @param whyEmpty says why there is nothing to select; undefined where there is something.
 */
export async function chooseRemedyInView(
  selected: Node | undefined,
  whyEmpty: () => string | undefined,
): Promise<void> {
  const finding = isFindingRow(selected) || isIdentityRow(selected) ? referenceOf(selected) : undefined;
  if (finding !== undefined && isIdentityRow(selected)) {
    const { name } = selected.part;
    return choose([itemOf(eventsOfIdentity(name, finding))], labelText(name));
  }
  if (!isFindingRow(selected) || finding === undefined) {
    sayInStatusBar(whyEmpty() ?? vscode.l10n.t('Select a finding first.'), 4000);
    return;
  }
  // by the row itself, so that the next one is selected where it goes
  const ofRow = (remedy: Remedy): Remedy =>
    remedy.arguments[0] === finding ? { ...remedy, arguments: [selected] } : remedy;
  await choose(
    remediesOfRow(selected, finding).map((remedy) => itemOf(ofRow(remedy))),
    labelText(finding.rule.title),
  );
}

function remediesOfRow(selected: FindingRow, finding: FindingReference): Remedy[] {
  // a rule with findings of several identities has none that is meant
  if (selected.kind === 'rule') return remediesOfRule(finding);
  const identity = selected.kind === 'event' ? selected.event.identity : selected.group.identity;
  const remedies = ruleFirst(remediesFor(finding, identity));
  const ofIdentity = eventsOfIdentity(identity, finding);
  if (eventOfRow(selected) !== undefined) return [...remedies, ofIdentity, ...remediesOfEventRow(selected)];
  // and a finding of many events no event
  return [...remedies.filter(({ command }) => command !== 'cloudtrail.exceptEvent'), ofIdentity];
}

interface RemedyItem extends vscode.QuickPickItem {
  readonly remedy?: Remedy;
}

function itemOf(remedy: Remedy): RemedyItem {
  return { label: remedy.short, remedy };
}

async function choose(items: readonly RemedyItem[], title: string): Promise<void> {
  const remedy = (await vscode.window.showQuickPick(items, { title, matchOnDescription: true }))?.remedy;
  if (remedy !== undefined) await vscode.commands.executeCommand(remedy.command, ...remedy.arguments);
}

/**
 * Its short label is all that there is room for beside the title of the rule, and a rule is read before anything is
 * excused from it.
 */
function ruleFirst(remedies: readonly Remedy[]): Remedy[] {
  const isRule = ({ command }: Remedy): boolean => command === 'cloudtrail.openRule';
  return [...remedies.filter(isRule), ...remedies.filter((remedy) => !isRule(remedy))];
}

/** What was found on a record: in its document alone, and what only the case tells. */
function findingsOn({ document: log, findings }: LogState, marks: CaseMarks, record: number): FindingReference[] {
  if (log === undefined) return [];
  const row = log.analysis.rows[record];
  const own = row === undefined || findings === undefined ? [] : hitsOn(findings, row);
  return [
    ...own.map((hit) => findingOf(log, findings as Findings, hit)),
    ...marks.on(log.uri, record).map(({ finding }) => finding),
  ];
}

function actionOf({ long, command, arguments: args }: Remedy, diagnostic: vscode.Diagnostic): vscode.CodeAction {
  const action = new vscode.CodeAction(long, vscode.CodeActionKind.QuickFix);
  action.command = { command, title: long, arguments: [...args] };
  action.diagnostics = [diagnostic];
  return action;
}
