import type { SourceFile } from './platform';
import { versionIn } from './sources/version';

/** How many logs of a case are others than when it was read. */
export interface DiskChanges {
  readonly came: number;
  readonly changed: number;
  readonly went: number;
}

type Stamped = Pick<SourceFile, 'uri' | 'size' | 'mtime'>;

export const NO_DISK_CHANGES: DiskChanges = { came: 0, changed: 0, went: 0 };

/** What is another one between two listings of the same folders: a log whose size or time is another one has changed. */
export function changesBetween(before: readonly Stamped[], now: readonly Stamped[]): DiskChanges {
  const known = new Map(before.map((file) => [file.uri, file]));
  let came = 0;
  let changed = 0;
  let same = 0;
  for (const listed of now) {
    const file = known.get(listed.uri);
    if (file === undefined) came += 1;
    else if (versionIn(file) !== versionIn(listed)) changed += 1;
    else same += 1;
  }
  return { came, changed, went: known.size - same - changed };
}
