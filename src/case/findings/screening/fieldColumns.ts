import { type Column as ScreenColumn, fieldPath, FieldValues, type KnownValue } from '../../../detection';
import { type Column, COLUMNS, MEMBER_COLUMNS } from '../../../index/columns';
import type { LogIndex } from '../../../index/logIndex';
import { IdentityFields, isOfSession, KEY } from './identityFields';
import { KeyBeginnings } from './keyBeginnings';

/** The members of records that columns hold. */
const MEMBERS: ReadonlySet<string> = new Set<Column>(MEMBER_COLUMNS);

/** A field of rules that a column of the index tells of. */
export interface FieldColumn extends ScreenColumn {
  readonly column: Column;
  /** All that the field holds in a record with this id; undefined when the record has to be asked. */
  holds(id: number): FieldValues | undefined;
}

/** The fields that the columns of an index tell of. */
export class FieldColumns {
  private readonly identities: IdentityFields;
  private readonly beginnings: KeyBeginnings;
  private readonly known = new Map<string, FieldColumn | undefined>();
  /** Numbers that no row has: of columns that tell nothing of a row. */
  readonly unknown: Readonly<Record<Column, number>>;

  /** Whether there are rows of which the columns say nothing. */
  readonly haveSummaries: boolean;

  constructor(private readonly index: LogIndex) {
    this.identities = new IdentityFields(index);
    this.beginnings = new KeyBeginnings(index.dictionaries);
    this.haveSummaries = index.dictionaries.size('summary') > 1;
    const size = (column: Column): number => index.dictionaries.size(column);
    this.unknown = Object.fromEntries(COLUMNS.map((column) => [column, size(column)])) as Record<Column, number>;
  }

  /** Of identities of which nothing is known 0, as of the one that is not there. */
  private readonly shapeNumber = (id: number): number =>
    id === this.unknown.identity ? 0 : this.identities.shapeNumber(id);

  private readonly sessionNumber = (id: number): number =>
    id === this.unknown.identity ? 0 : this.identities.sessionNumber(id);

  /** Whether the columns say what the record of a row says. */
  tellOf(row: number): boolean {
    return !this.haveSummaries || this.index.id('summary', row) === 0;
  }

  /** The number of a row's cell, or one of which nothing is known. */
  id(column: Column, row: number): number {
    return this.tellOf(row) ? this.index.id(column, row) : this.unknown[column];
  }

  /** The column that tells of a field, if there is one. */
  of(field: string): FieldColumn | undefined {
    if (!this.known.has(field)) this.known.set(field, this.newColumn(field));
    return this.known.get(field);
  }

  private newColumn(field: string): FieldColumn | undefined {
    const path = fieldPath(field);
    if (isMember(field)) return { ...fieldColumn(field, field, this.reader(field)), isDistinct: true };
    if (!isOfColumn(field)) return undefined;
    const { identities, unknown } = this;
    // no element of that name: some tools write paths as keys, `userIdentity.type`; none writes both
    const holds: FieldColumn['holds'] = (id) =>
      id === 0 || id === unknown.identity ? undefined : identities.field(id, path);
    const column = fieldColumn(field, 'identity', holds);
    if (identities.isOfShape(path)) return { ...column, sameFor: this.shapeNumber };
    const isKnown = (id: number): boolean => id !== 0 && id !== unknown.identity;
    if (isOfSession(path))
      return {
        ...column,
        value: (id) => (isKnown(id) ? identities.sessionText(id, path) : undefined) ?? column.value(id),
        isDistinct: true,
        sameFor: this.sessionNumber,
      };
    if (field !== KEY) return column;
    // nearly every identity brings another one
    const beginning = (id: number): number => (isKnown(id) ? this.beginnings.of(id) : 0);
    const value = (id: number): ReturnType<FieldColumn['value']> =>
      (isKnown(id) ? this.index.accessKeyOf(id) : undefined) ?? column.value(id);
    return { ...column, value, isDistinct: true, beginning };
  }

  private reader(column: Column): FieldColumn['holds'] {
    const { index, unknown } = this;
    const kept = new Map<number, FieldValues>();
    return (id) => {
      if (id === 0) return ABSENT;
      if (id === unknown[column]) return undefined;
      const found = kept.get(id);
      if (found !== undefined) return found;
      const value = index.valueOf(column, id);
      // it cannot be told: then the record has to be asked, or it is said that it cannot be
      if (value === undefined) return undefined;
      const made = new FieldValues();
      made.add(value, 0);
      if (kept.size >= MAX_KEPT) kept.clear();
      kept.set(id, made);
      return made;
    };
  }
}

const MAX_KEPT = 20_000;
const ABSENT = new FieldValues();

function isMember(field: string): field is Column {
  return MEMBERS.has(field);
}

/** Whether some column of an index tells of a field, as far as it does. */
export function isOfColumn(field: string): boolean {
  return isMember(field) || field.startsWith('userIdentity.');
}

function fieldColumn(field: string, column: Column, holds: FieldColumn['holds']): FieldColumn {
  const value = (id: number): KnownValue | FieldValues => {
    const held = holds(id);
    if (held?.values.length !== 1 || held.hasNull) return held;
    const [only] = held.values;
    if (typeof only === 'string') return only;
    return typeof only === 'number' || typeof only === 'boolean' ? String(only) : held;
  };
  return { field, column, value, holds };
}
