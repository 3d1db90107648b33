import type * as vscode from 'vscode';
import type { OpenCase } from '../../case/openCase';
import { contextKey } from '../contextKey';

const REMEMBERED = 'case.last';

/** Folders that were one case, and what it was called. */
export interface CaseFolders {
  readonly roots: readonly string[];
  readonly name: string;
}

/** The case that was open last in this workspace: a window that is closed or loaded anew has none. */
export class LastCase {
  private readonly setContext = contextKey('lastCase');
  private key: string | undefined;

  constructor(
    private readonly memory: vscode.Memento,
    private readonly openCase: OpenCase,
    private readonly extension: vscode.Uri,
  ) {
    this.changed();
  }

  /** To be called whenever the case changed. */
  changed(): void {
    const { state } = this.openCase;
    if (state !== undefined && state.key !== this.key) {
      const { roots, name } = state;
      // the sample logs are no case of one's own, and stand elsewhere after the next update
      const isOwn = !roots.every((root) => root.startsWith(`${this.extension.toString()}/`));
      if (isOwn) void this.memory.update(REMEMBERED, { roots, name } satisfies CaseFolders);
    }
    this.key = state?.key;
    this.setContext(state === undefined && this.folders !== undefined);
  }

  /** Undefined when there was none yet. */
  get folders(): CaseFolders | undefined {
    return this.memory.get<CaseFolders>(REMEMBERED);
  }
}
