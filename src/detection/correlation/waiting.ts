import type { Rule } from '../rule/rule';
import { beyond, type FieldTexts, type Snapshot, textsIn } from './entry';
import type { Excerpt } from './excerpts';

/** An event of the time that is not complete yet. */
export interface Waiting {
  snapshot: Snapshot;
  rules: readonly Rule[];
}

/** A copy of an event may say more than another, or less: what any of them says counts, whichever comes first. */
export function takeCopy(event: Waiting, { rules, texts, excluded }: Excerpt, row: number): void {
  const { snapshot } = event;
  let all = snapshot.texts;
  for (let one = texts; one !== undefined; one = one.next)
    all = { field: one.field, texts: union(textsIn(all, one.field) ?? [], one.texts), next: all };
  event.rules = [...new Set([...event.rules, ...rules])];
  event.snapshot = {
    ...snapshot,
    row: Math.min(row, snapshot.row),
    texts: all,
    excluded: new Set([...snapshot.excluded, ...excluded]),
  };
}

/** Each text as often as it is in the one that has it more often. */
function union(one: FieldTexts['texts'], other: FieldTexts['texts']): readonly string[] {
  const texts = [one].flat();
  return [...texts, ...beyond([other].flat(), texts)].sort();
}
