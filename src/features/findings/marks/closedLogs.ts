import * as vscode from 'vscode';
import { type EventPlace, type EventSummary, likenessOf } from '../../../case/eventTable';
import type { OpenLogs } from '../../../case/documents/openLogs';
import type { RuleFacts } from '../../../case/rules/ruleBook';
import { lowestLevel } from '../../levels';
import { sourcePlace } from '../../shared';
import type { FindingScope, ShownFindings } from '../scope';
import { diagnosticOf, leftNote, type Listed, listedOf, type PlaceOf } from './closedFindings';
import { eventAlone } from './eventAlone';
import { ListedProblems, type Option } from './listedProblems';
import { LogPlaces, type Place } from './logPlaces';

/** So long the thread of all extensions works at most without a pause. */
const TURN_MILLISECONDS = 8;
/** Of so many events it is asked at once what they are. */
const MOST_ROWS = 200;
/** So long in all logs that a person waits for go first. */
const MOST_PATIENCE_MILLISECONDS = 5000;

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
    // who shows the case's findings has used the thread for this turn
    await pause(0);
    if (signal.aborted) return;
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
    const here = new Map<string, ReadonlyMap<number, Place> | undefined>();
    /** Where an event is: one that nobody knows the place of, as its log was changed, is shown alone, and says so. */
    const placeOf: PlaceOf = (event) => {
      const place = here.get(event.place.uri)?.get(event.place.record);
      return place?.likeness === likenessOf(event)
        ? new vscode.Location(place.uri, place.range)
        : eventAlone(event.place);
    };
    const note = left > 0 ? leftNote(left) : undefined;
    const optionsOf = (one: Listed): readonly Option[] => optionsFor(scope, one, events, placeOf);
    const entries: (readonly Option[])[] = [];
    const wanted = recordsBySource(events);
    const patience = Date.now() + MOST_PATIENCE_MILLISECONDS;
    let turn = Date.now();
    const takeTurns = async (): Promise<void> => {
      if (Date.now() - turn <= TURN_MILLISECONDS) return;
      await pause(0);
      turn = Date.now();
    };
    const sources = bySource(listed, events);
    for (const [source, found] of sources) {
      await takeTurns();
      await this.othersFirst(patience, signal);
      const begun = Date.now();
      here.set(source, await places.in(source, wanted.get(source) ?? [], signal).catch(() => undefined));
      if (signal.aborted) return;
      // of the same reading what was listed before stays until all is there
      if (!isSame) {
        entries.push(...found.map(optionsOf));
        this.problems.show({ entries, note });
      }
      const took = Date.now() - begun;
      if (took > TURN_MILLISECONDS) await pause(took);
    }
    // by now it is known where the others of each finding are
    const all: (readonly Option[])[] = [];
    for (const found of sources.values()) {
      await takeTurns();
      if (signal.aborted) return;
      all.push(...found.map(optionsOf));
    }
    this.problems.show({ entries: all, note });
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

/** The ways to list a finding's event: on itself, or alone on a later one of the finding, in another log. */
function optionsFor(
  { findings, withDays }: FindingScope,
  one: Listed,
  events: ReadonlyMap<number, EventSummary>,
  placeOf: PlaceOf,
): readonly Option[] {
  const rule = findings.rules[one.hit.rule] as RuleFacts;
  const option = ({ uri, range }: vscode.Location, { uri: source, record }: EventPlace): Option => {
    return { source, record, uri, diagnostic: diagnosticOf(one, range, rule, events, placeOf, withDays) };
  };
  const event = events.get(one.hit.row);
  if (event?.place === undefined) return [];
  const { place } = event;
  const further = one.further.flatMap((row) => events.get(row)?.place ?? []).filter(({ uri }) => uri !== place.uri);
  return [option(placeOf({ ...event, place }), place), ...further.map((other) => option(eventAlone(other), other))];
}

/** What is listed by the logs it is in, that of the most severe finding first. */
function bySource(listed: readonly Listed[], events: ReadonlyMap<number, EventSummary>): Map<string, Listed[]> {
  const sources = new Map<string, Listed[]>();
  for (const one of listed) {
    const source = events.get(one.hit.row)?.place?.uri;
    if (source === undefined) continue;
    const found = sources.get(source);
    if (found === undefined) sources.set(source, [one]);
    else found.push(one);
  }
  return sources;
}

/** The numbers of events in their logs. */
function recordsBySource(events: ReadonlyMap<number, EventSummary>): Map<string, number[]> {
  const sources = new Map<string, number[]>();
  for (const { place } of events.values()) {
    if (place === undefined) continue;
    const records = sources.get(place.uri);
    if (records === undefined) sources.set(place.uri, [place.record]);
    else records.push(place.record);
  }
  return sources;
}
