import type { KeptRecords } from '../../reading/fast/recordKeeper';
import type { RecordText } from '../../reading/finds';
import { sourceLayer } from '../../reading/layers/layer';
import type { Records } from '../../reading/recordSource';
import type { RecordSpan } from './arrivingRecords';

/** Some records of a source that stand in it as they are. */
export class AskedRecords implements Records {
  private readonly layer;
  /** Where the text of each begins among all texts. */
  private readonly places: Uint32Array;

  /** @param version of the source that they are of, where there is one */
  constructor(
    private readonly kept: KeptRecords,
    readonly version?: string,
  ) {
    this.layer = sourceLayer(kept.bytes);
    const { starts, ends } = kept;
    this.places = new Uint32Array(starts.length);
    for (let n = 1; n < starts.length; n++)
      this.places[n] = (this.places[n - 1] as number) + (ends[n - 1] as number) - (starts[n - 1] as number);
  }

  /** Whether all of some records are among these. */
  have(spans: readonly RecordSpan[]): boolean {
    return spans.every(([start, end]) => {
      const n = this.numberOf(start);
      return this.kept.starts[n] === start && this.kept.ends[n] === end;
    });
  }

  /** One that is among these. */
  record(start: number, end: number): RecordText {
    const n = this.numberOf(start);
    if (this.kept.starts[n] !== start || this.kept.ends[n] !== end)
      throw new RangeError(`No record is at hand at ${start}.`);
    const from = this.places[n] as number;
    return { bytes: this.kept.bytes, start: from, end: from + end - start, layer: this.layer };
  }

  /** The last that begins no later. */
  private numberOf(start: number): number {
    const { starts } = this.kept;
    let low = 0;
    let high = starts.length - 1;
    while (low < high) {
      const middle = (low + high + 1) >> 1;
      if ((starts[middle] as number) <= start) low = middle;
      else high = middle - 1;
    }
    return low;
  }
}
