import { type ByteSink, pour } from '../../reading/bytes/byteSink';
import { isPacked } from '../../reading/containers';
import { HEAD_END, headOf } from '../../reading/head';
import type { SourceProblem } from '../../reading/problem';
import { PiecedRecords, type Records, RecordSource } from '../../reading/recordSource';
import { type FileOffset, SAME_OFFSET } from '../../reading/bytes/text';
import { borrow, giveBack, PIECE } from './spareMemory';

/** The uncompressed UTF-8 bytes of a source, as they came in pieces, and what went wrong on the way to them. */
export class SourceBytes {
  /** Bytes in all. */
  readonly size: number;
  private reader: Records | undefined;

  constructor(
    private pieces: readonly Uint8Array[],
    readonly problems: readonly SourceProblem[] = [],
    /** Where in the uncompressed file, in bytes, places of its UTF-8 are. */
    readonly fileOffset: FileOffset = SAME_OFFSET,
    /** Of the source, where there is one: see {@link Platform.versionOf}. */
    readonly version?: string,
    /** Why no more of it could be read, where that is so. */
    readonly failure?: string,
  ) {
    this.size = pieces.reduce((size, { length }) => size + length, 0);
  }

  /** In one piece; put together when first asked for. */
  get bytes(): Uint8Array {
    const [only] = this.pieces;
    if (only !== undefined && this.pieces.length === 1) return only;
    const bytes = new Uint8Array(this.size);
    let at = 0;
    for (const piece of this.pieces) {
      bytes.set(piece, at);
      at += piece.length;
    }
    this.pieces = [bytes];
    this.reader = undefined;
    return bytes;
  }

  /** Reads records again by their spans, without putting the pieces together. */
  get records(): Records {
    const [first = NOTHING] = this.pieces;
    const isWhole = (): boolean => this.pieces.length < 2 || first.length < HEAD_END || isPacked(headOf(first));
    return (this.reader ??= isWhole() ? new RecordSource(this.bytes) : new PiecedRecords(this.pieces));
  }
}

/** Takes the bytes of a source into pieces. */
export class PieceSink implements ByteSink {
  private readonly full: Uint8Array[] = [];
  private memory: Uint8Array;
  private length = 0;

  constructor() {
    this.memory = borrow();
  }

  room(): Uint8Array {
    return this.memory.subarray(this.length);
  }

  filled(count: number): void {
    this.length += count;
    if (this.length < this.memory.length) return;
    this.full.push(this.memory);
    this.memory = new Uint8Array(PIECE);
    this.length = 0;
  }

  /** All that came; nothing more may. */
  pieces(): Uint8Array[] {
    const last = this.memory.slice(0, this.length);
    giveBack(this.memory);
    this.memory = NOTHING;
    return this.length === 0 ? this.full : [...this.full, last];
  }
}

const NOTHING = new Uint8Array();

/** Hands bytes on to another sink and keeps a copy of them, unless they are more than so many. */
export class KeepingSink implements ByteSink {
  private kept: PieceSink | undefined;
  private given: Uint8Array | undefined;
  private length = 0;

  constructor(
    private readonly to: ByteSink,
    private readonly limit: number,
  ) {}

  room(): Uint8Array | undefined {
    return (this.given = this.to.room());
  }

  filled(count: number): void {
    this.length += count;
    if (this.length > this.limit) this.kept = undefined;
    else if (this.given !== undefined) pour(this.given.subarray(0, count), (this.kept ??= new PieceSink()));
    this.to.filled(count);
  }

  /** The copy; undefined when it was too much. */
  pieces(): Uint8Array[] | undefined {
    return this.length > this.limit ? undefined : (this.kept?.pieces() ?? []);
  }
}
