import { RecordSearch } from './recovery';
import { STOPPED } from '../json/jsonScanner';
import type { Steps } from '../steps';
import type { Walk } from './walk';
import type { WalkContext } from './walkContext';

/** Goes through every record that is whole in a text, whatever stands between them. */
export function* wholeParts(walk: Walk, context: WalkContext): Steps<undefined> {
  const { scanner } = walk;
  const search = new RecordSearch(scanner, scanner.end);
  for (let at = 0; ;) {
    const candidate = search.next(at);
    if (candidate < 0) return;
    if (context.isDue()) yield;
    const next = yield* walk.value(candidate);
    search.tried(candidate, next);
    at = next === STOPPED ? Math.max(candidate + 1, walk.reached) : next;
  }
}
