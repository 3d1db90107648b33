import * as vscode from 'vscode';
import type { FindingHit, Findings } from '../../../case/engine';
import { type EventSummary, likenessOf } from '../../../case/eventTable';
import type { LogDocument } from '../../../case/documents/logDocument';
import type { OpenCase } from '../../../case/openCase';
import type { OpenLogs } from '../../../case/documents/openLogs';
import type { RuleFacts } from '../../../case/rules/ruleBook';
import { isShown, lowestLevel, rankOf } from '../../levels';
import { areSameEvents } from '../../sameEvents';
import { addressOf, READABLE_SCHEME, sourcePlace } from '../../shared';
import { markOf, noteOf } from './caseDiagnostics';
import { placesInFindings } from './placesInFindings';
import { hitsOn, type FindingReference } from '../reference';
import type { FindingScope, ShownFindings } from '../scope';

/** So many of them are marked in one document: each lists others of its events, and the Findings view has them all. */
const MAX_MARKS = 100;

/** A correlation that the case found and a document alone does not have, on the event that completed it. */
export interface Mark {
  readonly record: number;
  readonly finding: FindingReference;
}

/** What is to be seen of the case in a document. */
interface Marked {
  readonly marks: readonly Mark[];
  readonly diagnostics: readonly vscode.Diagnostic[];
}

const NOTHING: Marked = { marks: [], diagnostics: [] };

/** A correlation whose last event has this place in a document, as the case knows that. */
interface Placed {
  readonly hit: FindingHit;
  readonly record: number;
  readonly row: number;
}

/**
 * Correlations of a case whose events lie in several logs, or in more of a large log than is shown: no document has them
 * alone, so they are marked in it when the case has found them.
 */
export class CaseMarks implements vscode.Disposable {
  private readonly collection = vscode.languages.createDiagnosticCollection('cloudtrail-case');
  private readonly marks = new Map<string, readonly Mark[]>();
  /** Of each open document the number of the last question about it: the answer to an older one is out of date. */
  private readonly asked = new Map<string, number>();
  private questions = 0;

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
    const question = ++this.questions;
    this.asked.set(uri, question);
    // while the rules run again, what they found before stays in sight
    if (this.shown.current.kind === 'running') return;
    const isCurrent = (): boolean => this.asked.get(uri) === question;
    this.marksOf(uri).then(
      (found) => {
        if (isCurrent()) this.set(uri, found);
      },
      () => {
        if (isCurrent()) this.set(uri, NOTHING);
      },
    );
  }

  closed(uri: string): void {
    this.asked.delete(uri);
    this.set(uri, NOTHING);
  }

  dispose(): void {
    this.collection.dispose();
  }

  private set(uri: string, { marks, diagnostics }: Marked): void {
    if (diagnostics.length === 0 && !this.marks.has(uri)) return;
    if (diagnostics.length === 0) this.marks.delete(uri);
    else this.marks.set(uri, marks);
    this.collection.set(vscode.Uri.parse(uri, true), diagnostics);
  }

  private async marksOf(uri: string): Promise<Marked> {
    const { scope } = this.shown;
    const { document: log, findings: own } = this.logs.state(uri) ?? {};
    if (scope === undefined || scope.id !== this.openCase.state?.key) return NOTHING;
    if (log === undefined || own === undefined) return NOTHING;
    const isOwn = ({ hit, record }: Placed): boolean =>
      hitsOn(own, log.analysis.rows[record] ?? -1).some(({ rule }) => own.rules[rule]?.id === ruleOf(scope, hit).id);
    const all = (await this.placedIn(log, scope)).filter((place) => !isOwn(place));
    const placed = all.slice(0, MAX_MARKS);
    const areSame = await areSameEvents(this.logs, this.openCase, log, placed);
    const here = placed.filter((_, n) => areSame[n]);
    const moved = placed.filter((_, n) => areSame[n] !== true).map(({ hit }) => hit);
    const left = await leftOut(log, own, scope, moved);
    const marks = here.map(({ hit, record }) => ({
      record,
      finding: {
        scope: scope.id,
        generation: scope.generation,
        rule: ruleOf(scope, hit),
        row: hit.row,
        hit,
        hits: [hit],
      },
    }));
    const places = placesInFindings(scope.findings, here, all.slice(MAX_MARKS));
    const diagnostics = await Promise.all(
      here.map(({ hit, record }, n) =>
        markOf(this.logs, this.openCase, log, record, scope, hit, places[n] ?? { place: 0, of: 1, identity: '' }),
      ),
    );
    return { marks, diagnostics: left > 0 ? [...diagnostics, noteOf(left)] : diagnostics };
  }

  /** The correlations of the case that a record of a document completed, the most severe first, then in their order. */
  private async placedIn(log: LogDocument, scope: FindingScope): Promise<Placed[]> {
    const lowest = lowestLevel();
    const { hits } = scope.findings;
    const chains = hits.filter((hit) => hit.chain.length > 0 && isShown(ruleOf(scope, hit).level, lowest));
    if (chains.length === 0) return [];
    const uri = vscode.Uri.parse(log.uri, true);
    const { source, first } = sourcePlace(uri);
    const rows = Uint32Array.from(chains, ({ row }) => row);
    const records = await this.openCase.recordsIn(rows, source);
    // a part of a log is not to have what comes after it; all of a log is, unless it was edited
    const isPart = uri.scheme === READABLE_SCHEME && addressOf(uri).records !== undefined;
    return chains
      .map((hit, n) => ({ hit, row: hit.row, place: records[n] ?? -1 }))
      .filter(({ place }) => place >= first && (!isPart || place - first < log.records))
      .map(({ hit, row, place }) => ({ hit, row, record: place - first }))
      .sort((a, b) => rankOf(ruleOf(scope, a.hit).level) - rankOf(ruleOf(scope, b.hit).level) || a.record - b.record);
  }
}

function ruleOf(scope: FindingScope, { rule }: FindingHit): RuleFacts {
  return scope.findings.rules[rule] as RuleFacts;
}

/** How many findings of the case have no mark because their event is not where it was, nor has the document them itself. */
async function leftOut(
  log: LogDocument,
  own: Findings,
  scope: FindingScope,
  moved: readonly FindingHit[],
): Promise<number> {
  if (moved.length === 0) return 0;
  const inWords = (id: string | undefined, event: EventSummary): string => `${id ?? ''} ${likenessOf(event)}`;
  const known = new Set(own.hits.map(({ rule, row }) => inWords(own.rules[rule]?.id, log.eventOfRow(row))));
  const events = new Map((await scope.events(moved.map(({ row }) => row))).map((event) => [event.row, event]));
  return moved.filter((hit) => {
    const event = events.get(hit.row);
    return event === undefined || !known.has(inWords(ruleOf(scope, hit).id, event));
  }).length;
}
