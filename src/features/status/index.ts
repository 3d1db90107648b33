import * as vscode from 'vscode';
import type { LogState, OpenLogs } from '../../case/documents/openLogs';
import { countInWords } from '../counts';
import { eventsInWords } from '../eventTexts';
import { LANGUAGE } from '../shared';

/** The state of the active log in the status bar's language menu: how many events, in what, how much was left out. */
export function register(context: vscode.ExtensionContext, logs: OpenLogs): void {
  const item = vscode.languages.createLanguageStatusItem('cloudtrail.log', LANGUAGE);
  item.name = 'CloudTrail';
  item.command = { command: 'cloudtrail.events.focus', title: vscode.l10n.t('Show Events') };
  const show = (state: LogState | undefined): void => {
    const log = state?.document?.analysis;
    const isReading = log === undefined || state?.beginning === true;
    item.busy = state !== undefined && isReading && state.failure === undefined;
    item.text = state?.failure ?? (isReading ? vscode.l10n.t('Reading the log…') : eventsInWords(log.records));
    const findings = state?.findings?.groups.length;
    const problems = log?.problems.filter(({ severity }) => severity !== 'info').length ?? 0;
    const parts = [
      log?.containerName,
      log && log.duplicates > 0
        ? vscode.l10n.t('{0} of them delivered twice', countInWords(log.duplicates))
        : undefined,
      problems === 0
        ? undefined
        : problems === 1
          ? vscode.l10n.t('1 problem')
          : vscode.l10n.t('{0} problems', countInWords(problems)),
      findings === undefined
        ? undefined
        : findings === 1
          ? vscode.l10n.t('1 finding')
          : vscode.l10n.t('{0} findings', countInWords(findings)),
    ];
    item.detail = parts.filter((part) => part !== undefined).join(', ');
    const failed = state?.failure !== undefined || log?.problems.some((problem) => problem.severity === 'error');
    item.severity = failed ? vscode.LanguageStatusSeverity.Warning : vscode.LanguageStatusSeverity.Information;
  };
  show(logs.active);
  context.subscriptions.push(
    item,
    logs.onDidActivate(() => show(logs.active)),
    logs.onDidChange((state) => {
      if (state.uri === logs.active?.uri) show(state);
    }),
  );
}
