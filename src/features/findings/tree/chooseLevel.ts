import * as vscode from 'vscode';
import type { Findings } from '../../../case/engine';
import type { RuleLevel } from '../../../detection';
import { isLevelOfWorkspace, LEVEL_NAMES, LEVELS, lowestLevel, setLowestLevel } from '../../levels';
import { findingsInWords } from '../words';

/** Asks for the lowest level whose findings are shown: says of each how many there are, and begins with the one that is set. */
export function chooseLevel(findings: Findings | undefined): void {
  const lowest = lowestLevel();
  const items = LEVELS.map((level) => ({ label: LEVEL_NAMES[level], description: describe(findings, level), level }));
  const pick = vscode.window.createQuickPick<(typeof items)[number]>();
  pick.title = vscode.l10n.t('The Lowest Level of Findings That Are Shown');
  pick.placeholder = holdsInWords();
  pick.items = items;
  pick.activeItems = items.filter(({ level }) => level === lowest);
  pick.onDidAccept(() => {
    const [chosen] = pick.selectedItems;
    pick.hide();
    if (chosen !== undefined) void setLowestLevel(chosen.level);
  });
  pick.onDidHide(() => pick.dispose());
  pick.show();
}

/** Where the choice is kept: what is less severe is hidden there until it is changed back. */
function holdsInWords(): string {
  return isLevelOfWorkspace()
    ? vscode.l10n.t('Kept in the settings of this workspace')
    : vscode.l10n.t('Kept in your settings, for all windows');
}

function describe(findings: Findings | undefined, level: RuleLevel): string {
  if (findings === undefined) return '';
  return findingsInWords(findings.groups.filter(({ rule }) => findings.rules[rule]?.level === level).length);
}
