const PATIENCE_MILLISECONDS = 30_000;
const PAUSE_MILLISECONDS = 20;

/** Tries again until `attempt` does not throw, and gives what it gave; out of patience it throws what `attempt` threw. */
export async function eventually<T>(attempt: () => T | Promise<T>, patience = PATIENCE_MILLISECONDS): Promise<T> {
  const until = Date.now() + patience;
  for (;;) {
    try {
      return await attempt();
    } catch (error) {
      if (Date.now() > until) throw error;
      await new Promise((resolve) => setTimeout(resolve, PAUSE_MILLISECONDS));
    }
  }
}

/** The value, once there is one. */
export function present<T>(value: T | null | undefined, what: string): T {
  if (value === undefined || value === null) throw new Error(`There is no ${what}.`);
  return value;
}
