import * as vscode from 'vscode';
import type { FindingHit } from '../../case/engine';
import type { EventPlace } from '../../case/eventTable';
import type { LogDocument } from '../../case/logDocument';
import type { OpenCase } from '../../case/openCase';
import type { OpenLogs } from '../../case/openLogs';
import type { RuleFacts } from '../../case/ruleBook';
import { eventInWords, MAX_CHAIN, nameOf } from '../eventTexts';
import { isShown, lowestLevel, rankOf, severityOf } from '../levels';
import { ruleUri } from '../ruleDocuments';
import { readableUri, sourcePlace } from '../shared';
import { hitsOn, type FindingReference } from './reference';
import type { FindingScope, ShownFindings } from './scope';

/** So many of them are marked in one document: each lists others of its events, and the Findings view has them all. */
const MAX_MARKS = 100;

/** A correlation that the case found and a document alone does not have, on the event that completed it. */
export interface Mark {
  readonly record: number;
  readonly finding: FindingReference;
}

/**
 * Correlations of a case whose events lie in several logs, or in more of a large log than is shown: no document has them
 * alone, so they are marked in it when the case has found them.
 */
export class CaseMarks implements vscode.Disposable {
  private readonly collection = vscode.languages.createDiagnosticCollection('cloudtrail-case');
  private readonly marks = new Map<string, readonly Mark[]>();
  /** Of each open document how often it was asked about: the answer to an older question is out of date. */
  private readonly asked = new Map<string, number>();

  constructor(
    private readonly logs: OpenLogs,
    private readonly openCase: OpenCase,
    private readonly shown: ShownFindings,
  ) {}

  /** What the case found on a record of a document beyond what the document alone tells. */
  on(uri: string, record: number): readonly Mark[] {
    return (this.marks.get(uri) ?? []).filter((mark) => mark.record === record);
  }

  /** The case, its findings or the lowest level changed. */
  refreshAll(): void {
    for (const uri of this.asked.keys()) this.refresh(uri);
  }

  /** A document or its own findings changed. */
  refresh(uri: string): void {
    const question = (this.asked.get(uri) ?? 0) + 1;
    this.asked.set(uri, question);
    // while the rules run again, what they found before stays in sight
    if (this.shown.current.kind === 'running') return;
    const isCurrent = (): boolean => this.asked.get(uri) === question;
    this.marksOf(uri).then(
      (found) => {
        if (isCurrent()) this.set(uri, found);
      },
      () => {
        if (isCurrent()) this.set(uri, []);
      },
    );
  }

  closed(uri: string): void {
    this.asked.delete(uri);
    this.set(uri, []);
  }

  dispose(): void {
    this.collection.dispose();
  }

  private set(uri: string, found: readonly (Mark & { readonly diagnostic: vscode.Diagnostic })[]): void {
    if (found.length === 0 && !this.marks.has(uri)) return;
    if (found.length === 0) this.marks.delete(uri);
    else this.marks.set(uri, found);
    this.collection.set(
      vscode.Uri.parse(uri, true),
      found.map(({ diagnostic }) => diagnostic),
    );
  }

  private async marksOf(uri: string): Promise<(Mark & { readonly diagnostic: vscode.Diagnostic })[]> {
    const { scope } = this.shown;
    const state = this.logs.state(uri);
    const log = state?.document;
    if (scope === undefined || scope.id !== this.openCase.state?.key) return [];
    if (log === undefined || state?.findings === undefined) return [];
    const lowest = lowestLevel();
    const ruleOf = ({ rule }: FindingHit): RuleFacts => scope.findings.rules[rule] as RuleFacts;
    const chains = scope.findings.hits.filter((hit) => hit.chain.length > 0 && isShown(ruleOf(hit).level, lowest));
    if (chains.length === 0) return [];
    const { source, first } = sourcePlace(vscode.Uri.parse(uri, true));
    const records = await this.openCase.recordsIn(
      Uint32Array.from(chains, ({ row }) => row),
      source,
    );
    const own = state.findings;
    const isOwn = (record: number, id: string): boolean =>
      hitsOn(own, log.analysis.rows[record] ?? -1).some(({ rule }) => own.rules[rule]?.id === id);
    const here = chains
      .map((hit, n) => ({ hit, record: (records[n] ?? -1) - first }))
      .filter(({ record }) => record >= 0 && record < log.records)
      .filter(({ hit, record }) => !isOwn(record, ruleOf(hit).id))
      // where there are too many the most severe stay
      .sort((a, b) => rankOf(ruleOf(a.hit).level) - rankOf(ruleOf(b.hit).level))
      .slice(0, MAX_MARKS);
    return Promise.all(
      here.map(async ({ hit, record }) => ({
        record,
        finding: { scope: scope.id, rule: ruleOf(hit), row: hit.row, chain: hit.chain },
        diagnostic: await this.diagnosticOf(log, record, scope, hit),
      })),
    );
  }

  private async diagnosticOf(
    log: LogDocument,
    record: number,
    scope: FindingScope,
    hit: FindingHit,
  ): Promise<vscode.Diagnostic> {
    const rule = scope.findings.rules[hit.rule] as RuleFacts;
    const skipped = Math.max(0, hit.chain.length - MAX_CHAIN);
    const rows = hit.chain.slice(skipped);
    const events = await scope.events(rows);
    const places = await Promise.all(rows.map((row) => this.openCase.place(row)));
    const diagnostic = new vscode.Diagnostic(
      nameOf(log, record),
      vscode.l10n.t('{0} (found in the case)', rule.title),
      severityOf(rule.level),
    );
    diagnostic.source = 'CloudTrail';
    diagnostic.code = { value: rule.id, target: ruleUri(rule) };
    diagnostic.relatedInformation = places.flatMap((place, n) => {
      const event = events[n];
      if (place === undefined || event === undefined) return [];
      const words = `${skipped + n + 1}. ${eventInWords(event)}`;
      return [new vscode.DiagnosticRelatedInformation(locationOf(log, place), words)];
    });
    return diagnostic;
  }
}

/** In the document itself, or else the event alone, which can be shown wherever its log lies. */
function locationOf(log: LogDocument, place: EventPlace): vscode.Location {
  const uri = vscode.Uri.parse(log.uri, true);
  const { source, first } = sourcePlace(uri);
  const record = place.record - first;
  if (place.uri === source && record >= 0 && record < log.records) return new vscode.Location(uri, nameOf(log, record));
  const alone = { first: place.record, last: place.record };
  return new vscode.Location(readableUri(vscode.Uri.parse(place.uri, true), alone), new vscode.Position(0, 0));
}
