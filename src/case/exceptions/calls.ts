import type { Excused } from './exceptions';

/** Calls of one service. Texts are the log's. */
export interface Calls {
  /** Undefined where the record names no service. */
  readonly eventSource: string | undefined;
  /** In the order in which they were met, each once. */
  readonly eventNames: readonly string[];
}

/** What an exception may be narrowed to: the calls of a finding's events. */
export interface FindingCalls {
  readonly calls: readonly Calls[];
  /** Whether the rule can be true of calls of other names, too; a correlation whether it can count some. */
  readonly hasOthers: boolean;
}

/** Of what an identity does only some calls. */
export function onlyCalls(whom: Excused, calls: readonly Calls[]): Excused {
  const { said, isPlural } = inWords(calls);
  return { ...whom, label: `${said} by ${whom.label}`, isPlural, calls };
}

/** What a person reads of some calls: the names of a few. */
export function callsInWords(calls: readonly Calls[]): string {
  return inWords(calls).said;
}

const FEW = 3;

function inWords(calls: readonly Calls[]): { readonly said: string; readonly isPlural: boolean } {
  const names = [...new Set(calls.flatMap(({ eventNames }) => eventNames))];
  const isPlural = names.length > 1;
  const last = names.length > FEW ? `${names.length - FEW + 1} other calls` : names[names.length - 1];
  const first = names.slice(0, Math.min(names.length, FEW) - 1);
  return { said: isPlural ? `${first.join(', ')} and ${last ?? ''}` : (last ?? ''), isPlural };
}
