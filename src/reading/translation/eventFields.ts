import type { Finds } from '../finds';
import type { Layer } from '../layers/layer';
import type { Fields } from '../json/members';
import { fieldsFor, type Translation, translated } from './translation';
import { insideOf } from './valueText';

/** What is needed to tell of records that stand in fields. */
export interface FieldsContext {
  readonly source: Layer;
  readonly finds: Finds;
  /** Tells of every record in JSON that stands at a depth in the source; false when it could not be read to its end. */
  walkInside(layer: Layer, depth: number): boolean;
}

const BROKEN_ORIGINAL = 'The record in this event is broken or cut off, and is left out.';
export const BROKEN_REST = 'The text in this string is broken or cut off after its last whole record.';
export const FIELDS_INSTEAD =
  'The record in this event is broken or cut off: what the fields beside it say was read instead, which is less.';

/**
 * Tells of the record that fields hold as CloudTrail wrote it, or else say in their own way; false when they do neither.
 * For the first only the members that the table names are looked at: others may hold text that an attacker wrote to
 * look like a record.
 */
export function findRecord(
  context: FieldsContext,
  fields: Fields,
  translation: Translation,
  place: readonly [number, number],
  depth = 0,
): boolean {
  const { finds, source } = context;
  const original = findOriginal(context, fields, translation, depth);
  if (original === 'read') return true;
  const record = translated(fields, translation, source, place[0]);
  if (record === undefined) {
    if (original === 'broken') finds.report(BROKEN_ORIGINAL, 'error', place[0]);
    return original === 'broken';
  }
  if (original === 'broken') finds.report(FIELDS_INSTEAD, 'warning', place[0]);
  finds.indirect++;
  finds.noteLack(translation.lacks, place[0]);
  finds.emit(record.layer, 0, record.end, record.spans, place);
  return true;
}

/** Tells of the record that one of the fields that may hold it holds as CloudTrail wrote it. */
export function findOriginal(
  context: FieldsContext,
  fields: Fields,
  table: Pick<Translation, 'originals' | 'lists'>,
  depth: number,
): 'read' | 'broken' | 'none' {
  for (const path of table.originals) {
    const value = fieldsFor(fields, table).get(path);
    const inside = value && insideOf(value);
    if (inside === undefined) continue;
    const before = context.finds.records;
    const whole = context.walkInside(inside.layer, depth + 1);
    if (context.finds.records > before) {
      if (!whole) context.finds.report(BROKEN_REST, 'error', inside.layer.sourceStart(inside.start));
      return 'read';
    }
    if (!whole) return 'broken';
  }
  return 'none';
}
