/** Long work that pauses where it may be left, and gives its result at the end. */
export type Steps<T> = Generator<void, T, void>;

/** Does all of it without a pause. */
export function atOnce<T>(steps: Steps<T>): T {
  for (;;) {
    const step = steps.next();
    if (step.done === true) return step.value;
  }
}
