import type { CaseLoad } from './loading/caseLoader';
import { type CaseStorage, encodeCase, savedName } from './loading/savedCase';
import type { SourceFile } from './platform';

/** Smaller cases are read again faster than they are kept; of one that was stopped what was read is kept all the same. */
const WORTH_KEEPING = 20_000;
/** What is kept of cases between sessions. */
export class KeptCases {
  /** Where; nowhere when undefined. */
  storage: CaseStorage | undefined;
  private saving: Promise<void> = Promise.resolve();

  /** What is kept of the case of these addresses. */
  async read(uris: readonly string[], cap: number): Promise<Uint8Array | undefined> {
    // of the same case perhaps
    await this.saving;
    return this.storage?.read(savedName(uris, cap));
  }

  /** Keeps a case for the next session; failing to costs only time then. */
  save(uris: readonly string[], cap: number, loaded: CaseLoad, files: readonly SourceFile[]): void {
    if (this.storage === undefined) return;
    const name = savedName(uris, cap);
    const parts = encodeCase(loaded, loaded.rows(), files, loaded.bytes);
    this.saving = this.saving.then(() => this.storage?.write(name, parts)).catch(() => undefined);
  }
}

/** `stopped`: its reading was, and `keptRows` of it are kept already, of which stopping would leave less. */
export function isWorthKeeping({ index }: CaseLoad, stopped: boolean, keptRows: number): boolean {
  return stopped ? index.count + index.duplicates > keptRows : index.count >= WORTH_KEEPING;
}
