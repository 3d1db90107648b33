import { networkOf } from '../../findings/findingGroups';
import type { ValueSeen } from './fields';
import { yamlText } from '../../yamlText';
import { valueText } from './scalar';

/** A value as a rule writes it. */
export interface WrittenValue extends ValueSeen {
  readonly written: string;
}

const NUMBERS = new Set(['lt', 'lte', 'gt', 'gte']);
const TIME_PARTS = new Set(['minute', 'hour', 'day', 'week', 'month', 'year']);
/** What has a meaning in a regular expression. */
const META = /[\\^$.*+?()[\]{}|/]/g;

/** Values of a field as they are to be written behind its modifiers; those that mean nothing there are left out. */
export function writtenValues(values: readonly ValueSeen[], modifiers: readonly string[]): WrittenValue[] {
  if (modifiers.some((modifier) => TIME_PARTS.has(modifier))) return [];
  if (modifiers.includes('cidr')) return networks(values);
  if (modifiers.some((modifier) => NUMBERS.has(modifier))) {
    return values.flatMap((one) => {
      const written = String(one.value).trim();
      return /^-?\d+(?:\.\d+)?$/.test(written) ? [{ ...one, written }] : [];
    });
  }
  const isRegex = modifiers.includes('re');
  return values.flatMap((one) => {
    const written = isRegex ? yamlText(String(one.value).replace(META, '\\$&')) : valueText(one.value);
    return written === undefined ? [] : [{ ...one, written }];
  });
}

/** The networks that addresses are from, with how many events each has. */
function networks(values: readonly ValueSeen[]): WrittenValue[] {
  const counts = new Map<string, number>();
  for (const { value, count } of values) {
    const network = networkOf(String(value));
    if (network.includes('/') && network !== String(value)) counts.set(network, (counts.get(network) ?? 0) + count);
  }
  return [...counts]
    .map(([value, count]) => ({ value, count, written: yamlText(value) }))
    .sort((a, b) => b.count - a.count);
}
