import type { FacetReader } from '../query/facets';
import type { SourceOf } from './sources/eachRecord';

/** The events that rules run over: those of a log or of a case. A new reading of them is another reader. */
export interface Scope {
  readonly reader: FacetReader;
  /** How their records are read again. */
  readonly sourceOf: SourceOf;
}
