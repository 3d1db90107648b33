import { type Correlation, fieldIn } from './correlation';
import { beyond, numbersOf, type Entry } from './entry';
import { ExactSum } from './exactSum';
import { Window, type Group, type Hit } from './window';

/** value_sum, value_avg, value_median and value_percentile: one number over those in the window. */
export class NumericValue implements Group {
  /** The numbers in order; none of a sum or mean: to put many numbers in order takes long. */
  private sorted: number[] = [];
  private readonly isSum: boolean;
  private sum = new ExactSum();
  private size = 0;
  private readonly window: Window;
  /** By field: the texts that were taken of an event that comes several times. */
  private readonly taken = new Map<string, readonly string[]>();

  constructor(private readonly correlation: Correlation) {
    this.isSum = correlation.type === 'value_sum' || correlation.type === 'value_avg';
    this.window = new Window(correlation.timespan);
  }

  take(batch: readonly Entry[]): Hit[] {
    const hits: Hit[] = [];
    let counted: Entry | undefined;
    for (const [i, each] of batch.entries()) {
      const isLast = batch[i + 1]?.row !== each.row;
      const entry = isLast && batch[i - 1]?.row !== each.row ? each : this.untaken(each);
      const numbers = numbersOf(entry);
      if (numbers.length > 0) {
        for (const number of numbers) this.insert(number);
        for (const left of this.window.add(entry)) for (const number of numbersOf(left)) this.remove(number);
        counted = entry;
      }
      // An event that several rules are true of comes once for each, perhaps with the numbers of different fields.
      if (!isLast) continue;
      this.taken.clear();
      if (counted?.row !== entry.row) continue;
      const value = this.value();
      if (this.correlation.plan.accepts(value)) hits.push(this.window.hit(counted, value));
    }
    return hits;
  }

  copy(): NumericValue {
    const copy = new NumericValue(this.correlation);
    copy.sorted = [...this.sorted];
    copy.sum = this.sum.copy();
    copy.size = this.size;
    copy.window.copyFrom(this.window);
    return copy;
  }

  /** What an entry has beside the entries before it that are of the same event: of the same field it is the same. */
  private untaken(entry: Entry): Entry {
    const [field = ''] = this.correlation.plan.fields;
    const name = fieldIn(this.correlation, entry.source, field);
    const before = this.taken.get(name) ?? [];
    const texts = beyond(entry.texts, before);
    this.taken.set(name, [...before, ...texts]);
    return { ...entry, texts };
  }

  private value(): number {
    switch (this.correlation.type) {
      case 'value_sum':
        return this.sum.value;
      case 'value_avg':
        return this.sum.value / this.size;
      case 'value_percentile':
        return percentile(this.sorted, this.correlation.plan.percentile);
      default:
        return percentile(this.sorted, 50);
    }
  }

  private insert(number: number): void {
    this.size += 1;
    if (this.isSum) this.sum.add(number);
    else this.sorted.splice(placeOf(this.sorted, number), 0, number);
  }

  private remove(number: number): void {
    this.size -= 1;
    if (this.isSum) this.sum.remove(number);
    else this.sorted.splice(placeOf(this.sorted, number), 1);
  }
}

/** The first place in a sorted list whose number is not below this one. */
function placeOf(sorted: readonly number[], number: number): number {
  let low = 0;
  let high = sorted.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((sorted[middle] ?? 0) < number) low = middle + 1;
    else high = middle;
  }
  return low;
}

/** The percentile of a sorted list by linear interpolation between neighbours; 0 is the least, 100 the greatest. */
export function percentile(sorted: readonly number[], percent: number): number {
  const place = ((sorted.length - 1) * percent) / 100;
  const below = sorted[Math.floor(place)] ?? NaN;
  const above = sorted[Math.ceil(place)] ?? NaN;
  return below + (above - below) * (place - Math.floor(place));
}
