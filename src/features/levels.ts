import * as vscode from 'vscode';
import type { RuleLevel } from '../detection';
import { restrictedSetting } from './restrictedSettings';

/** How severe a rule is, the worst first. */
export const LEVELS: readonly RuleLevel[] = ['critical', 'high', 'medium', 'low', 'informational'];

export const LEVEL_NAMES: Readonly<Record<RuleLevel, string>> = {
  critical: vscode.l10n.t('Critical'),
  high: vscode.l10n.t('High'),
  medium: vscode.l10n.t('Medium'),
  low: vscode.l10n.t('Low'),
  informational: vscode.l10n.t('Informational'),
};

const SEVERITIES: Readonly<Record<RuleLevel, vscode.DiagnosticSeverity>> = {
  critical: vscode.DiagnosticSeverity.Error,
  high: vscode.DiagnosticSeverity.Error,
  medium: vscode.DiagnosticSeverity.Warning,
  low: vscode.DiagnosticSeverity.Information,
  // a Hint is not listed in the Problems panel
  informational: vscode.DiagnosticSeverity.Information,
};

/** How the Problems panel shows a level. */
export function severityOf(level: RuleLevel): vscode.DiagnosticSeverity {
  return SEVERITIES[level];
}

const SETTING = 'detection.level';

/** The lowest level whose findings are shown. */
export function lowestLevel(): RuleLevel {
  const set = restrictedSetting(SETTING);
  return LEVELS.find((level) => level === set) ?? 'low';
}

/** The place of a level among all, the most severe of which is 0. */
export function rankOf(level: RuleLevel): number {
  return LEVELS.indexOf(level);
}

/** Whether findings of a level are shown when `lowest` is the lowest that is. */
export function isShown(level: RuleLevel, lowest: RuleLevel): boolean {
  return rankOf(level) <= rankOf(lowest);
}

/** Tells when the lowest level that is shown was set anew. */
export function onDidChangeLevel(listener: () => void): vscode.Disposable {
  return vscode.workspace.onDidChangeConfiguration((change) => {
    if (change.affectsConfiguration(`cloudtrail.${SETTING}`)) listener();
  });
}

/** Whether the lowest level is set for the workspace, not for the person. */
export function isLevelOfWorkspace(): boolean {
  return vscode.workspace.getConfiguration('cloudtrail').inspect(SETTING)?.workspaceValue !== undefined;
}

/** Sets the lowest level where it is set already: for the workspace, or else for the person. */
export async function setLowestLevel(level: RuleLevel): Promise<void> {
  const target = isLevelOfWorkspace() ? vscode.ConfigurationTarget.Workspace : vscode.ConfigurationTarget.Global;
  await vscode.workspace.getConfiguration('cloudtrail').update(SETTING, level, target);
}
