import type { FindingHit, Findings } from '../../../case/engine';

/** Which of the events of its finding in a document a mark is, from 0, and how many there are. */
export interface PlaceInFinding {
  readonly place: number;
  readonly of: number;
  /** Whose the finding is; empty where that is not known. */
  readonly identity: string;
}

/** A finding's event in a document. */
interface Mark {
  readonly hit: FindingHit;
  readonly record: number;
}

/**
 * Of marks in a document, each its place among those of the same finding.
 * @param unmarked further events of findings that are in the document, behind those that are marked
 */
export function placesInFindings(
  { hits, groups }: Findings,
  marks: readonly Mark[],
  unmarked: readonly Mark[] = [],
): PlaceInFinding[] {
  const all = [...marks, ...unmarked];
  const asked = new Set(all.map(({ hit }) => hit));
  const findings = new Map<FindingHit, number>();
  for (const [number, group] of groups.entries()) {
    for (const one of group.hits) {
      const hit = hits[one] as FindingHit;
      if (asked.has(hit)) findings.set(hit, number);
    }
  }
  const counts = new Map<number | undefined, number>();
  for (const { hit } of all) counts.set(findings.get(hit), (counts.get(findings.get(hit)) ?? 0) + 1);
  return marks.map(({ hit, record }) => {
    const finding = findings.get(hit);
    const before = marks.filter((one) => one.record < record && findings.get(one.hit) === finding);
    const identity = finding === undefined ? '' : (groups[finding]?.identity ?? '');
    return { place: before.length, of: counts.get(finding) ?? 1, identity };
  });
}
