import * as vscode from 'vscode';
import type { EventSummary } from '../case/eventTable';
import type { LogDocument } from '../case/documents/logDocument';
import { countInWords } from './counts';
import { timeInWords } from './eventTimes';
import { labelText, toRange } from './shared';

/** The events of a correlation that are listed with it; those that led to it last. */
export const MAX_CHAIN = 25;

/** The Problems panel lists each event of a finding that has no more; of a longer one it lists the first. */
export const FEW_EVENTS = 3;

/**
 * Whether a correlation has events that led to the one that completed it. That one is its only event where, for example,
 * something was there for the first time.
 */
export function isChain({ chain }: { readonly chain: readonly number[] }): boolean {
  return chain.length > 1;
}

/** `RunInstances · alice · 08:27:45`, with the day where events of other days stand beside it. */
export function eventInWords({ eventName, identity, time }: EventSummary, withDay: boolean): string {
  const name = labelText(eventName) || vscode.l10n.t('(no event name)');
  return [name, labelText(identity), timeInWords(time, withDay)].join(' · ');
}

/** An event of a correlation: which it is, where that is known, and whether it is the one that completes it. */
export function linkInWords(
  { chain, isCut }: { readonly chain: readonly number[]; readonly isCut: boolean },
  place: number,
  event: string,
): string {
  const numbered = isCut ? event : `${place + 1}. ${event}`;
  return place === chain.length - 1 ? vscode.l10n.t('{0} (completes it)', numbered) : numbered;
}

/** `12 events`. */
export function eventsInWords(count: number): string {
  return count === 1 ? vscode.l10n.t('1 event') : vscode.l10n.t('{0} events', countInWords(count));
}

/** What was found, and whose it is, which tells it from the next of its rule. */
export function whoseInWords(title: string, identity: string): string {
  return identity === '' ? title : `${title} · ${labelText(identity)}`;
}

/** The value of the event's name, or the record's first character when it has none. */
export function nameOf(log: LogDocument, record: number): vscode.Range {
  const name = toRange(log.nameRange(record));
  return name.isEmpty ? new vscode.Range(name.start, name.start.translate(0, 1)) : name;
}
