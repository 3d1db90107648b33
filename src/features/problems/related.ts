import * as vscode from 'vscode';
import type { FindingHit, Findings } from '../../case/ruleAnswers';
import type { FindingGroup } from '../../case/findings/findingGroups';
import type { LogDocument } from '../../case/documents/logDocument';
import { eventInWords, linkInWords, MAX_CHAIN, nameOf } from '../eventTexts';
import { hasSeveralDays } from '../eventTimes';

/** A hit and its place in its finding. */
export interface Placed {
  readonly hit: FindingHit;
  readonly group: FindingGroup;
  /** From 0, in order of time. */
  readonly place: number;
}

/** Others that are listed with the first event of a finding: the Problems panel shows them all opened. */
const MAX_OTHERS = 5;
/** Places that all diagnostics of a file list together: every one crosses to the window with all of its own. */
const MAX_LINKS = 5000;

/** All hits, each with its finding. */
export function placesIn({ hits, groups }: Findings): Placed[] {
  return groups.flatMap((group) =>
    group.hits.map((number, place) => ({ hit: hits[number] as FindingHit, group, place })),
  );
}

/**
 * Lists what belongs to a hit: of a correlation its chain in order, of the first event of a finding those that follow,
 * of the others the first and their neighbours. The hover lists them before it says anything else, so they are few.
 */
export function relatedTo(
  log: LogDocument,
  findings: Findings,
  diagnostics: number,
): (place: Placed) => vscode.DiagnosticRelatedInformation[] {
  const uri = vscode.Uri.parse(log.uri, true);
  const at = (row: number, message: string): vscode.DiagnosticRelatedInformation =>
    new vscode.DiagnosticRelatedInformation(new vscode.Location(uri, nameOfRow(log, row)), message);
  const withDays = hasSeveralDays(log);
  const maxLinks = Math.min(MAX_CHAIN, Math.max(10, Math.floor(MAX_LINKS / Math.max(1, diagnostics))));
  return ({ hit, group, place }) => {
    if (hit.chain.length > 0) {
      const skipped = Math.max(0, hit.chain.length - maxLinks);
      return hit.chain
        .slice(skipped)
        .map((row, n) => at(row, linkInWords(hit, skipped + n, eventInWords(log.eventOfRow(row), withDays))));
    }
    return othersOf(group, place).map(({ number, more }) => {
      const { row } = findings.hits[number] as FindingHit;
      const event = eventInWords(log.eventOfRow(row), withDays);
      return at(row, more === 0 ? event : vscode.l10n.t('{0} (and {1} more of this finding)', event, more));
    });
  };
}

/** Others of a finding in order of time; the last of those that are listed with the first says how many more there are. */
function othersOf({ hits }: FindingGroup, place: number): { number: number; more: number }[] {
  const places = place === 0 ? hits.map((_, n) => n).slice(1, 1 + MAX_OTHERS) : [0, place - 1, place + 1];
  const others = [...new Set(places)].filter((n) => n !== place && n < hits.length);
  const more = place === 0 ? hits.length - 1 - others.length : 0;
  return others.map((n, index) => ({ number: hits[n] as number, more: index === others.length - 1 ? more : 0 }));
}

/** Where an event's name stands. */
export function nameOfRow(log: LogDocument, row: number): vscode.Range {
  return nameOf(log, log.recordOfRow(row));
}
