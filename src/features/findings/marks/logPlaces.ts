import * as vscode from 'vscode';
import { likenessOf, summaryOf } from '../../../case/eventTable';
import type { OpenLogs } from '../../../case/documents/openLogs';
import { look } from '../../look';
import { isShownRaw } from '../../openAs';
import { readableUri, toRange } from '../../shared';

/** Of a log that has more bytes unpacked, and of all beyond so many, an event is shown alone: it takes too long to lay them out. */
const MAX_LOG_BYTES = 4 << 20;
const MAX_BYTES = 128 << 20;
const MAX_LOGS = 200;

/** An event's name in the document that shows it. */
export interface Place {
  readonly uri: vscode.Uri;
  readonly range: vscode.Range;
  /** What stands there: see {@link likenessOf}. */
  readonly likeness: string;
}

interface LaidOut {
  readonly isRaw: boolean;
  /** By the records' numbers. */
  readonly places: Map<number, Place>;
}

/** Where events stand in logs of one reading of a case that nobody has opened. */
export class LogPlaces {
  private readonly laidOut = new Map<string, LaidOut>();
  /** Logs whose events are shown alone. */
  private readonly others = new Set<string>();
  private bytes = 0;

  constructor(private readonly logs: OpenLogs) {}

  /** Where records of a log have their names; undefined where each is to be shown alone. */
  async in(
    source: string,
    records: readonly number[],
    signal: AbortSignal,
  ): Promise<ReadonlyMap<number, Place> | undefined> {
    const known = this.laidOut.get(source);
    if (known === undefined && (this.others.has(source) || this.isFull)) return undefined;
    const file = vscode.Uri.parse(source, true);
    const isRaw = known?.isRaw ?? isShownRaw(file, await look(this.logs, file));
    const places = known?.places ?? new Map<number, Place>();
    const asked = records.filter((record) => !places.has(record));
    const request = { source, isRaw, records: asked, most: MAX_LOG_BYTES };
    const found = await this.logs.worker.namePlaces(request, signal);
    if (found === undefined) {
      this.laidOut.delete(source);
      this.others.add(source);
      return undefined;
    }
    if (known === undefined) this.bytes += found.bytes;
    const uri = isRaw ? file : readableUri(file);
    for (const [n, record] of found.found.entries()) {
      const [line = 0, character = 0, endLine = 0, end = 0] = found.positions.subarray(4 * n, 4 * n + 4);
      const range = toRange({ start: { line, character }, end: { line: endLine, character: end } });
      places.set(record, { uri, range, likeness: likenessOf(summaryOf(found.events, n)) });
    }
    this.laidOut.set(source, { isRaw, places });
    return places;
  }

  /** Whether a log is known that is no longer as it was when it was laid out. */
  async isOutOfDate(source: string): Promise<boolean> {
    if (!this.laidOut.has(source)) return false;
    return (await this.in(source, [], new AbortController().signal)) === undefined;
  }

  private get isFull(): boolean {
    return this.laidOut.size >= MAX_LOGS || this.bytes >= MAX_BYTES;
  }
}
