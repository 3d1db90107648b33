import { decodeString, decodeValue, parseValue } from '../reading/recordScanner';
import { type Identity, identityOf } from '../record/identity';
import { member, text } from '../record/types';
import type { Cells } from './cells';
import type { Column } from './columns';
import { type OtherPlaces, placeAt } from './otherPlaces';
import type { Dictionaries } from './dictionaries';
import { ANY_SESSION } from './identityParts';

/** Where a record stands: which source, which record in it, which bytes of the uncompressed source. */
export interface Place {
  readonly source: number;
  /** Counts the records of the source from 0. */
  readonly index: number;
  readonly start: number;
  readonly end: number;
}

const CONTEXT = 'sessionContext';

/** The typed arrays of an index, one entry a row. */
export interface RowArrays {
  /** Milliseconds since 1970 UTC; NaN when the record has no time. */
  readonly time: Float64Array;
  readonly source: Uint32Array;
  readonly index: Uint32Array;
  readonly start: Uint32Array;
  readonly end: Uint32Array;
  /** See {@link idBeginning}. */
  readonly idBeginning: Uint32Array;
  readonly columns: Readonly<Record<Column, Cells>>;
}

/**
 * The columns of a case: rows in order of time, then of place. It holds no records; one is read again from its
 * source when somebody looks at it.
 */
export class LogIndex {
  private readonly texts = new Map<Column, (string | undefined)[]>();
  /** By the number of their shape. */
  private readonly identities: Identity[] = [];
  private readonly factorsOfShapes = new Map<number, boolean | undefined>();
  private readonly factorsOfAttributes = new Map<number, boolean | undefined>();
  constructor(
    readonly count: number,
    readonly rows: RowArrays,
    readonly dictionaries: Dictionaries,
    /** Further places of a row whose event was delivered more than once. */
    readonly otherPlaces: OtherPlaces,
    /** Rows of events that were delivered in several layouts: they have the time and the id of another row. */
    readonly twins: ReadonlySet<number> = new Set(),
  ) {}

  /** How many records were left out as copies of a row. */
  get duplicates(): number {
    return this.otherPlaces.size;
  }

  /** Bytes of memory that rows and dictionaries take. */
  get memory(): number {
    const { time, source, index, start, end, idBeginning, columns } = this.rows;
    return [time, source, index, start, end, idBeginning, ...Object.values(columns)].reduce(
      (sum, array) => sum + array.buffer.byteLength,
      this.dictionaries.memory + this.otherPlaces.memory,
    );
  }

  place(row: number): Place {
    return placeAt(this.rows, row);
  }

  time(row: number): number {
    return this.rows.time[row] as number;
  }

  /** Dictionary number of a cell; 0 when the record has no such member. */
  id(column: Column, row: number): number {
    return this.rows.columns[column][row] as number;
  }

  /**
   * A dictionary entry as a person reads it: strings without quotes, all else as JSON; undefined for "absent", null and
   * an empty text.
   */
  textOf(column: Column, id: number): string | undefined {
    let texts = this.texts.get(column);
    if (texts === undefined) this.texts.set(column, (texts = []));
    if (!(id in texts)) {
      const value = this.valueOf(column, id);
      texts[id] =
        value === undefined || value === null || value === ''
          ? undefined
          : typeof value === 'string'
            ? value
            : JSON.stringify(value);
    }
    return texts[id];
  }

  /** A dictionary entry as a JSON value. */
  valueOf(column: Column, id: number): unknown {
    const slice = this.dictionaries.slice(column, id);
    return id === 0 ? undefined : (decodeString(slice, 0, slice.length) ?? decodeValue(slice, 0, slice.length));
  }

  text(column: Column, row: number): string | undefined {
    return this.textOf(column, this.id(column, row));
  }

  /**
   * What `read` tells of who stands behind an entry of the identity column. It is asked about the entry's shape: of ten
   * entries nine differ from another one in their access key and the name of their session alone. `session`: what is to
   * stand for that name.
   */
  callerText(
    id: number,
    read: (caller: Omit<Identity, 'accessKeyId'>) => string | undefined,
    session = this.sessionName(id),
  ): string | undefined {
    const text = read(this.identityOfShape(id));
    // the name stands at the end of what it is in, whatever it is
    return session === undefined ? text : text?.replaceAll(ANY_SESSION, session);
  }

  private sessionName(id: number): string | undefined {
    const session = this.dictionaries.sessionOf(id);
    return session === 0 ? undefined : this.dictionaries.identitySession(session);
  }

  /** The access key of an entry of the identity column. */
  accessKeyOf(id: number): string | undefined {
    const key = this.dictionaries.keyOf(id);
    return key === 0 ? this.identityOfShape(id).accessKeyId : this.accessKey(key);
  }

  /** Whether a second factor was given for the credentials of an entry of the identity column, where it says so. */
  secondFactorOf(id: number): boolean | undefined {
    const { dictionaries } = this;
    const apart = dictionaries.attributesOf(id);
    const shape = dictionaries.shapeOf(id);
    const known = apart === 0 ? this.factorsOfShapes : this.factorsOfAttributes;
    const number = apart === 0 ? shape : apart;
    if (number !== 0 && !known.has(number)) {
      const attributes =
        apart === 0
          ? member(
              member(parseValue(dictionaries.shapeWithoutParts(shape, dictionaries.isDivided(id))), CONTEXT),
              'attributes',
            )
          : parseValue(dictionaries.identityAttributes(apart));
      const value = member(attributes, 'mfaAuthenticated');
      known.set(number, /^(?:true|false)$/.test(String(value)) ? String(value) === 'true' : undefined);
    }
    return known.get(number);
  }

  private identityOfShape(id: number): Identity {
    const { dictionaries } = this;
    const shape = dictionaries.shapeOf(id);
    let identity = this.identities[shape];
    if (identity === undefined) {
      const json = dictionaries.shapeWithoutParts(shape, dictionaries.isDivided(id));
      this.identities[shape] = identity = identityOf(shape === 0 ? undefined : parseValue(json));
    }
    return identity;
  }

  private accessKey(key: number): string | undefined {
    const json = this.dictionaries.identityKey(key);
    return text(json.includes('\\') ? parseValue(json) : json.slice(1, -1));
  }

  /** How many rows have no time; they are the last ones. */
  get withoutTime(): number {
    let rows = 0;
    while (rows < this.count && Number.isNaN(this.rows.time[this.count - 1 - rows])) rows++;
    return rows;
  }

  /** Time of the first and of the last row that has one. */
  timeRange(): { first: number; last: number } | undefined {
    const { time } = this.rows;
    const last = this.count - 1 - this.withoutTime;
    return last < 0 ? undefined : { first: time[0] as number, last: time[last] as number };
  }
}
