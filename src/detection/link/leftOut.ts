import { referenceKey } from './referenceKey';

/** Why a document is not among those that can be referred to. */
export type LeftOutReason = 'for another log' | 'rejected';

/** What the documents that were left out are called, and in which files: who refers to them means no others. */
export class LeftOut {
  private readonly reasons = new Map<string, Map<string, LeftOutReason>>();

  /** @param names ids, names and titles */
  add(names: readonly string[], path: string, reason: LeftOutReason): void {
    for (const name of names.map(referenceKey)) {
      const byPath = this.reasons.get(name) ?? new Map<string, LeftOutReason>();
      // what is wrong with one of its documents is told in the file itself
      if (byPath.get(path) !== 'for another log') byPath.set(path, reason);
      this.reasons.set(name, byPath);
    }
  }

  /** Whether, and why, a document of that name was left out of the file. */
  of(name: string, path: string): LeftOutReason | undefined {
    return this.reasons.get(referenceKey(name))?.get(path);
  }

  /** Whether any file has a document of that name for another log. */
  isForAnotherLog(name: string): boolean {
    return [...(this.reasons.get(referenceKey(name))?.values() ?? [])].includes('for another log');
  }
}
