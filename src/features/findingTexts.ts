import * as vscode from 'vscode';
import type { FindingGroup } from '../case/findings/findingGroups';
import { countInWords } from './counts';
import { FEW_EVENTS, whoseInWords } from './eventTexts';
import { labelText, PROBLEM_SOURCE } from './shared';

/** Others that are listed with the first event of a finding: the Problems panel shows them all opened. */
const MAX_OTHERS = 5;

/**
 * What the Problems panel says of an event of a finding: what was found, whose it is, and of a longer one which of its
 * events this is.
 * @param place which of them, from 0
 */
export function findingInWords(title: string, { identity, hits }: FindingGroup, place: number): string {
  const what = whoseInWords(labelText(title), identity);
  const count = hits.length;
  if (count <= FEW_EVENTS) return what;
  return place === 0
    ? vscode.l10n.t('{0} ({1} events)', what, countInWords(count))
    : vscode.l10n.t('{0} (event {1} of {2})', what, countInWords(place + 1), countInWords(count));
}

/** An event that is listed with another of its finding. */
export interface Other {
  /** Number into the findings' hits. */
  readonly number: number;
  /** How many more there are that are not listed. */
  readonly more: number;
}

/** Others of a finding in order of time; the last of those that are listed with the first says how many more there are. */
export function othersOf({ hits }: FindingGroup, place: number): Other[] {
  const places = place === 0 ? hits.map((_, n) => n).slice(1, 1 + MAX_OTHERS) : [0, place - 1, place + 1];
  const others = [...new Set(places)].filter((n) => n !== place && n < hits.length);
  const more = place === 0 ? hits.length - 1 - others.length : 0;
  return others.map((n, index) => ({ number: hits[n] as number, more: index === others.length - 1 ? more : 0 }));
}

/** Such an event as a line. */
export function otherInWords({ more }: Other, event: string): string {
  return more === 0 ? event : vscode.l10n.t('{0} (and {1} more of this finding)', event, more);
}

/** What is said in the Problems panel of findings that are not listed there, at the start of a document. */
export function noteProblem(message: string): vscode.Diagnostic {
  const note = new vscode.Diagnostic(new vscode.Range(0, 0, 0, 0), message, vscode.DiagnosticSeverity.Information);
  note.source = PROBLEM_SOURCE;
  return note;
}
