import { type EventSource, type FieldPath, FieldValues, readFieldBelow, type RecordObject } from '../../../detection';
import { carefulFinder, type FinderOf, type MemberFinder } from '../../../reading/json/memberSpans';
import { decodeString, decodeValue } from '../../../reading/recordScanner';
import { isObject } from '../../../record/types';
import type { FieldColumn, FieldColumns } from './fieldColumns';

/** Where a field is found: in a column, or else under one of two members. */
interface Finding {
  readonly column: FieldColumn | undefined;
  /** The member of that whole name. */
  readonly literal: number;
  /** The member that its first part names; -1 for a path of one part. */
  readonly head: number;
}

const UNREAD = Symbol('unread');

/**
 * The fields of one record after the other. What a column of the index holds is taken from there; of the record's text
 * only those members are parsed that somebody asks for.
 */
export class RecordFields implements EventSource {
  private readonly slots = new Map<string, number>();
  private readonly members: MemberFinder;
  private readonly values: unknown[];
  /** The slots of the values that were read of this record. */
  private readonly read: number[] = [];
  private readonly findings = new Map<FieldPath, Finding>();
  private row = 0;
  private bytes: Uint8Array = NOTHING;
  private start = 0;
  private end = 0;
  private looked = false;
  private parsed: unknown = UNREAD;
  /** Whether something was asked of a record that is not at hand. */
  private isLacking = false;

  /** @param fields those that will be asked for, as far as they are known: others cost the whole record */
  constructor(
    private readonly columns: FieldColumns,
    fields: Iterable<string>,
    finderOf: FinderOf = carefulFinder,
  ) {
    for (const field of fields) {
      for (const name of [field, field.split('.', 1)[0] ?? field])
        if (!this.slots.has(name)) this.slots.set(name, this.slots.size);
    }
    this.members = finderOf([...this.slots.keys()]);
    this.values = Array.from(this.slots, () => UNREAD);
  }

  /** Goes on to another record: its row, and where its text stands. */
  at(row: number, bytes: Uint8Array, start: number, end: number): this {
    this.row = row;
    this.bytes = bytes;
    this.start = start;
    this.end = end;
    this.looked = false;
    this.parsed = UNREAD;
    this.isLacking = false;
    return this;
  }

  /** Goes on to a row without its record, of which the columns are asked alone: see {@link sufficed}. */
  atRow(row: number): this {
    return this.at(row, NOTHING, 0, 0);
  }

  /** Whether the columns told all that was asked so far; otherwise what was answered is wrong. */
  get sufficed(): boolean {
    return !this.isLacking;
  }

  /** Whether what was asked for so far could be read; bytes that hold no record any more, because the source changed, cannot. */
  get isRecord(): boolean {
    return this.parsed === UNREAD || isObject(this.parsed);
  }

  field(path: FieldPath): FieldValues {
    const { column, literal, head } = this.findingOf(path);
    const held = column?.holds(this.columns.id(column.column, this.row));
    if (held !== undefined) return held;
    const own = this.valueAt(literal, path.text);
    if (own !== undefined) {
      const values = new FieldValues();
      values.add(own, 0);
      return values;
    }
    return head === NO_SLOT ? ABSENT : readFieldBelow(this.valueAt(head, path.steps[0]?.head ?? ''), path);
  }

  member(name: string): unknown {
    return this.valueAt(this.slots.get(name) ?? UNKNOWN_SLOT, name);
  }

  whole(): RecordObject {
    if (this.bytes === NOTHING) {
      this.isLacking = true;
      return {};
    }
    if (this.parsed === UNREAD) this.parsed = decodeValue(this.bytes, this.start, this.end);
    return isObject(this.parsed) ? this.parsed : {};
  }

  private findingOf(path: FieldPath): Finding {
    const known = this.findings.get(path);
    if (known !== undefined) return known;
    const head = path.steps[0]?.head;
    const finding = {
      column: this.columns.of(path.text),
      literal: this.slots.get(path.text) ?? UNKNOWN_SLOT,
      head: head === undefined ? NO_SLOT : (this.slots.get(head) ?? UNKNOWN_SLOT),
    };
    this.findings.set(path, finding);
    return finding;
  }

  /** The value of a member; undefined when there is none. */
  private valueAt(slot: number, name: string): unknown {
    if (slot === UNKNOWN_SLOT || !this.look()) return this.inWhole(name);
    const start = this.members.spans[2 * slot] ?? -1;
    if (start < 0) return undefined;
    if (this.values[slot] !== UNREAD) return this.values[slot];
    const end = this.members.spans[2 * slot + 1] ?? start;
    const value = decodeString(this.bytes, start, end) ?? decodeValue(this.bytes, start, end);
    // no JSON: then neither is the record
    if (value === undefined) return this.inWhole(name);
    this.read.push(slot);
    return (this.values[slot] = value);
  }

  private inWhole(name: string): unknown {
    const whole = this.whole();
    return Object.hasOwn(whole, name) ? whole[name] : undefined;
  }

  /** Finds the members, once; false when the record has to be parsed whole. */
  private look(): boolean {
    if (this.parsed !== UNREAD || this.bytes === NOTHING) return false;
    if (this.looked) return true;
    this.looked = this.members.find(this.bytes, this.start, this.end);
    // a few of hundreds
    for (const slot of this.read) this.values[slot] = UNREAD;
    this.read.length = 0;
    return this.looked;
  }
}

const NOTHING = new Uint8Array();
const ABSENT = new FieldValues();
const NO_SLOT = -1;
const UNKNOWN_SLOT = -2;
