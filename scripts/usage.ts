/** The command line of a script: what it is asked, what is wrong with how it is asked, and its exit code. */
import { parseArgs, type ParseArgsConfig } from 'node:util';

/** What is wrong is how the script was called: its help is said, too. */
export class UsageError extends Error {}

/** {@link parseArgs}, of which all complaints are about usage. */
export function argumentsOf<T extends ParseArgsConfig>(config: T): ReturnType<typeof parseArgs<T>> {
  try {
    return parseArgs(config);
  } catch (error) {
    throw new UsageError(messageOf(error));
  }
}

/**
 * Runs a script. The exit code is what `main` resolves to, where that is a number; 2 for wrong usage; 1 where it fails.
 * @param withStack whether a failure is told with where it happened: for scripts of which nobody expects one
 */
export function runScript(help: string, main: () => Promise<number | void>, { withStack = false } = {}): void {
  main().then(
    (code) => {
      if (typeof code === 'number') process.exitCode = code;
    },
    (error: unknown) => {
      const isUsage = error instanceof UsageError;
      console.error(isUsage ? `${error.message}\n\n${help}` : withStack ? error : messageOf(error));
      process.exitCode = isUsage ? 2 : 1;
    },
  );
}

function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
