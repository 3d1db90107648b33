import type { MapEntry } from '../yaml/tree';

/** Where selections stand. */
export type LogicKind = 'detection' | 'filter';

/**
 * Whether an entry of a detection or filter is a selection. Only a filter has a list of rules; a timeframe of Sigma 1
 * is a single value.
 */
export function isSelection({ key, value }: MapEntry, kind: LogicKind): boolean {
  if (key === 'rules') return kind === 'detection';
  return key !== 'condition' && !(key === 'timeframe' && value.kind === 'scalar');
}
