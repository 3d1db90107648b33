import { MOST_LOOKED_AT } from './logNames';

/** A file in a folder that is not read, as it seems to be no log. */
export interface PassedOverFile {
  /** Its path or its address, as who lists it names files. */
  readonly name: string;
  /** What it is that it is not read; see {@link WHY}. */
  readonly why: string;
}

/** The files in folders that are not read. */
export interface PassedOver {
  readonly count: number;
  /** Not all of them where they are very many. */
  readonly files: readonly PassedOverFile[];
}

/** Where every file is read. */
export const NONE_PASSED_OVER: PassedOver = { count: 0, files: [] };

/** No more are named: the folders of a whole disk hold millions. */
export const MOST_NAMED = 10_000;

/** Where files can only be read whole, so many bytes are read of files that are not called like a log. */
export const MOST_READ = 64 << 20;

/** What a file is that is not read, to follow "It is". */
export const WHY = {
  other: 'neither called nor written like a log',
  tooMany: `not called like a log, and of such files only ${MOST_LOOKED_AT.toLocaleString('en-US')} are looked into`,
  otherEnding: 'called like no log, nor like a file that may well be one',
  tooMuch: `not called like a log, and of such files only ${MOST_READ >> 20} MiB are read to look into them`,
  link: 'a link to a folder, which is not followed here',
  tooDeep: 'a folder too deep in others',
  tooManyFolders: 'a folder beyond the many that are looked through',
  tooLarge: 'not called like a log, and too large to be read whole only to look into it',
  unopened: (reason: string) => `not called like a log, and could not be looked into (${reason.replace(/\.$/, '')})`,
} as const;

/** Takes the files that are not read, and counts them. */
export class PassedOverFiles implements PassedOver {
  files: PassedOverFile[] = [];
  count = 0;

  add(name: string, why: string): void {
    this.count++;
    if (this.files.length < MOST_NAMED) this.files.push({ name, why });
  }

  /** Takes those of another listing. */
  take({ files, count }: PassedOver): void {
    this.count += count;
    this.files.push(...files.slice(0, MOST_NAMED - this.files.length));
  }

  /** Leaves each file once, and none that is read because somebody named it. */
  settle(isRead: (name: string) => boolean): void {
    const names = new Set<string>();
    const files = this.files.filter(({ name }) => !names.has(name) && names.add(name) && !isRead(name));
    this.count -= this.files.length - files.length;
    this.files = files;
  }
}
