import type { SuppressedHit } from '../case/exceptions/exceptionsUsed';
import { groupFindings } from '../case/findings/findingGroups';
import type { Hit } from '../case/findings/findings';
import type { SarifFinding } from '../case/findings/sarif';
import type { FacetReader } from '../query/facets';

/** Something that a rule found, and the reasons for which exceptions leave it out. */
export type Told = Hit & Pick<SarifFinding, 'suppressions' | 'occurrences'>;

/** An exception is made from what goes on all day: of more events than these one is told for many. */
const MOST_EACH = 50_000;

/**
 * What exceptions leave out of rules, each event with their reasons. Of very many, the first of each rule, reasons,
 * identity and network, with the number of those that it stands for.
 */
export function toldOf(suppressed: readonly SuppressedHit[], reader: FacetReader, most = MOST_EACH): Told[] {
  const numbers = new Map<string, number>();
  const numberOf = new Map<Told, number>();
  const told = suppressed.map(({ rule, row, filters }): Told => {
    const suppressions = [...new Set(filters.map(({ reason, title }) => reason.trim() || title))];
    return { rule, row, chain: [], isCut: false, group: [], count: 1, value: undefined, suppressions };
  });
  if (told.length <= most) return told;
  for (const one of told) {
    const key = JSON.stringify([one.rule.id, one.suppressions]);
    const number = numbers.get(key) ?? numbers.size;
    numbers.set(key, number);
    numberOf.set(one, number);
  }
  return groupFindings(told, (hit) => numberOf.get(hit) ?? 0, reader).map(({ hits }): Told => {
    const first = told[hits[0] ?? 0] as Told;
    return { ...first, occurrences: hits.length };
  });
}
