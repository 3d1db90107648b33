import { COLUMNS, type Column } from './columns';
import { joinIdentity, shapeText, splitIdentity } from './identityParts';
import { type Entries, Interner } from './interner';

/** The parts of `userIdentity` elements, each with a dictionary of its own. */
export const IDENTITY_PARTS = ['identityShape', 'identityKey', 'identityAttributes', 'identitySession'] as const;

/** The dictionaries of an index; the entries of `identity` are four numbers of 32 bits, those of its parts. */
export const DICTIONARIES = [...IDENTITY_PARTS, ...COLUMNS] as const;

type DictionaryName = (typeof DICTIONARIES)[number];

/** Dictionary entries that came since such news were last told: numbers go on from those told before. */
export type DictionaryNews = Readonly<Record<DictionaryName, Entries>>;

/** For each dictionary the numbers that another one's entries have in it, in the order of the other. */
export type Renumbering = Record<DictionaryName, number[]>;

/** Numbers for dictionaries of which nothing is known yet but that 0 is "absent". */
export function noNumbers(): Renumbering {
  return ofEach(() => [0]);
}

function ofEach<T>(make: (name: DictionaryName) => T): Record<DictionaryName, T> {
  return Object.fromEntries(DICTIONARIES.map((name) => [name, make(name)])) as Record<DictionaryName, T>;
}

/** The distinct values of each column, numbered from 1; 0 is "absent". */
export class Dictionaries {
  private readonly interners = ofEach(() => new Interner());
  /** How many entries of each were told by {@link news}. */
  private readonly told = ofEach(() => 1);
  private keys: readonly string[] = [];
  private readonly parts = new Uint32Array(IDENTITY_PARTS.length);
  private readonly partsBytes = new Uint8Array(this.parts.buffer);

  /** How many numbers of a column are given out, "absent" included. */
  size(column: Column): number {
    return this.interners[column].size;
  }

  /** Bytes of memory that all take. */
  get memory(): number {
    return DICTIONARIES.reduce((sum, name) => sum + this.interners[name].memory, 0);
  }

  /** The number of the value at `bytes[start..end)`. */
  intern(column: Column, bytes: Uint8Array, start: number, end: number): number {
    if (column !== 'identity') return this.interners[column].intern(bytes, start, end);
    const { shape, key, attributes, session } = splitIdentity(bytes, start, end);
    const number = (name: DictionaryName, part: Uint8Array | undefined): number =>
      part === undefined ? 0 : this.interners[name].intern(part, 0, part.length);
    return this.identity(
      number('identityShape', shape),
      number('identityKey', key),
      number('identityAttributes', attributes),
      number('identitySession', session),
    );
  }

  /** The value behind a number, as it stands in the log; empty for "absent". */
  slice(column: Column, id: number): Uint8Array {
    if (column !== 'identity' || id === 0) return this.interners[column].slice(id);
    const [shape, key, attributes, session] = this.partsOfIdentity(id);
    const part = (name: DictionaryName, number: number): Uint8Array | undefined =>
      number === 0 ? undefined : this.interners[name].slice(number);
    return joinIdentity({
      shape: this.interners.identityShape.slice(shape),
      key: part('identityKey', key),
      attributes: part('identityAttributes', attributes),
      session: part('identitySession', session),
    });
  }

  /** Numbers of the parts of an identity; 0 where it has none. */
  partsOfIdentity(id: number): readonly [shape: number, key: number, attributes: number, session: number] {
    const entry = this.interners.identity.slice(id);
    const [shape = 0, key = 0, attributes = 0, session = 0] = new Uint32Array(
      entry.buffer,
      entry.byteOffset,
      entry.length / 4,
    );
    return [shape, key, attributes, session];
  }

  /** A shape as JSON; `divided`: with nothing, or any session, where its parts stood. */
  shapeWithoutParts(shape: number, divided: boolean): string {
    const json = this.interners.identityShape.text(shape);
    return divided ? shapeText(json) : json;
  }

  /** The name of a session. */
  identitySession(session: number): string {
    return this.interners.identitySession.text(session);
  }

  /** An identity's key, in quotes as it stands in the log. */
  identityKey(key: number): string {
    const { identityKey } = this.interners;
    // many are asked for at a time, and more come while a case loads
    if (key >= this.keys.length && identityKey.size >= 2 * this.keys.length) this.keys = identityKey.allTexts() ?? [];
    return this.keys[key] ?? identityKey.text(key);
  }

  /** Learns entries of other dictionaries: `numbers` grows by the number that each has here. */
  learn(news: DictionaryNews, numbers: Renumbering): void {
    for (const name of DICTIONARIES) {
      const { bytes, lengths } = news[name];
      if (name === 'identity') this.learnIdentities(bytes, numbers);
      else {
        let at = 0;
        for (const length of lengths) numbers[name].push(this.interners[name].intern(bytes, at, (at += length)));
      }
    }
  }

  /** Entries that came since this was last asked. */
  news(): DictionaryNews {
    return ofEach((name) => {
      const interner = this.interners[name];
      const entries = interner.entriesFrom(this.told[name]);
      this.told[name] = interner.size;
      return entries;
    });
  }

  private learnIdentities(bytes: Uint8Array, numbers: Renumbering): void {
    // a copy, because words have to be aligned; not slice, which does not copy a Buffer of node's
    const parts = new Uint32Array(new Uint8Array(bytes).buffer);
    const { identityShape, identityKey, identityAttributes, identitySession } = numbers;
    for (let n = 0; n < parts.length; n += 4) {
      const shape = identityShape[parts[n] as number] as number;
      const key = identityKey[parts[n + 1] as number] as number;
      const attributes = identityAttributes[parts[n + 2] as number] as number;
      numbers.identity.push(this.identity(shape, key, attributes, identitySession[parts[n + 3] as number] as number));
    }
  }

  private identity(shape: number, key: number, attributes: number, session: number): number {
    this.parts[0] = shape;
    this.parts[1] = key;
    this.parts[2] = attributes;
    this.parts[3] = session;
    return this.interners.identity.intern(this.partsBytes, 0, this.partsBytes.length);
  }
}

/** Nothing came. */
export const NO_NEWS: DictionaryNews = ofEach(() => ({ bytes: new Uint8Array(), lengths: new Uint32Array() }));
