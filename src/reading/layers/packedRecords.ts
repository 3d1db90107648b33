import { TRANSLATIONS } from '../containers';
import type { RecordText } from '../finds';
import { headOf } from '../head';
import { QUOTE } from '../json/jsonBytes';
import type { Layer } from './layer';
import { Reading } from '../reading';
import { atOnce } from '../steps';
import { Walk } from '../walk/walk';
import type { Packed } from '../walk/walkOptions';

/** Reads records again that are packed in strings, by their spans, which lie in these; those of one string after another. */
export class PackedRecords {
  /** The string that was unpacked last, and the records in it by their spans. */
  private at = -1;
  private records = new Map<string, RecordText>();

  /** `layer`: all of the source. */
  constructor(
    private readonly layer: Layer,
    private readonly packed: Packed,
  ) {}

  /** Undefined where none is packed at that place. */
  record(start: number, end: number): RecordText | undefined {
    // base64 has no quotes
    const at = this.layer.bytes.lastIndexOf(QUOTE, start);
    if (at >= 0 && at !== this.at) this.unpack(at);
    return this.records.get(keyOf(start, end));
  }

  private unpack(at: number): void {
    this.at = at;
    this.records = new Map();
    const { bytes } = this.layer;
    const reading = new Reading(bytes, headOf(bytes), TRANSLATIONS, ({ start, end, text }) => {
      this.records.set(keyOf(start, end), { ...text });
    });
    atOnce(new Walk(this.layer, reading, { packed: this.packed }).packed(at, 1));
  }
}

function keyOf(start: number, end: number): string {
  return `${start} ${end}`;
}
