import type { FieldsContext } from '../translation/eventFields';
import type { PackedContext } from '../layers/packed';
import type { Translation } from '../translation/translation';

/** What the walks over a source share. */
export interface WalkContext extends FieldsContext, PackedContext {
  /** How events look that are written otherwise than CloudTrail writes them. */
  readonly translations: readonly Translation[];
  /** So many bytes of text that stands in strings may yet be held at once. */
  textRoom: number;
}
