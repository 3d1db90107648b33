import { type Chain, Chains, entriesOf } from './chains';
import type { Correlation } from './correlation';
import type { Entry } from './entry';
import type { Group, Hit } from './window';

/** temporal_ordered: the most rules that had events in their order within the timespan, each its own event. */
export class TemporalOrdered implements Group {
  private readonly chains: Chains;

  constructor(private readonly correlation: Correlation) {
    this.chains = new Chains(correlation.rules.length, correlation.timespan);
  }

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
}

export function hitOf(chain: Chain): Hit {
  return { entry: chain.entry, count: chain.length, value: undefined, entries: () => entriesOf(chain) };
}
