import * as vscode from 'vscode';
import { countInWords } from '../../counts';
import { eventsInWords } from '../../eventTexts';
import { LEVEL_NAMES, lowestLevel } from '../../levels';
import type { RuleFiles } from '../../rulesInForce/ruleFiles';
import { labelText } from '../../shared';
import type { FolderSettings } from './folderSettings';
import type { RuleFileProblems } from '../ruleFileProblems';
import type { Coverage, FindingScope, Shown } from '../scope';
import type { FindingTree } from './tree';
import { findingsInWords, noneOfLevelInWords } from '../words';

/** What there is to say above the rows, or in their place. */
export function messageOf(
  shown: Shown,
  tree: Pick<FindingTree, 'levels'>,
  problems: Pick<RuleFileProblems, 'leftOut' | 'brokenFiles'>,
  rules: Pick<RuleFiles, 'areNone' | 'areSetAside' | 'settingsSetAside' | 'withoutRules'>,
  folders: Pick<FolderSettings, 'withoutEffect'>,
): string | undefined {
  switch (shown.kind) {
    case 'nothing':
      return undefined;
    case 'reading':
      return vscode.l10n.t('Findings come once everything is read.');
    case 'running':
      return shown.share === undefined
        ? vscode.l10n.t('Running the rules…')
        : vscode.l10n.t('Running the rules… {0} %', Math.floor(shown.share * 100));
    case 'failed':
      return shown.message;
    case 'found': {
      const { id, findings, coverage, isOfCase } = shown.scope;
      const left = problems.leftOut(id);
      const broken = problems.brokenFiles;
      const parts = [
        ...nothingShownInWords(shown.scope, tree, rules),
        ...gapsInWords(coverage, isOfCase),
        unreadInWords(findings.unread),
        uncountedInWords(findings.uncounted),
        leftOutInWords(left, rules.areSetAside),
        ...untrustedInWords(rules),
        ...withoutEffectInWords(folders.withoutEffect),
        rules.withoutRules.length > 0
          ? vscode.l10n.t('No rules at {0}', rules.withoutRules.map((entry) => labelText(entry)).join(', '))
          : '',
        broken.exceptions > 0 ? vscode.l10n.t('The file of exceptions has errors: see Problems') : '',
        broken.rules === 1 ? vscode.l10n.t('One rule file has errors: see Problems') : '',
        broken.rules > 1 ? vscode.l10n.t('{0} rule files have errors: see Problems', countInWords(broken.rules)) : '',
      ].filter((part) => part !== '');
      return parts.length === 0 ? undefined : parts.join(' · ');
    }
  }
}

/** That no finding is shown, and which are not shown because of their level. */
function nothingShownInWords(
  { findings, coverage }: FindingScope,
  tree: Pick<FindingTree, 'levels'>,
  rules: Pick<RuleFiles, 'areNone'>,
): string[] {
  const found = tree.levels().reduce((sum, level) => sum + level.findings, 0);
  const below = findings.groups.length - found;
  const lowest = lowestLevel();
  return [
    found > 0 ? '' : below > 0 ? noneOfLevelInWords(lowest) : nothingInWords(coverage, findings.unread, rules.areNone),
    below > 0 ? vscode.l10n.t('{0} below level {1} not shown', findingsInWords(below), LEVEL_NAMES[lowest]) : '',
  ];
}

/** Where the exceptions of the folder are set aside, those of the window are meant. */
function leftOutInWords(left: number, areSetAside: boolean): string {
  if (left === 0) return '';
  return areSetAside
    ? vscode.l10n.t('{0} left out by exceptions of this window', eventsInWords(left))
    : vscode.l10n.t('{0} left out by exceptions', eventsInWords(left));
}

/** Nobody is to take what was not looked at for what is not suspicious. */
function nothingInWords(
  { events, broken, lacking, isStopped }: Coverage,
  unread: number,
  isWithoutRules: boolean,
): string {
  if (events === 0) return vscode.l10n.t('There are no events to look at');
  if (isWithoutRules) return vscode.l10n.t('No rule is in force: see the settings for cloudtrail.detection');
  if (unread > 0) return vscode.l10n.t('Nothing suspicious was found in what could be looked at');
  return broken > 0 || lacking > 0 || isStopped
    ? vscode.l10n.t('Nothing suspicious was found in what was read')
    : vscode.l10n.t('Nothing suspicious was found');
}

/** What a folder of unknown origin may not say, and how it may. */
function untrustedInWords({
  areSetAside,
  settingsSetAside,
}: Pick<RuleFiles, 'areSetAside' | 'settingsSetAside'>): string[] {
  if (!areSetAside && settingsSetAside.length === 0) return [];
  const names = namesInWords(settingsSetAside);
  const settings = areSetAside
    ? vscode.l10n.t('nor are its settings: {0}', names)
    : vscode.l10n.t('The settings of this folder are not applied in Restricted Mode: {0}', names);
  return [
    areSetAside ? vscode.l10n.t('The exceptions of this folder are not applied in Restricted Mode') : '',
    names === '' ? '' : settings,
    vscode.l10n.t('"Manage Workspace Trust" changes that'),
  ];
}

function namesInWords(settings: readonly string[]): string {
  return settings.map((name) => name.replace(/^cloudtrail\./, '')).join(', ');
}

/** So many folders are named. */
const MOST_FOLDERS = 3;

/** VS Code says so too, but only to whoever opens the file in which they stand. */
function withoutEffectInWords(folders: FolderSettings['withoutEffect']): string[] {
  if (folders.length === 0) return [];
  const first = folders.slice(0, MOST_FOLDERS);
  const named = first.map(({ folder, names }) => `${labelText(folder)} (${namesInWords(names)})`);
  if (folders.length > MOST_FOLDERS) named.push('…');
  return [
    vscode.l10n.t('Settings of a single folder do not count in this workspace: {0}', named.join(', ')),
    vscode.l10n.t('"Open Workspace Settings" is the place for them'),
  ];
}

function gapsInWords({ broken, lacking, isStopped }: Coverage, isOfCase: boolean): string[] {
  return [
    broken > 0 && !isOfCase ? vscode.l10n.t('this log could not be read whole: see Problems') : '',
    broken === 1 && isOfCase ? vscode.l10n.t('1 file with problems: see Sources') : '',
    broken > 1 && isOfCase ? vscode.l10n.t('{0} files with problems: see Sources', countInWords(broken)) : '',
    lacking > 0 && !isOfCase ? vscode.l10n.t('the events of this log may not be whole: see Problems') : '',
    lacking === 1 && isOfCase ? vscode.l10n.t('1 file whose events may not be whole: see Sources') : '',
    lacking > 1 && isOfCase
      ? vscode.l10n.t('{0} files whose events may not be whole: see Sources', countInWords(lacking))
      : '',
    isStopped ? vscode.l10n.t('reading was stopped before all was read') : '',
  ];
}

function unreadInWords(unread: number): string {
  if (unread === 0) return '';
  return unread === 1
    ? vscode.l10n.t('1 event could not be looked at: its file was changed or can no longer be read')
    : vscode.l10n.t(
        '{0} could not be looked at: their files were changed or can no longer be read',
        eventsInWords(unread),
      );
}

function uncountedInWords(uncounted: number): string {
  if (uncounted === 0) return '';
  return uncounted === 1
    ? vscode.l10n.t('1 event without a time: no correlation counts it')
    : vscode.l10n.t('{0} without a time: no correlation counts them', eventsInWords(uncounted));
}
