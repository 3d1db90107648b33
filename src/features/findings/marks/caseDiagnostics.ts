import * as vscode from 'vscode';
import type { FindingHit } from '../../../case/engine';
import type { EventPlace } from '../../../case/eventTable';
import type { LogDocument } from '../../../case/documents/logDocument';
import type { OpenCase } from '../../../case/openCase';
import type { OpenLogs } from '../../../case/documents/openLogs';
import type { RuleFacts } from '../../../case/rules/ruleBook';
import { countInWords } from '../../counts';
import { eventInWords, FEW_EVENTS, isChain, linkInWords, MAX_CHAIN, nameOf, whoseInWords } from '../../eventTexts';
import { noteProblem } from '../../findingTexts';
import { severityOf } from '../../levels';
import { codeOf } from '../../rulesInForce/ruleDocuments';
import { eventAlone } from './eventAlone';
import type { PlaceInFinding } from './placesInFindings';
import { areSameEvents } from '../../sameEvents';
import { labelText, PROBLEM_SOURCE, sourcePlace } from '../../shared';
import type { FindingScope } from '../scope';

/** The mark of a correlation of the case on the record that completed it, with its events in order. */
export async function markOf(
  logs: OpenLogs,
  openCase: OpenCase,
  log: LogDocument,
  record: number,
  scope: FindingScope,
  hit: FindingHit,
  { place, of, identity }: PlaceInFinding,
): Promise<vscode.Diagnostic> {
  const rule = scope.findings.rules[hit.rule] as RuleFacts;
  const skipped = Math.max(0, hit.chain.length - MAX_CHAIN);
  const rows = isChain(hit) ? hit.chain.slice(skipped) : [];
  const events = await scope.events(rows);
  const places = await Promise.all(rows.map((row) => openCase.place(row)));
  const inPlace = rows
    .map((row, n) => ({ row, record: recordIn(log, places[n]) }))
    .filter(({ record }) => record >= 0 && record < log.records);
  const areSame = await areSameEvents(logs, openCase, log, inPlace);
  const here = new Map(inPlace.filter((_, n) => areSame[n]).map(({ row, record: at }) => [row, at]));
  const diagnostic = new vscode.Diagnostic(
    nameOf(log, record),
    messageOf(rule, { place, of, identity }),
    // as of a log: the first stands in the Problems panel for all
    of > FEW_EVENTS && place > 0 ? vscode.DiagnosticSeverity.Hint : severityOf(rule.level),
  );
  diagnostic.source = PROBLEM_SOURCE;
  diagnostic.code = codeOf(rule);
  diagnostic.relatedInformation = rows.flatMap((row, n) => {
    const [event, place, at] = [events[n], places[n], here.get(row)];
    if (event === undefined || place === undefined) return [];
    const location =
      at === undefined ? eventAlone(place) : new vscode.Location(vscode.Uri.parse(log.uri, true), nameOf(log, at));
    return [
      new vscode.DiagnosticRelatedInformation(
        location,
        linkInWords(hit, skipped + n, eventInWords(event, scope.withDays)),
      ),
    ];
  });
  return diagnostic;
}

function messageOf(rule: RuleFacts, { place, of, identity }: PlaceInFinding): string {
  const what = whoseInWords(labelText(rule.title), identity);
  if (of <= FEW_EVENTS) return vscode.l10n.t('{0} (found in the case)', what);
  return place === 0
    ? vscode.l10n.t('{0} (found in the case, {1} events)', what, countInWords(of))
    : vscode.l10n.t('{0} (found in the case, event {1} of {2})', what, countInWords(place + 1), countInWords(of));
}

/** Says how many findings of the case are not marked because the log was edited. */
export function noteOf(left: number): vscode.Diagnostic {
  const message =
    left === 1
      ? vscode.l10n.t(
          'A finding of the case is not marked here: this log was changed after the case was read. "Read the Case Again" marks it.',
        )
      : vscode.l10n.t(
          '{0} findings of the case are not marked here: this log was changed after the case was read. "Read the Case Again" marks them.',
          countInWords(left),
        );
  return noteProblem(message);
}

/** Which record of a document stands where the case has one; -1 when it is none of the document's. */
function recordIn(log: LogDocument, place: EventPlace | undefined): number {
  const { source, first } = sourcePlace(vscode.Uri.parse(log.uri, true));
  return place?.uri === source ? place.record - first : -1;
}
