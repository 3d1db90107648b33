import type { Header } from '../csv/csvHeader';
import type { Head } from '../head';
import type { Layer } from '../layers/layer';
import type { Reading } from '../reading';
import type { Rows } from '../translation/rows';
import type { Steps } from '../steps';
import type { Translation } from '../translation/translation';
import type { Packed } from '../walk/walkOptions';

/** Something that CloudTrail's records are found in: how it is told from others, and how it is read. */
export interface Container<Id extends string = string> {
  readonly id: Id;
  /** For people. */
  readonly name: string;
  /** Whether a source that begins so is one. The first of the registry that says yes reads it. */
  recognise(head: Head): boolean;
  /**
   * Finds every record and reports what is no record and should be, with pauses in between. Returns the id of another
   * container where the source turned out to be that.
   */
  read(reading: Reading): Steps<string | undefined>;
  /** How its events are written, where they are not as CloudTrail writes them. */
  readonly translation?: Translation | readonly Translation[];
  /** Where its records are rows of CSV: what the columns mean. */
  readonly csv?: Translation;
  /** Its header, where that is not simply the first row. */
  readonly header?: (head: Head) => Header | undefined;
  /** Where its records are rows in JSON. */
  readonly rows?: (head: Head) => Rows | undefined;
  /** What the bytes of a record say, where JSON stands in another writing than that of JSON's own strings. */
  readonly written?: (layer: Layer, start: number, end: number) => Layer;
  /** Where its records are packed in strings. Then they are only read again where all of the source is at hand. */
  readonly packed?: Packed;
  /** Whether only the end of a source that begins so tells what its records are. */
  readonly toldByEnd?: (head: Head) => boolean;
  /** Its records stand in it as they are, so that a readable view shows all of it. */
  readonly plain?: true;
  /** It is no log: a file about logs, or something else altogether. */
  readonly about?: 'logs' | 'other';
}

/** Types a container without widening its id. */
export function container<Id extends string>(definition: Container<Id>): Container<Id> {
  return definition;
}
