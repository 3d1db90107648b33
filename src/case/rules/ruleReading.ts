import { otherLogIn, type ReadRules, readRules, type RuleSource } from '../../detection';

/** See `due` of Turns: to read a rule file takes as long as to look at so many rows. */
export const WORK_OF_A_FILE = 64;

/** So many parts of rule files are kept as they were read: those of 4,000 rules or so. */
const MAX_NODES = 300_000;

/** Reads rule files that were read before only where their texts are others. */
export class RuleReading {
  /** By text, what the files that were asked for are. */
  readonly kept = new Map<string, ReadRules>();
  private room = MAX_NODES;

  /** @param before what was kept the last time; what is not asked for now is forgotten */
  constructor(private readonly before: ReadonlyMap<string, ReadRules>) {}

  /** A file with what it is read as, as long as there is room for it. */
  of(file: RuleSource): RuleSource {
    if (file.packed !== undefined) return file;
    let read = this.kept.get(file.text);
    if (read === undefined) {
      if (this.room <= 0) return file;
      read = this.before.get(file.text);
      // the loader tells by a glance that it is for another log
      if (read === undefined && otherLogIn(file.text) !== undefined) return file;
      read ??= readRules(file.text);
      this.kept.set(file.text, read);
      this.room -= read.nodes;
    }
    return { ...file, read };
  }
}
