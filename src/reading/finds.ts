import { type Layer, sourceLayer } from './layers/layer';
import type { SourceProblem } from './problem';

/** A record's own JSON: `bytes[start..end)`. */
export interface RecordText {
  readonly bytes: Uint8Array;
  readonly start: number;
  readonly end: number;
  readonly layer: Layer;
}

/** A record as it is found. All of it is reused for the next: copy what is to stay. */
export interface FoundRecord {
  /** Span in the source's uncompressed bytes. */
  readonly start: number;
  readonly end: number;
  /** The same as the span where the record stands in the source as it is. */
  readonly text: RecordText;
  /** `[start, end)` in the text of each field, see {@link RecordScanner.spans}. */
  readonly spans: Int32Array;
}

/** Told of each record in the order of the source. */
export type RecordVisitor = (record: FoundRecord) => void;

const MAX_PROBLEMS = 100;
const TOO_DENSE = 'Records are packed here in less than a byte each, as no log is, and are left out.';
const NO_LAYER = sourceLayer(new Uint8Array());

type Writable<T> = { -readonly [K in keyof T]: T[K] };

/** What reading a source has found so far. */
export class Finds {
  records = 0;
  /** Records that do not stand in the source as they are: inside strings, or made of other fields. */
  indirect = 0;
  /** Where in the source the last record begins, and where it ends: from there a gap is measured. */
  lastStart = 0;
  lastEnd = 0;
  /** Whether some record stands inside other JSON, beside the elements of an array. */
  nested = false;
  problems: SourceProblem[] = [];
  private readonly said = new Set<string>();
  private readonly notes = new Map<string, Pick<SourceProblem, 'offset' | 'lacks'>>();
  private readonly text: Writable<RecordText> = { bytes: new Uint8Array(), start: 0, end: 0, layer: NO_LAYER };
  private readonly found: Writable<FoundRecord> = { start: 0, end: 0, text: this.text, spans: new Int32Array() };

  constructor(private readonly visit: RecordVisitor) {}

  /** A record at `layer.bytes[start..end)`. `place`: its span in the source, where it was made of something else there. */
  emit(layer: Layer, start: number, end: number, spans: Int32Array, place?: readonly [number, number]): void {
    const { found, text } = this;
    text.bytes = layer.bytes;
    text.start = start;
    text.end = end;
    text.layer = layer;
    found.start = place?.[0] ?? layer.sourceStart(start);
    found.end = place?.[1] ?? layer.sourceEnd(end);
    // packed so densely that it has no place of its own: nothing could tell it from its neighbours
    if (found.end === found.start) return this.report(TOO_DENSE, 'error', found.start);
    found.spans = spans;
    this.records++;
    this.lastStart = found.start;
    this.lastEnd = found.end;
    this.visit(found);
  }

  /** Remembers what is to be known of the source, and where it first shows. */
  note(sentence: string, offset: number): void {
    if (!this.notes.has(sentence)) this.notes.set(sentence, { offset });
  }

  /** The same, that records were made of fields that do not say all. */
  noteLack(sentence: string, offset: number): void {
    if (!this.notes.has(sentence)) this.notes.set(sentence, { offset, lacks: true });
  }

  /** Says what is wrong, once: what follows a break is gone through more than once. */
  report(message: string, severity: SourceProblem['severity'], offset: number): void {
    const key = `${offset} ${message}`;
    if (this.said.has(key)) return;
    if (this.problems.length <= MAX_PROBLEMS) this.said.add(key);
    if (this.problems.length < MAX_PROBLEMS) this.problems.push({ message, severity, offset });
    else if (this.problems.length === MAX_PROBLEMS)
      this.problems.push({ message: 'More problems follow that are not listed.', severity, offset });
  }

  /** All that is to be said of the source. */
  allProblems(): SourceProblem[] {
    const notes = [...this.notes].map(([message, rest]) => ({ message, severity: 'info' as const, ...rest }));
    return [...notes, ...this.problems];
  }
}
