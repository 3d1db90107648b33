import { containerOf, TRANSLATIONS } from './containers';
import { headerOf } from './csvReader';
import type { RecordText } from './finds';
import { type Head, headOf } from './head';
import { type Layer, sourceLayer } from './layer';
import { recordAt, type Rereading } from './recordAt';

/** A source, or a part of one, whose records are read again by their spans. */
export class RecordSource {
  private readonly layer: Layer;
  private readonly how: Rereading;

  /** `offset`: where in the source `bytes` begin; `head` is that of the whole source. */
  constructor(
    readonly bytes: Uint8Array,
    head: Head = headOf(bytes),
    private readonly offset = 0,
  ) {
    this.layer = sourceLayer(bytes);
    const { csv, rows, header: headerFrom = headerOf } = containerOf(head);
    const header = csv && headerFrom(head);
    this.how = { translations: TRANSLATIONS, rows, csv: header && { header, translation: csv } };
  }

  /**
   * The text of the record that stands at `start…end` of the source: its own bytes where it stands there as it is.
   * Bytes that hold no record any more, because the source changed, come as they are.
   */
  record(start: number, end: number): RecordText {
    const { layer, offset } = this;
    const [from, to] = [start - offset, end - offset];
    return recordAt(layer, from, to, this.how) ?? { bytes: this.bytes, start: from, end: to, layer };
  }
}
