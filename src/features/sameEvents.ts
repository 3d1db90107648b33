import * as vscode from 'vscode';
import { likenessOf, type EventSummary } from '../case/eventTable';
import type { LogDocument } from '../case/documents/logDocument';
import type { OpenCase } from '../case/openCase';
import type { OpenLogs } from '../case/documents/openLogs';
import { isObject } from '../record/types';
import { addressOf, READABLE_SCHEME, sourcePlace } from './shared';

/** A record of a document, and the row that a case has for the record in that place. */
export interface Pair {
  readonly record: number;
  readonly row: number;
}

/**
 * Whether the records of a document are the events that the case has in their places. They are not where the log was
 * edited after the case was read.
 */
export async function areSameEvents(
  logs: OpenLogs,
  openCase: OpenCase,
  log: LogDocument,
  pairs: readonly Pair[],
): Promise<boolean[]> {
  const key = openCase.state?.key;
  if (pairs.length === 0 || key === undefined) return pairs.map(() => false);
  const rows = pairs.map(({ row }) => row);
  const events = new Map<number, EventSummary>();
  for (const event of await openCase.events(Uint32Array.from(rows))) events.set(event.row, event);
  const alike = pairs.map(({ record, row }) => {
    const event = events.get(row);
    return event !== undefined && record < log.records && likenessOf(event) === likenessOf(log.event(record));
  });
  if (alike.every((is) => is) && (await hasAllRecords(logs, log))) return alike;
  // one of several calls in a row may stand where another did
  const left = pairs.filter((_, n) => alike[n]);
  const [here, there] = await Promise.all([
    logs.worker.records(
      log.uri,
      left.map(({ record }) => log.analysis.rows[record] as number),
    ),
    logs.worker.records(
      key,
      left.map(({ row }) => row),
    ),
  ]);
  const isSame = new Map(left.map((pair, n) => [pair, areOne(here[n], there[n])]));
  return pairs.map((pair) => isSame.get(pair) ?? false);
}

/** Whether a document has as many records as the case knows in it. Of a part of a log that cannot be told. */
async function hasAllRecords(logs: OpenLogs, log: LogDocument): Promise<boolean> {
  const uri = vscode.Uri.parse(log.uri, true);
  const isPart = uri.scheme === READABLE_SCHEME && addressOf(uri).records !== undefined;
  return (
    isPart ||
    logs.state(log.uri)?.beginning === true ||
    (await logs.worker.recordCount(sourcePlace(uri).source)) === log.records
  );
}

/** Whether two records' texts are of one event: they have its id, or without one say the same. */
function areOne(here = '', there = ''): boolean {
  const [one, other] = [parsed(here), parsed(there)];
  if (one === undefined || other === undefined) return false;
  const id = one['eventID'];
  return id === undefined ? JSON.stringify(one) === JSON.stringify(other) : id === other['eventID'];
}

/** Undefined for what no longer is a record. */
function parsed(text: string): Readonly<Record<string, unknown>> | undefined {
  try {
    const value: unknown = JSON.parse(text);
    return isObject(value) ? value : undefined;
  } catch {
    return undefined;
  }
}
