import * as vscode from 'vscode';
import { type EventPlace, type EventSummary, likenessOf } from '../../../case/eventTable';
import type { OpenLogs } from '../../../case/documents/openLogs';
import type { RuleFacts } from '../../../case/rules/ruleBook';
import { lowestLevel } from '../../levels';
import { sourcePlace } from '../../shared';
import type { FindingScope, ShownFindings } from '../scope';
import { diagnosticOf, leftNote, type Listed, listedOf } from './closedFindings';
import { eventAlone } from './eventAlone';
import { type Listing, ListedProblems, type Option } from './listedProblems';
import { LogPlaces } from './logPlaces';

/** So long the thread of all extensions works at most without a pause. */
const TURN_MILLISECONDS = 8;
/** Of so many events it is asked at once what they are. */
const MOST_ROWS = 200;
/** So long in all logs that a person waits for go first. */
const MOST_PATIENCE_MILLISECONDS = 5000;

/** An event of a finding, and where it stands. */
interface Found {
  readonly listed: Listed;
  readonly event: EventSummary & { readonly place: EventPlace };
}

/**
 * What the case found in logs that nobody has opened, for the Problems panel: a document that is open has its findings by
 * itself, and takes the place of what is listed here.
 */
export class ClosedLogs implements vscode.Disposable {
  private readonly problems = new ListedProblems();
  private listing = new AbortController();
  /** Logs that are being read, or whose rules run. */
  private readonly awaited = new Set<string>();
  private places: LogPlaces;
  /** The reading of the case that they are of. */
  private reading = '';
  private readonly settings: vscode.Disposable;

  constructor(
    private readonly logs: OpenLogs,
    private readonly shown: ShownFindings,
  ) {
    this.places = new LogPlaces(logs);
    this.settings = vscode.workspace.onDidChangeConfiguration((change) => {
      if (!change.affectsConfiguration('cloudtrail.openAs')) return;
      this.places = new LogPlaces(logs);
      this.refresh();
    });
  }

  /** The case, its findings or the lowest level changed. */
  refresh(): void {
    const { current, scope } = this.shown;
    // while the rules run again, what they found before stays in sight
    if (current.kind === 'running' && current.before?.isOfCase === true) return;
    this.listing.abort();
    this.listing = new AbortController();
    const { signal } = this.listing;
    if (scope?.isOfCase !== true) this.problems.show({ entries: [] });
    else
      this.list(scope, signal).catch(() => {
        if (!signal.aborted) this.problems.show({ entries: [] });
      });
  }

  /** A log was opened, or its findings are there. */
  logChanged(uri: string): void {
    const { document, findings, failure } = this.logs.state(uri) ?? {};
    if (findings === undefined && failure === undefined) this.awaited.add(uri);
    else this.awaited.delete(uri);
    const { source, first } = sourcePlace(vscode.Uri.parse(uri, true));
    this.problems.opened(uri, findings && document && { source, first, end: first + document.records });
  }

  logClosed(uri: string): void {
    this.awaited.delete(uri);
    this.problems.opened(uri, undefined);
    // it may have been written to while it was open
    this.places.isOutOfDate(sourcePlace(vscode.Uri.parse(uri, true)).source).then(
      (isOutOfDate) => {
        if (isOutOfDate) this.refresh();
      },
      () => undefined,
    );
  }

  dispose(): void {
    this.listing.abort();
    this.settings.dispose();
    this.problems.dispose();
  }

  private async list(scope: FindingScope, signal: AbortSignal): Promise<void> {
    const { listed, left } = listedOf(scope, lowestLevel());
    const rows = new Set(listed.flatMap(({ hit, others, further }) => [hit.row, ...others, ...further]));
    const events = new Map<number, EventSummary>();
    for (const some of inParts([...rows], MOST_ROWS)) {
      for (const event of await scope.events(some)) events.set(event.row, event);
      if (signal.aborted) return;
      await pause(0);
    }
    const reading = `${scope.id} ${scope.generation ?? ''}`;
    const isSame = reading === this.reading;
    if (!isSame) this.places = new LogPlaces(this.logs);
    this.reading = reading;
    const { places } = this;
    const entries: (readonly Option[])[] = [];
    const listing: Listing = { entries, note: left > 0 ? leftNote(left) : undefined };
    let turn = Date.now();
    const patience = turn + MOST_PATIENCE_MILLISECONDS;
    for (const [source, found] of bySource(listed, events)) {
      if (Date.now() - turn > TURN_MILLISECONDS) {
        await pause(0);
        turn = Date.now();
      }
      await this.othersFirst(patience, signal);
      const begun = Date.now();
      const records = found.map(({ event }) => event.place.record);
      const here = await places.in(source, [...new Set(records)], signal).catch(() => undefined);
      if (signal.aborted) return;
      for (const { listed: one, event } of found) {
        const place = here?.get(event.place.record);
        // of a log that was changed since nobody knows where its events are: who asks to see one is told
        const at = place?.likeness === likenessOf(event) ? place : eventAlone(event.place);
        const rule = scope.findings.rules[one.hit.rule] as RuleFacts;
        const option = ({ uri, range }: vscode.Location, of: EventPlace): Option => ({
          source: of.uri,
          record: of.record,
          uri,
          diagnostic: diagnosticOf(one, range, rule, events, scope.withDays),
        });
        const further = one.further.flatMap((row) => events.get(row)?.place ?? []);
        const elsewhere = further.filter(({ uri }) => uri !== source).map((other) => option(eventAlone(other), other));
        entries.push([option(new vscode.Location(at.uri, at.range), event.place), ...elsewhere]);
      }
      // of the same reading what was listed before stays until all is there
      if (!isSame) this.problems.show(listing);
      const took = Date.now() - begun;
      if (took > TURN_MILLISECONDS) await pause(took);
    }
    if (!signal.aborted) this.problems.show(listing);
  }

  /** Waits while a log is read that a person waits for, but not for ever. */
  private async othersFirst(until: number, signal: AbortSignal): Promise<void> {
    while (this.awaited.size > 0 && !signal.aborted && Date.now() < until) await pause(50);
  }
}

function pause(milliseconds: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, milliseconds));
}

function inParts<T>(all: readonly T[], most: number): T[][] {
  return Array.from({ length: Math.ceil(all.length / most) }, (_, n) => all.slice(n * most, (n + 1) * most));
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
