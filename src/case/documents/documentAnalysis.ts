import { IndexBuilder } from '../../index/indexBuilder';
import type { LogIndex } from '../../index/logIndex';
import { FacetReader } from '../../query/facets';
import { CONTAINER_NAMES, type ContainerId } from '../../reading/containers';
import { foldsOf } from '../../reading/json/folds';
import { positionsOf } from '../../reading/positions';
import type { SourceProblem } from '../../reading/problem';
import { readRecords } from '../../reading/readRecords';
import { SAME_OFFSET } from '../../reading/bytes/text';
import { RecordSource } from '../../reading/recordSource';
import { type EventTable, eventTable } from '../eventTable';
import { locate } from '../sources/locate';
import { nameOffsets } from './nameOffsets';
import { rowsOfRecords } from './rowsOfRecords';

/** What is known of the text of one document; crosses from the worker to the editor, so it is typed arrays and short lists. */
export interface DocumentAnalysis {
  readonly container: ContainerId;
  /** For people. */
  readonly containerName: string;
  /** Records in the document, in its order. */
  readonly records: number;
  readonly duplicates: number;
  readonly problems: readonly SourceProblem[];
  /**
   * Per record eight 0-based numbers: line and character of its start, of the start and the end of its eventName's
   * value, and of its end. Without an eventName the two in the middle are the start.
   */
  readonly positions: Uint32Array;
  /** Row of each record in `events`. */
  readonly rows: Uint32Array;
  /** Record of each row. */
  readonly recordOfRow: Uint32Array;
  readonly events: EventTable;
  /** Pairs of lines to fold, records first, then what is inside them. */
  readonly folds: Uint32Array;
}

/** A document's index and what is told of it. */
export interface AnalysedDocument {
  readonly source: RecordSource;
  readonly index: LogIndex;
  readonly reader: FacetReader;
  readonly analysis: DocumentAnalysis;
}

/**
 * Reads the records of a document's text (UTF-8) and where they stand in it. `fileOffset`: where in its file, in bytes,
 * places of the text are.
 */
export function analyseDocument(bytes: Uint8Array, fileOffset = SAME_OFFSET): AnalysedDocument {
  const builder = new IndexBuilder();
  const offsets: number[] = [];
  const result = readRecords(
    bytes,
    (found) => {
      builder.add(0, offsets.length / 4, found);
      offsets.push(found.start, ...nameOffsets(found), found.end);
    },
    fileOffset,
  );
  const index = builder.build();
  const reader = new FacetReader(index);
  const positions = positionsOf(bytes, offsets);
  const analysis: DocumentAnalysis = {
    container: result.container,
    containerName: CONTAINER_NAMES[result.container],
    records: result.records,
    duplicates: index.duplicates,
    problems: locate({ bytes, fileOffset }, result.problems),
    positions,
    rows: rowsOfRecords(index, result.records),
    recordOfRow: index.rows.index,
    events: eventTable(
      reader,
      Uint32Array.from({ length: index.count }, (_, row) => row),
    ),
    folds: foldsOf(bytes, positions),
  };
  return { source: new RecordSource(bytes), index, reader, analysis };
}
