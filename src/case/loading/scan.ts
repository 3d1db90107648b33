import type { DictionaryNews } from '../../index/dictionaryNews';
import type { RowBlock } from '../../index/rowBlock';
import type { ContainerId } from '../../reading/containers';
import type { KeptRecords } from '../../reading/fast/recordKeeper';
import type { SourceProblem } from '../../reading/problem';

/** Rows of sources, with the dictionary entries that they brought. */
export interface ScannedTable {
  /** Names the dictionaries that the rows speak of, of which each scanner has its own. */
  readonly dictionary: string;
  readonly block: RowBlock;
  readonly news: DictionaryNews;
}

/** How far the scan of one source is. */
export interface ScanPart {
  readonly container: ContainerId;
  /** Uncompressed bytes read so far. */
  readonly bytes: number;
  readonly events: number;
  /** The rows that were found since some were last told, where it is time to tell them. */
  readonly table?: ScannedTable;
  /** Told by the careful reader, which begins anew: what was told of the source by the fast scanner counts no more. */
  readonly withCare: boolean;
}

/** So many uncompressed bytes are to come with what a scan found. */
export interface Keep {
  /** Of sources, each whole. */
  readonly whole: number;
  /** Of records that rules will ask for again, in sources that do not come whole. */
  readonly records: number;
}

export const KEEP_NOTHING: Keep = { whole: 0, records: 0 };

/** What the scan of one source found. */
export interface ScannedSource {
  /** `unreadable` when not even its bytes could be had. */
  readonly container: ContainerId | 'unreadable';
  readonly events: number;
  readonly problems: readonly SourceProblem[];
  /** Uncompressed bytes. */
  readonly bytes: number;
  /** Its rows: so many as it has events, but for those told before, from row `from` of this table on. */
  readonly table: number;
  readonly from: number;
  /** The careful reader found them. */
  readonly withCare?: boolean;
  /** It broke off: what it has may not be all that is in it, though the source stays as it is. */
  readonly brokeOff?: boolean;
  /** Loading was stopped before its end. */
  readonly stopped?: boolean;
  /** Of what was read, where it is known. */
  readonly version?: string | undefined;
  /** Those bytes, where they were to be kept. */
  readonly pieces?: readonly Uint8Array[] | undefined;
  /** Of those bytes the records that rules will ask for, where these were to be kept. */
  readonly asked?: KeptRecords | undefined;
}

/** What the scan of several sources found, in their order. */
export interface Scan {
  readonly sources: readonly ScannedSource[];
  readonly tables: readonly ScannedTable[];
  /**
   * To be called once nobody looks at the rows of its tables any more: their memory is used for those to come. Where none
   * came V8 would look for garbage each time so much memory was taken.
   */
  readonly release?: () => void;
}

/** A source of which nothing could be read. */
export function unreadable(message: string): ScannedSource {
  return {
    container: 'unreadable',
    brokeOff: true,
    events: 0,
    problems: [{ message, severity: 'error' }],
    bytes: 0,
    table: 0,
    from: 0,
  };
}

/** What is said of the records of a source that broke off. */
export function keptOf(events: number): string {
  return events === 1
    ? 'The record that was read before is kept.'
    : `The ${events.toLocaleString('en-US')} records that were read before are kept.`;
}

/** A source that loading did not come to. */
export function notRead(): ScannedSource {
  return { ...unreadable('Not read: loading was stopped.'), stopped: true };
}

/** What is said of a source of which a part was read. */
export function stoppedAfter(events: number): SourceProblem {
  const records = events === 1 ? '1 record' : `${events.toLocaleString('en-US')} records`;
  return { message: `Not read to its end: loading was stopped after ${records}.`, severity: 'warning' };
}
