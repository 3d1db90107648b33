import * as vscode from 'vscode';
import type { FindingHit, Findings } from '../../case/engine';
import type { FindingGroup } from '../../case/findingGroups';
import type { LogDocument } from '../../case/logDocument';
import { clockTime } from '../../record/time';
import { labelText, toRange } from '../shared';

/** Others of the same finding that are listed with each. */
const MAX_OTHERS = 10;
/** Places that all chains of a file list together: every diagnostic crosses to the window with all of its own. */
const MAX_LINKS = 5000;

/** Lists what belongs to a hit: the chain of a correlation in order, else others of the same finding. */
export function relatedTo(
  log: LogDocument,
  findings: Findings,
  diagnostics: number,
): (hit: FindingHit, number: number) => vscode.DiagnosticRelatedInformation[] {
  const uri = vscode.Uri.parse(log.uri, true);
  const groupOf = new Map<number, { readonly group: FindingGroup; readonly place: number }>();
  for (const group of findings.groups) {
    for (const [place, number] of group.hits.entries()) groupOf.set(number, { group, place });
  }
  const at = (row: number, message: string): vscode.DiagnosticRelatedInformation =>
    new vscode.DiagnosticRelatedInformation(new vscode.Location(uri, nameOf(log, row)), message);
  const maxLinks = Math.max(MAX_OTHERS, Math.floor(MAX_LINKS / Math.max(1, diagnostics)));
  return (hit, number) => {
    if (hit.chain.length > 0) {
      // the newest are those that led to it
      const skipped = Math.max(0, hit.chain.length - maxLinks);
      return hit.chain.slice(skipped).map((row, n) => at(row, `${skipped + n + 1}. ${eventInWords(log, row)}`));
    }
    const own = groupOf.get(number);
    return own === undefined
      ? []
      : othersOf(own.group, own.place, findings).map(({ row, more }) => {
          const event = eventInWords(log, row);
          return at(row, more === 0 ? event : vscode.l10n.t('{0} (and {1} more of this finding)', event, more));
        });
  };
}

/** The nearest others of a group in order of time; the last says how many more there are. */
function othersOf(group: FindingGroup, place: number, { hits }: Findings): { row: number; more: number }[] {
  const count = group.hits.length;
  const start = Math.max(0, Math.min(place - MAX_OTHERS / 2, count - 1 - MAX_OTHERS));
  const window = group.hits.slice(start, start + MAX_OTHERS + 1);
  const others = window.filter((_, n) => start + n !== place);
  const more = count - 1 - others.length;
  return others.map((number, n) => ({
    row: (hits[number] as FindingHit).row,
    more: n === others.length - 1 ? more : 0,
  }));
}

/** `RunInstances · alice · 08:27:45`. */
function eventInWords(log: LogDocument, row: number): string {
  const { eventName, identity, time } = log.eventOfRow(row);
  return [labelText(eventName) || vscode.l10n.t('(no event name)'), labelText(identity), clockTime(time)].join(' · ');
}

/** The value of the event's name, or the record's first character when it has none. */
export function nameOf(log: LogDocument, row: number): vscode.Range {
  const name = toRange(log.nameRange(log.recordOfRow(row)));
  return name.isEmpty ? new vscode.Range(name.start, name.start.translate(0, 1)) : name;
}
