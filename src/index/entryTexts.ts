import type { Interner } from './interner';

/** The texts of a dictionary's entries: many are asked for at a time, so all are made at once, and again where it has doubled. */
export class EntryTexts {
  private made: readonly string[] = [];

  constructor(private readonly interner: Interner) {}

  /** The text of an entry. */
  text(number: number): string {
    const { interner, made } = this;
    if (number >= made.length && interner.size >= 2 * made.length) this.made = interner.allTexts() ?? [];
    return this.made[number] ?? interner.text(number);
  }
}
