import * as vscode from 'vscode';
import { Emitter } from '../../case/emitter';
import type { RuleHead } from '../../case/rules/ruleWriting/recognise';
import type { RuleCheck } from '../../case/rules/ruleWriting/ruleWriting';
import type { RulePlaceInFile, Standing } from '../../case/rules/ruleWriting/standing';
import { countInWords } from '../counts';
import { isThere } from '../isThere';
import { isShown, LEVEL_NAMES, lowestLevel } from '../levels';
import { isInFile, type RuleFiles } from '../rulesInForce/ruleFiles';
import { EXCEPTIONS_PATH, isExceptionsFile } from '../rulesInForce/windowRules';
import { fileName, listText } from '../shared';
import type { RuleChecks } from './checks';

/** Puts the rule of a document in force. */
export const PUT_IN_FORCE = 'cloudtrail.putRuleInForce';

/** What is known of an open document of rules. */
interface Known extends Pick<RuleCheck, 'standings'> {
  /** Nothing of it is in force, and its file is not there any more. */
  readonly isGone: boolean;
}

/** Whether the rules of open documents are in force. */
export class RuleStandings {
  private readonly known = new Map<string, Known>();
  private readonly changes = new Emitter<string>();
  /** More is known of a document; the news is its address. */
  readonly onDidChange = this.changes.event;

  constructor(
    private readonly checks: RuleChecks,
    private readonly rules: Pick<RuleFiles, 'waitsForTrust'>,
  ) {}

  /** Whether the document would be in force if the workspace was trusted. */
  waitsForTrust(document: vscode.TextDocument): boolean {
    return this.rules.waitsForTrust(document);
  }

  /** What is known of a document; undefined while nothing is. What is not known yet is asked for. */
  of(document: vscode.TextDocument): Known | undefined {
    const uri = document.uri.toString();
    const before = this.known.get(uri);
    void this.look(document).then((known) => {
      if (known === undefined || document.isClosed) return;
      this.known.set(uri, known);
      if (before === undefined || !areSame(before, known)) this.changes.fire(uri);
    });
    return before;
  }

  private async look(document: vscode.TextDocument): Promise<Known | undefined> {
    const check = await this.checks.of(document);
    if (check === undefined) return undefined;
    const { standings } = check;
    if (standings !== undefined || document.isUntitled) return { standings, isGone: false };
    const before = this.known.get(document.uri.toString());
    // while somebody types in a file that is not in force, it is not looked for at each letter
    const isKnown = before !== undefined && before.standings === undefined && document.isDirty;
    return { standings, isGone: isKnown ? before.isGone : !(await isThere(document.uri)) };
  }

  forget(uri: string): void {
    this.known.delete(uri);
  }
}

function areSame(a: Known, b: Known): boolean {
  return a.isGone === b.isGone && JSON.stringify(a.standings) === JSON.stringify(b.standings);
}

/** Whether a rule is in force, why it finds nothing where it does not, and the way to change that. */
export function standingLens(
  document: vscode.TextDocument,
  { kind, line }: RuleHead,
  { standings, isGone }: Known,
  waitsForTrust: boolean,
): vscode.Command | undefined {
  const change = (title: string): vscode.Command => ({ command: PUT_IN_FORCE, title, arguments: [document.uri] });
  const plain = (title: string): vscode.Command => ({ command: '', title });
  if (document.isUntitled) return change(vscode.l10n.t('draft: use it…'));
  if (standings === undefined) {
    if (waitsForTrust) return change(vscode.l10n.t('not in force in Restricted Mode: use it…'));
    if (!isExceptionsFile(document.uri.path))
      return change(
        isGone
          ? vscode.l10n.t('not in force, the file is not there: save it again')
          : vscode.l10n.t('not in force: use it…'),
      );
    return vscode.workspace.isTrusted
      ? plain(
          // as where another branch has no exceptions, and the tab stays
          vscode.workspace.asRelativePath(document.uri, false) === EXCEPTIONS_PATH
            ? vscode.l10n.t('not in force: the file is not there')
            : vscode.l10n.t('not in force: exceptions are read at the root of the workspace'),
        )
      : { command: 'workbench.trust.manage', title: vscode.l10n.t('not in force in Restricted Mode') };
  }
  const standing = standings.find((one) => one.line - 1 === line);
  // what was wrong with it when it was saved, and is no more, is in force only once it is saved
  if (document.isDirty)
    return change(
      standing === undefined
        ? vscode.l10n.t('changed since it was saved: save')
        : vscode.l10n.t('in force as last saved: save'),
    );
  // what keeps it from being used is told in its problems
  if (standing === undefined) return undefined;
  if (kind === 'filter')
    return plain(standing.isFromNone ? vscode.l10n.t('its rules are not in force') : vscode.l10n.t('in force'));
  return lensOf(standing, plain);
}

function lensOf(standing: Standing, plain: (title: string) => vscode.Command): vscode.Command {
  const { level, isOnlyCounted, off, except, copyOf } = standing;
  const lowest = lowestLevel();
  const [by] = off;
  if (by !== undefined) return leading(vscode.l10n.t('turned off by an exception'), by);
  if (!isOnlyCounted && !isShown(level, lowest)) {
    const title = vscode.l10n.t('in force, below the level shown ({0})', LEVEL_NAMES[lowest]);
    return { command: 'cloudtrail.filterByLevel', title };
  }
  const [first] = except;
  if (first !== undefined) {
    const title =
      except.length === 1
        ? vscode.l10n.t('in force, with an exception')
        : vscode.l10n.t('in force, with {0} exceptions', countInWords(except.length));
    return leading(title, first);
  }
  if (copyOf !== undefined)
    return leading(vscode.l10n.t('in force by its copy in {0}', listText(fileName(copyOf))), copyOf);
  if (isOnlyCounted) return plain(vscode.l10n.t('in force for correlations only'));
  const [command, setting] = ['workbench.action.openSettings', 'cloudtrail.detection.rules'];
  return { command, title: vscode.l10n.t('in force'), tooltip: setting, arguments: [setting] };
}

/** Leads to a place of a rule file; to none where that is no file: exceptions of the window, and bundled rules. */
function leading(title: string, { path, line }: RulePlaceInFile): vscode.Command {
  if (!isInFile(path)) return { command: '', title };
  const selection = new vscode.Range(line - 1, 0, line - 1, 0);
  return { command: 'vscode.open', title, arguments: [vscode.Uri.parse(path, true), { selection }] };
}
