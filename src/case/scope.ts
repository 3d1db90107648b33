import type { LogIndex } from '../index/logIndex';
import type { FacetReader } from '../query/facets';
import type { FinderOf } from '../reading/json/memberSpans';
import type { SourceOf } from './sources/eachRecord';

/** The events of a log or of a case. A new reading of them is another reader. */
export interface Scope {
  readonly reader: FacetReader;
  /** How their records are read again. */
  readonly sourceOf: SourceOf;
}

/** Events that rules run over, and how their records are read again. */
export interface RecordedEvents {
  readonly index: LogIndex;
  readonly sourceOf: SourceOf;
  /** Finds the members of records; the careful way where there is none. */
  readonly finderOf?: FinderOf | undefined;
}

/** The events of a scope as rules run over them. */
export function eventsOf({ reader: { index }, sourceOf }: Scope, finderOf?: FinderOf): RecordedEvents {
  return { index, sourceOf, finderOf };
}
