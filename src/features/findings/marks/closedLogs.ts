import * as vscode from 'vscode';
import { type EventSummary, likenessOf, summaryOf } from '../../../case/eventTable';
import type { OpenLogs } from '../../../case/documents/openLogs';
import type { RuleFacts } from '../../../case/rules/ruleBook';
import { lowestLevel } from '../../levels';
import { look } from '../../look';
import { isShownRaw } from '../../openAs';
import { readableUri, toRange, twinOf } from '../../shared';
import type { FindingScope, ShownFindings } from '../scope';
import { diagnosticOf, leftNote, type Listed, listedOf } from './closedFindings';
import { eventAlone } from './eventAlone';

/** Of a log that has more bytes unpacked, and of all beyond so many, an event is shown alone: it takes too long to lay them out. */
const MAX_LOG_BYTES = 4 << 20;
const MAX_BYTES = 64 << 20;
const MAX_LOGS = 200;

/** An event's name in the document that shows it. */
interface Place {
  readonly uri: vscode.Uri;
  readonly range: vscode.Range;
  /** What stood there when it was looked at. */
  readonly likeness: string;
}

/** An event of a finding, and where it stands. */
interface Found {
  readonly listed: Listed;
  readonly event: EventSummary & { readonly place: NonNullable<EventSummary['place']> };
}

/**
 * What the case found in logs that nobody has opened, for the Problems panel: a document that is open has its findings by
 * itself, and takes the place of what is listed here.
 */
export class ClosedLogs implements vscode.Disposable {
  private readonly collection = vscode.languages.createDiagnosticCollection('cloudtrail-closed');
  /** By the address of the document. */
  private listed = new Map<string, vscode.Diagnostic[]>();
  private listing = new AbortController();
  /** Where events stand, by their logs' addresses and numbers, of one reading of a case. */
  private places = new Map<string, Map<number, Place>>();
  private placesOf: string | undefined;
  private laidOut = 0;

  constructor(
    private readonly logs: OpenLogs,
    private readonly shown: ShownFindings,
  ) {}

  /** The case, its findings or the lowest level changed. */
  refresh(): void {
    const { current, scope } = this.shown;
    // while the rules run again, what they found before stays in sight
    if (current.kind === 'running' && current.before?.isOfCase === true) return;
    this.listing.abort();
    this.listing = new AbortController();
    if (scope?.isOfCase !== true) return this.keep(new Set());
    this.list(scope, this.listing.signal).catch(() => undefined);
  }

  /** A log was opened, its findings are there, or it was closed. */
  logChanged(uri: string): void {
    for (const one of [uri, twinOf(uri)]) if (one !== undefined) this.show(one);
  }

  dispose(): void {
    this.listing.abort();
    this.collection.dispose();
  }

  private async list(scope: FindingScope, signal: AbortSignal): Promise<void> {
    const { listed, left } = listedOf(scope, lowestLevel());
    const rows = new Set(listed.flatMap(({ hit, others }) => [hit.row, ...others]));
    const events = new Map((await scope.events([...rows])).map((event) => [event.row, event]));
    if (signal.aborted) return;
    const reading = `${scope.id} ${scope.generation ?? ''}`;
    if (reading !== this.placesOf) {
      this.placesOf = reading;
      this.places = new Map();
      this.laidOut = 0;
    }
    const now = new Set<string>();
    for (const [source, found] of bySource(listed, events)) {
      const marks = new Map<string, vscode.Diagnostic[]>();
      const places = await this.placesIn(source, found, signal).catch(() => undefined);
      if (signal.aborted) return;
      for (const { listed: one, event } of found) {
        const place = places?.get(event.place.record);
        // of a log that was changed since nobody knows where its events are: who asks to see one is told
        const { uri, range } = place?.likeness === likenessOf(event) ? place : eventAlone(event.place);
        const rule = scope.findings.rules[one.hit.rule] as RuleFacts;
        const diagnostic = diagnosticOf(one, range, rule, events, scope.withDays);
        marks.set(uri.toString(), [...(marks.get(uri.toString()) ?? []), diagnostic]);
      }
      for (const [uri, diagnostics] of marks) {
        const isFirst = now.size === 0;
        now.add(uri);
        this.listed.set(uri, isFirst && left > 0 ? [...diagnostics, leftNote(left)] : diagnostics);
        this.show(uri);
      }
    }
    this.keep(now);
  }

  /** Where events of a log have their names, by their numbers; undefined where each is to be shown alone. */
  private async placesIn(
    source: string,
    found: readonly Found[],
    signal: AbortSignal,
  ): Promise<ReadonlyMap<number, Place> | undefined> {
    const known = this.places.get(source) ?? new Map<number, Place>();
    const records = [...new Set(found.map(({ event }) => event.place.record))].filter((record) => !known.has(record));
    if (records.length === 0) return known;
    if (this.places.size >= MAX_LOGS && known.size === 0) return undefined;
    const file = vscode.Uri.parse(source, true);
    // it may have changed since the case was read
    this.logs.worker.forget(source);
    const beginning = await look(this.logs, file);
    if (beginning.expected > MAX_LOG_BYTES || this.laidOut + beginning.expected > MAX_BYTES) return undefined;
    this.laidOut += beginning.expected;
    const isRaw = isShownRaw(file, beginning);
    const from = isRaw ? { file: source } : { readable: { source } };
    const {
      found: there,
      positions,
      events,
    } = await this.logs.worker.namePlaces(from, Uint32Array.from(records), signal);
    const uri = isRaw ? file : readableUri(file);
    for (const [n, record] of there.entries()) {
      const [line = 0, character = 0, endLine = 0, end = 0] = positions.subarray(4 * n, 4 * n + 4);
      const range = toRange({ start: { line, character }, end: { line: endLine, character: end } });
      known.set(record, { uri, range, likeness: likenessOf(summaryOf(events, n)) });
    }
    this.places.set(source, known);
    return known;
  }

  /** Shows what is listed of a document, unless it is open and has that by itself. */
  private show(uri: string): void {
    const diagnostics = this.listed.get(uri);
    const areOwn = [uri, twinOf(uri)].some((one) => one !== undefined && this.logs.state(one)?.findings !== undefined);
    this.collection.set(vscode.Uri.parse(uri, true), areOwn ? undefined : diagnostics);
  }

  private keep(uris: ReadonlySet<string>): void {
    for (const uri of this.listed.keys()) {
      if (uris.has(uri)) continue;
      this.listed.delete(uri);
      this.show(uri);
    }
  }
}

/** Events by the logs they are in, those of the most severe finding first. */
function bySource(listed: readonly Listed[], events: ReadonlyMap<number, EventSummary>): Map<string, Found[]> {
  const sources = new Map<string, Found[]>();
  for (const one of listed) {
    const event = events.get(one.hit.row);
    if (event?.place === undefined) continue;
    const found = sources.get(event.place.uri) ?? [];
    found.push({ listed: one, event: { ...event, place: event.place } });
    sources.set(event.place.uri, found);
  }
  return sources;
}
