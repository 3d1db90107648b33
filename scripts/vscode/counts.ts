/** What a suite reports, and how a process that runs one hands it over. */
import fs from 'node:fs';

export interface Counts {
  passed: number;
  failed: number;
  skipped: number;
  /** What failed, a line each: the title in full, and what was wrong with it. */
  failures?: readonly string[];
}

/** The variable that names the file for the counts: an extension host that dies reports exit code 0 all the same. */
export const RESULT_VARIABLE = 'CLOUDTRAIL_TEST_RESULT';

/** The variable with the text that `--grep` was given. */
export const GREP_VARIABLE = 'CLOUDTRAIL_TEST_GREP';

export function writeCounts(counts: Counts): void {
  const file = process.env[RESULT_VARIABLE];
  if (file) fs.writeFileSync(file, JSON.stringify(counts));
}

/** The counts in the file, or undefined when the suite ended before it wrote them. */
export function readCounts(file: string): Counts | undefined {
  try {
    return JSON.parse(fs.readFileSync(file, 'utf8')) as Counts;
  } catch {
    return undefined;
  }
}

export function sum(all: Counts[]): Counts {
  const total = { passed: 0, failed: 0, skipped: 0 };
  for (const { passed, failed, skipped } of all) {
    total.passed += passed;
    total.failed += failed;
    total.skipped += skipped;
  }
  return total;
}

/** The words that a run ends with. */
export function countsLine({ passed, failed, skipped }: Counts): string {
  return `${passed} passed, ${failed} failed, ${skipped} skipped`;
}
