import type { Translation } from './translation';

/** How events are read that are rows in JSON. */
export interface Rows {
  /** What their columns mean. */
  readonly table: Translation;
  /** Names of the columns, where a row holds them and the others hold values alone. */
  readonly names?: readonly string[];
  /** The member that holds a row; without it, the elements of a list are rows. */
  readonly member?: string;
}
