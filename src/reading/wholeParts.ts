import { findNextObject, recoveryBudget } from './recovery';
import { STOPPED } from './jsonScanner';
import type { Steps } from './steps';
import type { Walk } from './walk';
import type { WalkContext } from './walkContext';

/** Goes through every record that is whole in a text, whatever stands between them. */
export function* wholeParts(walk: Walk, context: WalkContext): Steps<undefined> {
  const { scanner } = walk;
  let budget = recoveryBudget(scanner.end);
  for (let at = 0; budget >= 0;) {
    const candidate = findNextObject(scanner, at);
    if (candidate < 0) return;
    if (context.isDue()) yield;
    const next = yield* walk.value(candidate);
    budget -= (next === STOPPED ? scanner.faultAt : next) - candidate;
    at = next === STOPPED ? Math.max(candidate + 1, walk.reached) : next;
  }
}
