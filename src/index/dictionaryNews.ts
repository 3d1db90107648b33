/** Which dictionaries an index has, and what scans and saved cases tell one another of their entries. */
import { COLUMNS } from './columns';
import type { Entries } from './interner';
import { NumberList } from './numberList';

/** The parts of `userIdentity` elements, each with a dictionary of its own. */
export const IDENTITY_PARTS = ['identityShape', 'identityKey', 'identityAttributes', 'identitySession'] as const;

/** The dictionaries of an index; the entries of `identity` are four numbers of 32 bits, those of its parts. */
export const DICTIONARIES = [...IDENTITY_PARTS, ...COLUMNS] as const;

/** Of a column, or of a part of identities. */
export type DictionaryName = (typeof DICTIONARIES)[number];
/** Of values that are bytes, not numbers of others. */
export type TextName = Exclude<DictionaryName, 'identity'>;

/** Dictionary entries that came since such news were last told: numbers go on from those told before. */
export type DictionaryNews = Readonly<Record<DictionaryName, Entries>>;

/** For each dictionary the numbers that another one's entries have in it, in the order of the other. */
export type Renumbering = Readonly<Record<DictionaryName, NumberList>>;

/** Numbers for dictionaries of which nothing is known yet but that 0 is "absent". */
export function noNumbers(): Renumbering {
  return ofEach(() => {
    const list = new NumberList();
    list.push(0);
    return list;
  });
}

/** Something for each dictionary. */
export function ofEach<T>(make: (name: DictionaryName) => T): Record<DictionaryName, T> {
  return Object.fromEntries(DICTIONARIES.map((name) => [name, make(name)])) as Record<DictionaryName, T>;
}

/** Nothing came. */
export const NO_NEWS: DictionaryNews = ofEach(() => ({ bytes: new Uint8Array(), lengths: new Uint32Array() }));
