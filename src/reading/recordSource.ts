import { OPEN_ARRAY, OPEN_OBJECT, QUOTE } from './json/jsonBytes';
import { containerOf, TRANSLATIONS } from './containers';
import type { Container } from './containers/container';
import { askedOf } from './csv/csvColumns';
import { headerOf } from './csv/csvHeader';
import type { RecordText } from './finds';
import { type Head, HEAD_END, headOf } from './head';
import { joinedBytes } from './bytes/joinedBytes';
import { fieldSlot, provesRecord } from './fields';
import { type Layer, sourceLayer } from './layers/layer';
import { PackedRecords } from './layers/packedRecords';
import { recordAt, type Rereading } from './recordAt';

/** Reads the records of a source again by their spans. */
export interface Records {
  record(start: number, end: number): RecordText;
  /**
   * Where they come while the source is read, and are good only until a later one is waited for: waits for number `n` of
   * those that were asked for. Undefined: it is there. False: it will not come, because something is wrong with the source.
   */
  arrival?(n: number): Promise<boolean> | undefined;
  /** To be called where there is such an `arrival`, once no more is wanted. */
  close?(): void;
}

/** A source, or a part of one, whose records are read again by their spans. */
export class RecordSource implements Records {
  private readonly layer: Layer;
  private readonly isJson: boolean;
  private known: (Rereading & Pick<Container, 'packed'>) | undefined;
  private packed: PackedRecords | undefined;

  /** `offset`: where in the source `bytes` begin; `head` is that of the whole source, where they are not that. */
  constructor(
    readonly bytes: Uint8Array,
    private head?: Head,
    private readonly offset = 0,
  ) {
    this.layer = sourceLayer(bytes);
    this.isJson = head?.isJson ?? beginsAsJson(bytes);
  }

  /**
   * The text of the record that stands at `start…end` of the source: its own bytes where it stands there as it is.
   * Bytes that hold no record any more, because the source changed, come as they are; where they end before the record
   * does, so does what is told.
   */
  record(start: number, end: number): RecordText {
    const { layer, offset } = this;
    const from = start - offset;
    const to = end - offset;
    // nearly every record: nothing is to be made of it, whatever the source is
    if ((this.isJson || (this.how.csv ?? this.how.written) === undefined) && beginsAsRecord(this.bytes, from, to))
      return { bytes: this.bytes, start: from, end: to, layer };
    const { packed } = this.how;
    const unpacked = packed && (this.packed ??= new PackedRecords(layer, packed)).record(from, to);
    return unpacked ?? recordAt(layer, from, to, this.how) ?? { bytes: this.bytes, start: from, end: to, layer };
  }

  /** Looked at when it is needed: to most sources of a folder it never is. */
  private get how(): NonNullable<typeof this.known> {
    if (this.known === undefined) {
      const head = (this.head ??= headOf(this.bytes));
      const { csv, rows, packed, written, header: headerFrom = headerOf } = containerOf(head);
      const header = csv && headerFrom(head);
      this.known = {
        translations: TRANSLATIONS,
        rows: rows?.(head),
        csv: header && { header, translation: askedOf(header, csv) },
        packed,
        written,
      };
    }
    return this.known;
  }
}

/** No CSV begins so. */
function beginsAsJson(bytes: Uint8Array): boolean {
  return bytes[0] === OPEN_OBJECT || bytes[0] === OPEN_ARRAY;
}

/** Whether JSON at `start` begins with a member that only records have, as {@link recordAt} tells a record. */
function beginsAsRecord(bytes: Uint8Array, start: number, end: number): boolean {
  if (bytes[start] !== OPEN_OBJECT || bytes[start + 1] !== QUOTE) return false;
  const keyEnd = bytes.indexOf(QUOTE, start + 2);
  return keyEnd > 0 && keyEnd < end && provesRecord(fieldSlot(bytes, start + 2, keyEnd));
}

/** A source in pieces that follow one another; a record that stands in two of them is put together. */
export class PiecedRecords implements Records {
  private readonly starts: number[] = [];
  private readonly sources: (RecordSource | undefined)[] = [];
  private readonly head: Head;

  /** The first piece tells what the source is. */
  constructor(private readonly pieces: readonly Uint8Array[]) {
    let at = 0;
    for (const piece of pieces) {
      this.starts.push(at);
      at += piece.length;
    }
    const ends = pieces.slice(-2).map((piece) => piece.subarray(-HEAD_END));
    this.head = headOf(pieces[0] ?? new Uint8Array(), joinedBytes(ends));
  }

  record(start: number, end: number): RecordText {
    const n = this.pieceAt(start);
    const from = this.starts[n] ?? 0;
    const piece = this.pieces[n] ?? new Uint8Array();
    if (end <= from + piece.length) {
      const source = (this.sources[n] ??= new RecordSource(piece, this.head, from));
      return source.record(start, end);
    }
    const bytes = new Uint8Array(end - start);
    let length = 0;
    for (let m = n; m < this.pieces.length && length < bytes.length; m++) {
      const own = this.pieces[m] as Uint8Array;
      const skipped = Math.max(0, start - (this.starts[m] ?? 0));
      const part = own.subarray(skipped, skipped + bytes.length - length);
      bytes.set(part, length);
      length += part.length;
    }
    return new RecordSource(bytes.subarray(0, length), this.head, start).record(start, end);
  }

  private pieceAt(offset: number): number {
    let low = 0;
    let high = this.starts.length - 1;
    while (low < high) {
      const middle = (low + high + 1) >> 1;
      if ((this.starts[middle] as number) <= offset) low = middle;
      else high = middle - 1;
    }
    return Math.max(0, low);
  }
}
