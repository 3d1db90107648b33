import type { Correlation } from './correlation';
import { EventCount, ValueCount } from './counting';
import { FirstSeen } from './firstSeen';
import { NumericValue } from './numeric';
import { OrderedCondition } from './orderedCondition';
import { Temporal } from './temporal';
import { TemporalOrdered } from './temporalOrdered';
import type { Group } from './window';

/** A group of a correlation that took nothing yet. */
export function newGroup(correlation: Correlation): Group {
  switch (correlation.type) {
    case 'event_count':
      return new EventCount(correlation);
    case 'value_count':
      return new ValueCount(correlation);
    case 'temporal':
      return new Temporal(correlation);
    case 'temporal_ordered':
      return correlation.plan.ways === undefined ? new TemporalOrdered(correlation) : new OrderedCondition(correlation);
    case 'first_seen':
      return new FirstSeen(correlation);
    case 'value_sum':
    case 'value_avg':
    case 'value_percentile':
    case 'value_median':
      return new NumericValue(correlation);
  }
}
