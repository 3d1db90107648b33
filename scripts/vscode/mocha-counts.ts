import type { Counts } from './counts';

/** The part of a mocha reporter that counts, in node and in a browser's worker alike. */
interface Reporter {
  readonly stats: { readonly passes: number; readonly failures: number; readonly pending: number };
  readonly failures: readonly Mocha.Test[];
}

/** What a reporter has counted. Failed hooks are among its failures: a suite whose preparation breaks does not look passed. */
export function countsOf({ stats: { passes, failures: failed, pending }, failures }: Reporter): Counts {
  return {
    passed: passes,
    failed,
    skipped: pending,
    failures: failures.map((test) => failureLine(test.fullTitle(), test.err)),
  };
}

/** The line of a test that failed: the first of what its error says, which may be a page long. */
function failureLine(title: string, error: { readonly message?: string } | undefined): string {
  const [reason = ''] = (error?.message ?? '').split('\n', 1);
  return reason === '' ? title : `${title}: ${reason}`;
}
