import type { FindingHit, Findings } from '../../case/engine';

/** Which of those of its finding that are marked in a document a mark is, from 0, and of how many. */
export interface PlaceInFinding {
  readonly place: number;
  readonly of: number;
}

/** Of marks in a document, each its place among those of the same finding. */
export function placesInFindings(
  { hits, groups }: Findings,
  marks: readonly { readonly hit: FindingHit; readonly record: number }[],
): PlaceInFinding[] {
  const asked = new Set(marks.map(({ hit }) => hit));
  const findings = new Map<FindingHit, number>();
  for (const [number, group] of groups.entries()) {
    for (const one of group.hits) {
      const hit = hits[one] as FindingHit;
      if (asked.has(hit)) findings.set(hit, number);
    }
  }
  const records = new Map<number | undefined, number[]>();
  for (const { hit, record } of marks) {
    const finding = findings.get(hit);
    records.set(finding, [...(records.get(finding) ?? []), record]);
  }
  return marks.map(({ hit, record }) => {
    const all = records.get(findings.get(hit)) ?? [];
    return { place: all.filter((one) => one < record).length, of: all.length };
  });
}
