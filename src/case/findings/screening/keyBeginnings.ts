import type { Dictionaries } from '../../../index/dictionaries';

/** Numbers identities so that those with one number have access keys that begin with the same four characters. */
export class KeyBeginnings {
  private readonly numbers = new Map<number, number>();

  constructor(private readonly dictionaries: Dictionaries) {}

  /** Above 0; an identity of which the beginning is not told at once has a number of its own. */
  of(identity: number): number {
    const { dictionaries, numbers } = this;
    const beginning = dictionaries.keyBeginning(dictionaries.keyOf(identity));
    if (beginning === 0) return 2 * identity + 2;
    let known = numbers.get(beginning);
    if (known === undefined) numbers.set(beginning, (known = 2 * numbers.size + 1));
    return known;
  }
}
