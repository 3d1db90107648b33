import { type Chain, Chains, entriesOf } from './chains';
import type { Correlation } from './correlation';
import type { Entry } from './entry';
import type { Group, Hit } from './window';

/** temporal_ordered: the most rules that had events in their order within the timespan, each its own event. */
export class TemporalOrdered implements Group {
  constructor(
    private readonly correlation: Correlation,
    private readonly chains = new Chains(correlation.rules.length, correlation.timespan),
  ) {}

  take(batch: readonly Entry[]): Hit[] {
    const { accepts } = this.correlation.plan;
    const [only] = batch;
    if (only !== undefined && batch.length === 1) {
      const chain = this.chains.takeOne(only);
      return chain !== undefined && accepts(chain.length) ? [hitOf(chain)] : [];
    }
    return this.chains
      .take(batch)
      .filter(({ length }) => accepts(length))
      .map(hitOf);
  }

  copy(): TemporalOrdered {
    return new TemporalOrdered(this.correlation, this.chains.copy());
  }
}

export function hitOf(chain: Chain): Hit {
  return { entry: chain.entry, count: chain.length, value: undefined, entries: () => entriesOf(chain) };
}
