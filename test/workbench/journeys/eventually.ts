/** Waiting for what a window shows: it draws when it can, so what is expected is looked for until it is there. */

/** How long a person would wait before they think that nothing happens. */
const PATIENCE = 40_000;
const PAUSE = 50;

/**
 * Runs an assertion again and again until it holds; at the end of the patience its last failure is thrown. One that waits
 * itself, such as for a row that went while it was clicked, is tried a second time in any case.
 */
export async function eventually<T>(assertion: () => Promise<T> | T, patience = PATIENCE): Promise<T> {
  const until = Date.now() + patience;
  for (let isAgain = false; ; isAgain = true) {
    try {
      return await assertion();
    } catch (error) {
      if (isAgain && Date.now() > until) throw error;
      await new Promise((resolve) => setTimeout(resolve, PAUSE));
    }
  }
}
