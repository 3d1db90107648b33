import type { LogIndex } from '../index/logIndex';
import { stableOrder } from '../index/stableOrder';
import { areApart, type Beginning, beginningIn } from './beginnings';

/** How a value of an identity is made of a text that many identities share, and of a name after it. */
export interface Composition {
  /** Which part of an identity has the name. */
  readonly part: number;
  /** Of an identity; the same for all of its shape. Undefined for no value, and {@link ANY_SESSION} stands for the name. */
  readonly text: (index: LogIndex, id: number) => string | undefined;
  readonly name: (index: LogIndex, number: number) => string;
  /** Whether all names are plain: not empty, and letters, digits and `_+=,.@-` alone. */
  readonly arePlain: (index: LogIndex) => boolean;
  /** The numbers of the names in their order. */
  readonly order: (index: LogIndex) => Uint32Array;
}

/**
 * The values of a facet that are a text and a name after it, numbered and put in order by the numbers of both: there may
 * be tens of thousands, and to hash and to compare as many strings takes long.
 */
export class ComposedValues {
  private constructor(
    private readonly index: LogIndex,
    private readonly composition: Composition,
    private readonly beginnings: readonly Beginning[],
    /** By value: its beginning and its name. */
    private readonly beginningOf: Uint32Array,
    private readonly nameOf: Uint32Array,
    private readonly values: readonly (string | undefined)[],
    /** By identity: the number of its value. */
    readonly numbers: Uint32Array,
  ) {}

  /** Puts all values into the empty list `values`. Undefined where two may be the same text. */
  static of(index: LogIndex, composition: Composition, values: (string | undefined)[]): ComposedValues | undefined {
    if (!composition.arePlain(index)) return undefined;
    const { dictionaries } = index;
    const size = dictionaries.size('identity');
    const words = dictionaries.identityWords;
    const { part } = composition;
    const beginnings: Beginning[] = [];
    const byText = new Map<string | undefined, number>();
    const ofShape = new Int32Array(dictionaries.shapes).fill(-1);
    const isNamed = new Uint8Array(dictionaries.shapes);
    const numbers = new Uint32Array(size);
    const beginningOf = new Uint32Array(size);
    const nameOf = new Uint32Array(size);
    let mask = 1;
    while (mask < 2 * size) mask = 2 * mask + 1;
    const table = new Uint32Array(mask + 1);
    let count = 0;
    for (let id = 0; id < size; id++) {
      const shape = words[4 * id] as number;
      let beginning = ofShape[shape] as number;
      if (beginning < 0) {
        const text = composition.text(index, id);
        beginning = byText.get(text) ?? beginnings.push(beginningIn(text)) - 1;
        byText.set(text, beginning);
        ofShape[shape] = beginning;
        if (beginnings[beginning]?.named) isNamed[shape] = 1;
      }
      let name = 0;
      if (isNamed[shape] === 1) {
        name = words[4 * id + part] as number;
        if (name === 0) return undefined;
      }
      const hash = Math.imul(name, 0x9e3779b1) ^ Math.imul(beginning, 0x85ebca77);
      let slot = (hash ^ (hash >>> 15)) & mask;
      let number = table[slot] as number;
      while (number !== 0 && (nameOf[number - 1] !== name || beginningOf[number - 1] !== beginning)) {
        slot = (slot + 1) & mask;
        number = table[slot] as number;
      }
      if (number === 0) {
        beginningOf[count] = beginning;
        nameOf[count] = name;
        table[slot] = number = ++count;
      }
      numbers[id] = number - 1;
    }
    if (!areApart(beginnings)) return undefined;
    for (let n = 0; n < count; n++) {
      const { text, named } = beginnings[beginningOf[n] as number] as Beginning;
      values.push(named ? `${text}${composition.name(index, nameOf[n] as number)}` : text);
    }
    return new ComposedValues(index, composition, beginnings, beginningOf, nameOf, values, numbers);
  }

  /** The numbers of all values in the order of the values; that of "no value" is the last. */
  order(): Uint32Array {
    const { beginnings, beginningOf, nameOf, values } = this;
    const merged = this.mergedNames();
    const places = new Uint32Array(values.length);
    const ranks = new Uint32Array(values.length);
    for (let number = 0; number < values.length; number++) {
      const { rank, rest } = beginnings[beginningOf[number] as number] as Beginning;
      places[number] =
        rest === undefined ? (merged.places[nameOf[number] as number] as number) : (merged.placeOf.get(rest) as number);
      ranks[number] = rank;
    }
    const numbers = Uint32Array.from(values.keys());
    return stableOrder(stableOrder(numbers, places, merged.size), ranks, beginnings.length + 1);
  }

  /** Places, from 1 on, in one order of the names, by number, and of what comes in their stead; no name is at place 0. */
  private mergedNames(): {
    readonly places: Uint32Array;
    readonly placeOf: ReadonlyMap<string, number>;
    readonly size: number;
  } {
    const { index, composition, beginnings } = this;
    const names = composition.order(index);
    const rests = [...new Set(beginnings.flatMap(({ rest }) => rest ?? []))].sort((a, b) => (a < b ? -1 : 1));
    const firstAfter = rests.map((rest) => {
      let [low, high] = [0, names.length];
      while (low < high) {
        const middle = (low + high) >> 1;
        if (composition.name(index, names[middle] as number) < rest) low = middle + 1;
        else high = middle;
      }
      return low;
    });
    const places = new Uint32Array(names.length + 1);
    const placeOf = new Map<string, number>();
    let place = 1;
    let before = 0;
    for (let n = 0; n <= names.length; n++) {
      for (; firstAfter[before] === n; before++) placeOf.set(rests[before] as string, place++);
      if (n < names.length) places[names[n] as number] = place++;
    }
    return { places, placeOf, size: place };
  }
}
