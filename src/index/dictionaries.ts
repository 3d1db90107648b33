import type { Column } from './columns';
import { BACKSLASH, QUOTE } from '../reading/json/jsonBytes';
import {
  DICTIONARIES,
  type DictionaryName,
  type DictionaryNews,
  ofEach,
  type Renumbering,
  type TextName,
} from './dictionaryNews';
import { EntryTexts } from './entryTexts';
import { isOfName, joinIdentity, shapeText, splitIdentity } from './identityParts';
import { Interner } from './interner';
import type { NumberList } from './numberList';
import { Tuples } from './tuples';

/** Which numbers of an identity's entry are whose; here, as those of another module are slow to ask for outside of a bundle. */
const [SHAPE, ATTRIBUTES] = [0, 2];
export const [KEY, SESSION] = [1, 3];

/** Entries came from several dictionaries, or from records. */
const SEVERAL = 'several';

/** The distinct values of each column, numbered from 1; 0 is "absent". */
export class Dictionaries {
  private readonly interners: Readonly<Record<TextName, Interner>> = ofEach(() => new Interner());
  private readonly identities = new Tuples();
  /** How many entries of each were told by {@link news}. */
  private readonly told = ofEach(() => 1);
  private readonly keyTexts = new EntryTexts(this.interners.identityKey);
  private readonly sessionTexts = new EntryTexts(this.interners.identitySession);
  /** Where all entries came from; undefined while there are none. */
  private teacher: Renumbering | typeof SEVERAL | undefined;

  /** How many numbers of a column are given out, "absent" included. */
  size(column: Column): number {
    return this.dictionary(column).size;
  }

  /** Bytes of memory that all take. */
  get memory(): number {
    return DICTIONARIES.reduce((sum, name) => sum + this.dictionary(name).memory, 0);
  }

  /** The number of the value at `bytes[start..end)`. */
  intern(column: Column, bytes: Uint8Array, start: number, end: number): number {
    this.teacher = SEVERAL;
    if (column !== 'identity') return this.interners[column].intern(bytes, start, end);
    const { shape, key, attributes, session } = splitIdentity(bytes, start, end);
    const number = (name: TextName, part: Uint8Array | undefined): number =>
      part === undefined ? 0 : this.interners[name].intern(part, 0, part.length);
    return this.identities.intern(
      number('identityShape', shape),
      number('identityKey', key),
      number('identityAttributes', attributes),
      number('identitySession', session),
    );
  }

  /** The value behind a number, as it stands in the log; empty for "absent". */
  slice(column: Column, id: number): Uint8Array {
    if (column !== 'identity') return this.interners[column].slice(id);
    const part = (name: TextName, n: number): Uint8Array | undefined => {
      const number = this.identities.word(id, n);
      return number === 0 ? undefined : this.interners[name].slice(number);
    };
    return joinIdentity({
      shape: part('identityShape', SHAPE) ?? NOTHING,
      key: part('identityKey', KEY),
      attributes: part('identityAttributes', ATTRIBUTES),
      session: part('identitySession', SESSION),
    });
  }

  /** Number of the shape of an identity. */
  shapeOf(id: number): number {
    return this.identities.word(id, SHAPE);
  }

  /** Number of the access key that stands apart from the shape of an identity; 0 where none does. */
  keyOf(id: number): number {
    return this.identities.word(id, KEY);
  }

  /** Number of the session whose name stands apart from the shape of an identity; 0 where none does. */
  sessionOf(id: number): number {
    return this.identities.word(id, SESSION);
  }

  /** Number of the attributes that stand apart from the shape of an identity; 0 where none do. */
  attributesOf(id: number): number {
    return this.identities.word(id, ATTRIBUTES);
  }

  /** The attributes of a session as JSON. */
  identityAttributes(attributes: number): string {
    return this.interners.identityAttributes.text(attributes);
  }

  /** Whether parts of an identity stand apart from its shape. */
  isDivided(id: number): boolean {
    return this.keyOf(id) !== 0 || this.attributesOf(id) !== 0 || this.sessionOf(id) !== 0;
  }

  /** How many numbers of shapes are given out. */
  get shapes(): number {
    return this.interners.identityShape.size;
  }

  /** A shape as JSON; `divided`: with nothing, or any session, where its parts stood. */
  shapeWithoutParts(shape: number, divided: boolean): string {
    const json = this.interners.identityShape.text(shape);
    return divided ? shapeText(json) : json;
  }

  /** The name of a session. */
  identitySession(session: number): string {
    return this.sessionTexts.text(session);
  }

  /** An identity's key, in quotes as it stands in the log. */
  identityKey(key: number): string {
    return this.keyTexts.text(key);
  }

  /**
   * The first four characters of a key as a number; 0 where it has fewer, or others than ASCII, or is written with
   * escapes there.
   */
  keyBeginning(key: number): number {
    const { identityKey } = this.interners;
    // in quotes
    if (identityKey.lengthOf(key) < 6) return 0;
    let beginning = 0;
    for (let n = 1; n <= 4; n++) {
      const character = identityKey.byteAt(key, n);
      if (character >= 0x80 || character === BACKSLASH || character === QUOTE) return 0;
      beginning = (beginning << 8) | character;
    }
    return beginning;
  }

  /** Four numbers an identity: those of its shape, its key, its attributes and its session; not to be changed. */
  get identityWords(): Uint32Array {
    return this.identities.all;
  }

  /** The numbers of sessions in the order of their names. */
  sessionOrder(): Uint32Array {
    return this.interners.identitySession.order();
  }

  /** The numbers of keys in the order of their characters, if {@link areKeysPlain}. */
  keyOrder(): Uint32Array {
    return this.interners.identityKey.order();
  }

  /** Whether no key is empty or has other characters than a session's name may have. */
  areKeysPlain(): boolean {
    return this.interners.identityKey.isMadeOf(IN_KEYS, '""'.length + 1);
  }

  /**
   * Learns entries of other dictionaries: `numbers` grows by the number that each has here. As long as all come from the
   * same ones, none can be here yet, and each has the number that it has there.
   */
  learn(news: DictionaryNews, numbers: Renumbering): void {
    if (this.teacher === undefined && this.isEmpty()) this.teacher = numbers;
    const isOnly = this.isOnlyTeacher(numbers);
    if (!isOnly) this.teacher = SEVERAL;
    for (const name of DICTIONARIES) {
      const known = numbers[name];
      // words have to be aligned; not slice, which does not copy a Buffer of node's
      const { bytes, lengths } = news[name];
      const words = name === 'identity' ? new Uint32Array(new Uint8Array(bytes).buffer) : NO_WORDS;
      if (!isOnly) {
        if (name === 'identity') this.learnIdentities(words, numbers);
        else this.learnTexts(this.interners[name], bytes, lengths, known);
        continue;
      }
      if (name === 'identity') this.identities.append(words);
      else this.interners[name].append({ bytes, lengths });
      for (let n = 0; n < lengths.length; n++) known.push(known.length);
    }
  }

  /** Whether all entries came from these dictionaries, so that numbers are the same there and here. */
  isOnlyTeacher(numbers: Renumbering): boolean {
    return this.teacher === numbers;
  }

  /** Entries that came since this was last asked. */
  news(): DictionaryNews {
    return ofEach((name) => {
      const dictionary = this.dictionary(name);
      const entries = dictionary.entriesFrom(this.told[name]);
      this.told[name] = dictionary.size;
      return entries;
    });
  }

  private isEmpty(): boolean {
    return DICTIONARIES.every((name) => this.dictionary(name).size === 1);
  }

  private learnTexts(interner: Interner, bytes: Uint8Array, lengths: Uint32Array, known: NumberList): void {
    for (let n = 0, at = 0; n < lengths.length; n++)
      known.push(interner.intern(bytes, at, (at += lengths[n] as number)));
  }

  private learnIdentities(parts: Uint32Array, numbers: Renumbering): void {
    const { numbers: shapes } = numbers.identityShape;
    const { numbers: keys } = numbers.identityKey;
    const { numbers: attributes } = numbers.identityAttributes;
    const { numbers: sessions } = numbers.identitySession;
    for (let n = 0; n < parts.length; n += 4) {
      const shape = shapes[parts[n] as number] as number;
      const key = keys[parts[n + 1] as number] as number;
      const ofSession = attributes[parts[n + 2] as number] as number;
      const session = sessions[parts[n + 3] as number] as number;
      numbers.identity.push(this.identities.intern(shape, key, ofSession, session));
    }
  }

  private dictionary(name: DictionaryName): Interner | Tuples {
    return name === 'identity' ? this.identities : this.interners[name];
  }
}

/** By byte: 1 for those of plain keys in their quotes. */
const IN_KEYS = Uint8Array.from({ length: 256 }, (_, byte) => (byte === QUOTE || isOfName(byte) ? 1 : 0));

const NOTHING = new Uint8Array();
const NO_WORDS = new Uint32Array();
