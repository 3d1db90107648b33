import { setPriority } from 'node:os';

/** Enough for threads that answer a person to run as soon as they have something to do. */
const NICENESS = 5;

/**
 * Lets other threads of this process go first from now on. Only where a priority is a thread's own: elsewhere it would
 * be that of the whole process.
 */
export function standBack(): void {
  if (process.platform !== 'linux') return;
  try {
    setPriority(NICENESS);
  } catch {
    // not allowed here: then all are equal
  }
}
