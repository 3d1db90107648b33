import type { LogIndex, Place } from '../../index/logIndex';
import { placeAt } from '../../index/otherPlaces';
import { MAX_TEXT } from '../../reading/recordScanner';
import type { LoadedSource } from './loadedCase';

/** Names the records that are longer than any text may be: their columns are known, and nothing else can be asked of them. */
export function withTooLarge(sources: readonly LoadedSource[], { rows, otherPlaces, count }: LogIndex): LoadedSource[] {
  const problems = sources.map(({ problems }) => [...problems]);
  const look = ({ source, index, start, end }: Place): void => {
    if (end - start <= MAX_TEXT) return;
    const message = `Record ${index + 1}, from byte ${start} on, is larger than 512 MiB: it is counted, but what it says cannot be looked at.`;
    problems[source]?.push({ message, severity: 'error' });
  };
  for (let row = 0; row < count; row++) look(placeAt(rows, row));
  for (const place of otherPlaces) look(place);
  return sources.map((source, n) => ({ ...source, problems: problems[n] ?? [] }));
}
