import * as vscode from 'vscode';
import type { CaseSummary } from '../../case/caseSummary';
import type { CaseState } from '../../case/caseState';
import type { LogState, OpenLogs } from '../../case/documents/openLogs';
import { countInWords } from '../counts';
import { eventsInWords } from '../eventTexts';
import { daysInWords } from '../eventTimes';

/** What there is to say above the rows, or in their place; of a case without events the view's welcome tells. */
export function messageOf(logs: OpenLogs, folder: CaseState | undefined): string | undefined {
  if (folder !== undefined) return ofCase(folder);
  return logs.active === undefined ? undefined : ofLog(logs.active);
}

/** What a case has none of, when there is nothing in it to show: files that may be logs, or events in them. */
export function lackOf(folder: CaseState | undefined): 'files' | 'events' | undefined {
  if (folder?.summary === undefined || folder.summary.events > 0 || folder.summary.stopped) return undefined;
  return folder.summary.sources === 0 ? 'files' : 'events';
}

function ofCase(folder: CaseState): string | undefined {
  if (folder.failure !== undefined) return folder.failure;
  if (folder.progress !== undefined) {
    const { sources, ofSources, bytes, events } = folder.progress;
    const megabytes = (bytes / 2 ** 20).toFixed(0);
    return vscode.l10n.t(
      '{0} of {1} files · {2} MB · {3} events',
      countInWords(sources),
      countInWords(ofSources),
      megabytes,
      countInWords(events),
    );
  }
  if (folder.summary === undefined) {
    const { searched = 0 } = folder;
    if (searched === 0) return vscode.l10n.t('Looking for logs…');
    return searched === 1
      ? vscode.l10n.t('Looking for logs… 1 file so far')
      : vscode.l10n.t('Looking for logs… {0} files so far', countInWords(searched));
  }
  if (lackOf(folder) !== undefined) return undefined;
  const { duplicates, withoutTime, withProblems, passedOver, firstTime, lastTime, stopped } = folder.summary;
  const parts = [
    foundInWords(folder.summary),
    daysInWords(firstTime, lastTime),
    duplicates > 0 ? vscode.l10n.t('{0} delivered twice', countInWords(duplicates)) : '',
    withoutTime > 0 ? vscode.l10n.t('{0} without a time, at the end', countInWords(withoutTime)) : '',
    withProblems === 1 ? vscode.l10n.t('1 file with problems') : '',
    withProblems > 1 ? vscode.l10n.t('{0} files with problems', countInWords(withProblems)) : '',
    passedOver === 1 ? vscode.l10n.t('1 other file not read') : '',
    passedOver > 1 ? vscode.l10n.t('{0} other files not read', countInWords(passedOver)) : '',
    stopped ? vscode.l10n.t('stopped before all was read') : '',
  ];
  return parts.filter((part) => part !== '').join(' · ');
}

/** What was found in how many files, and of how many where reading was stopped. */
function foundInWords({ events, sources, notReached }: CaseSummary): string {
  if (notReached > 0)
    return vscode.l10n.t(
      '{0} in {1} of {2} files',
      eventsInWords(events),
      countInWords(sources - notReached),
      countInWords(sources),
    );
  return sources === 1
    ? vscode.l10n.t('{0} in 1 file', eventsInWords(events))
    : vscode.l10n.t('{0} in {1} files', eventsInWords(events), countInWords(sources));
}

function ofLog({ failure, document, beginning }: LogState): string | undefined {
  if (failure !== undefined) return failure;
  // the first events of a large log are not all that it has
  if (document === undefined || beginning === true) return vscode.l10n.t('Reading the log…');
  if (document.records > 0) return undefined;
  const problem = document.analysis.problems.find(({ severity }) => severity !== 'info');
  const none = vscode.l10n.t('This log holds no events.');
  return problem === undefined ? none : `${none} ${problem.message}`;
}
