import { spanOf } from '../../reading/readRecords';
import type { RecordVisitor } from '../../reading/finds';

type Found = Parameters<RecordVisitor>[0];

/** Where the value of a record's eventName begins and ends in the source, quotes included; its start twice where it has none. */
export function nameOffsets({ start, end, spans, text }: Found): [start: number, end: number] {
  const name = spanOf(spans, 'eventName');
  if (name === undefined) return [start, start];
  const nameStart = within(start, end, text.layer.sourceStart(name[0]));
  return [nameStart, within(nameStart, end, text.layer.sourceEnd(name[1]))];
}

function within(low: number, high: number, offset: number): number {
  return Math.max(low, Math.min(high, offset));
}
