import { FIELD_GROUPS } from '../../../reference/fields/explain';

/** A field of the record that the reference describes. */
export interface KnownField {
  /** As rules write it: dotted, arrays unmarked. */
  readonly field: string;
  /** As the reference is asked for it. */
  readonly path: readonly string[];
  /** What it means, in a sentence or two of Markdown. */
  readonly text: string;
}

/** The fields of every record, as rules name them. */
export const KNOWN_FIELDS: ReadonlyMap<string, KnownField> = new Map(
  FIELD_GROUPS.flatMap(({ fields }) =>
    fields.map(({ path, text }) => {
      const field = path.replaceAll('[]', '');
      return [field, { field, path: path.replaceAll('[]', '.[]').split('.'), text }] as const;
    }),
  ),
);

/** Where a rule's field stands in a record, for the reference: names and array marks from the record's root. */
export function recordPathOf(field: string): readonly string[] {
  return KNOWN_FIELDS.get(field)?.path ?? field.split('.');
}
