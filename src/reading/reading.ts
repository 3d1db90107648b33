import { Finds, type RecordVisitor } from './finds';
import type { Head } from './head';
import { STOPPED } from './jsonScanner';
import { type Layer, sourceLayer } from './layer';
import type { Translation } from './translation';
import { Walk, type WalkContext } from './walk';

/** One reading of one source: what a container reads from, and where it tells what it finds. */
export class Reading implements WalkContext {
  readonly source: Layer;
  readonly finds: Finds;

  constructor(
    readonly bytes: Uint8Array,
    readonly head: Head,
    readonly translations: readonly Translation[],
    visit: RecordVisitor,
  ) {
    this.source = sourceLayer(bytes);
    this.finds = new Finds(visit);
  }

  walkInside(layer: Layer, depth: number): boolean {
    return new Walk(layer, this, {}, depth).values() !== STOPPED;
  }
}
