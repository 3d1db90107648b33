import type { CaseLoadOptions, LoadProgress } from './loading/caseLoader';
import type { LoadedCase } from './loading/loadedCase';

/** News while a case loads. */
export interface CaseListener {
  progress(key: string, progress: LoadProgress): void;
  /** There are more rows than before, with other numbers. */
  changed(key: string, generation: number): void;
}

/**
 * Progress is told this often at most, and the first rows before it: VS Code waits with what it refreshes in a view until
 * nothing was told of that view for 200 ms.
 */
const PROGRESS_MILLISECONDS = 400;

/** Tells a listener how far a case is. `keep` makes what was read so far the case, and gives its generation. */
export function newsFor(
  key: string,
  listener: CaseListener,
  keep: (soFar: LoadedCase) => number,
): Pick<CaseLoadOptions, 'onProgress' | 'onSnapshot'> {
  let toldAt = performance.now();
  return {
    onProgress: (progress) => {
      if (performance.now() < toldAt + PROGRESS_MILLISECONDS) return;
      toldAt = performance.now();
      listener.progress(key, progress);
    },
    onSnapshot: (soFar) => listener.changed(key, keep(soFar)),
  };
}
