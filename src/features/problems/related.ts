import * as vscode from 'vscode';
import type { FindingHit, Findings } from '../../case/ruleAnswers';
import type { FindingGroup } from '../../case/findings/findingGroups';
import type { LogDocument } from '../../case/documents/logDocument';
import { eventInWords, isChain, linkInWords, MAX_CHAIN, nameOf } from '../eventTexts';
import { hasSeveralDays } from '../eventTimes';
import { otherInWords, othersOf } from '../findingTexts';

/** A hit and its place in its finding. */
export interface Placed {
  readonly hit: FindingHit;
  readonly group: FindingGroup;
  /** From 0, in order of time. */
  readonly place: number;
}

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
    if (isChain(hit)) {
      const skipped = Math.max(0, hit.chain.length - maxLinks);
      return hit.chain
        .slice(skipped)
        .map((row, n) => at(row, linkInWords(hit, skipped + n, eventInWords(log.eventOfRow(row), withDays))));
    }
    return othersOf(group, place).map((other) => {
      const { row } = findings.hits[other.number] as FindingHit;
      return at(row, otherInWords(other, eventInWords(log.eventOfRow(row), withDays)));
    });
  };
}

/** Where an event's name stands. */
export function nameOfRow(log: LogDocument, row: number): vscode.Range {
  return nameOf(log, log.recordOfRow(row));
}
