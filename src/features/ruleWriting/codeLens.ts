import * as vscode from 'vscode';
import type { RuleTrial } from '../../case/rules/ruleWriting/trial';
import type { RuleHead } from '../../case/rules/ruleWriting/recognise';
import { countInWords } from '../counts';
import { eventsInWords } from '../eventTexts';
import { labelText, listText } from '../shared';
import { isOver } from './exceptionFixes';
import { headsOf } from '../ruleYaml';
import { type RuleStandings, standingLens } from './standing';
import type { TrialScopes } from './scope';
import { type Trial, type Trials, trialOf } from './trials';

/** VS Code's own. */
const SHOW_PROBLEMS = 'workbench.actions.view.problems';

/**
 * Above each rule's title: how many events of the open log or case it is true of, the way to them, and whether it is
 * in force.
 */
export class TrialLenses implements vscode.CodeLensProvider {
  private readonly changes = new vscode.EventEmitter<void>();
  readonly onDidChangeCodeLenses = this.changes.event;

  constructor(
    private readonly trials: Trials,
    private readonly scopes: TrialScopes,
    private readonly standings: RuleStandings,
  ) {}

  refresh(): void {
    this.changes.fire();
  }

  provideCodeLenses(document: vscode.TextDocument): vscode.CodeLens[] {
    const heads = headsOf(document);
    if (heads.length === 0) return [];
    const trial = this.trials.of(document);
    const known = this.standings.of(document);
    const waits = this.standings.waitsForTrust(document);
    return heads.flatMap((head, number) => {
      const range = new vscode.Range(head.line, 0, head.line, 0);
      const standing = known === undefined || isOver(head) ? undefined : standingLens(document, head, known, waits);
      // first: in half a window there is no room for all
      const commands = [...(standing === undefined ? [] : [standing]), ...this.commands(document, head, number, trial)];
      return commands.map((command) => new vscode.CodeLens(range, command));
    });
  }

  private commands(
    document: vscode.TextDocument,
    head: RuleHead,
    number: number,
    trial: Trial | undefined,
  ): vscode.Command[] {
    if (isOver(head)) return [{ command: '', title: listText(overText(head)) }];
    const scope = this.scopes.current;
    if (scope === undefined && this.scopes.isReading)
      return [{ command: '', title: vscode.l10n.t('reading the log to try it on…') }];
    if (scope === undefined)
      return [{ command: 'cloudtrail.openLog', title: vscode.l10n.t('Open a log to see what this rule matches') }];
    const nothing = (title: string): vscode.Command[] => [{ command: '', title, tooltip: labelText(scope.name) }];
    const found = trial && trialOf(document, number, trial);
    if (found === undefined) {
      return trial?.version === document.version
        ? [{ command: SHOW_PROBLEMS, title: vscode.l10n.t('not tried: see Problems') }]
        : nothing(vscode.l10n.t('trying it…'));
    }
    const args = [document.uri, number];
    const commands = nothing(countText(found));
    if (found.count > 0)
      commands.push({ command: 'cloudtrail.showRuleMatches', title: vscode.l10n.t('show them'), arguments: args });
    commands.push({ command: 'cloudtrail.dryRunRule', title: vscode.l10n.t('dry run'), arguments: args });
    return commands;
  }
}

function overText({ expires, reason }: RuleHead): string {
  return reason === ''
    ? vscode.l10n.t('expired on {0}: what it left out is found again', expires)
    : vscode.l10n.t('expired on {0}: what it left out is found again · it was for: {1}', expires, labelText(reason));
}

/** `matches 3 of 56 events` */
export function countText({ kind, count, of }: RuleTrial): string {
  const [some, all] = [countInWords(count), countInWords(of)];
  switch (kind) {
    case 'rule':
      return of === 1
        ? vscode.l10n.t('matches {0} of 1 event', some)
        : vscode.l10n.t('matches {0} of {1} events', some, all);
    case 'correlation':
      return count === 1
        ? vscode.l10n.t('happens once in {0}', eventsInWords(of))
        : vscode.l10n.t('happens {0} times in {1}', some, eventsInWords(of));
    case 'filter':
      return of === 1
        ? vscode.l10n.t('leaves out {0} of 1 event that its rules match', some)
        : vscode.l10n.t('leaves out {0} of {1} events that its rules match', some, all);
  }
}
