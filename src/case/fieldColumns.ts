import { type Column as ScreenColumn, fieldPath, type FieldValues, type KnownValue, readField } from '../detection';
import type { Column } from '../index/columns';
import type { LogIndex } from '../index/logIndex';
import { IdentityFields } from './identityFields';

/** Columns of the index that hold one member of a record each. */
const MEMBERS: ReadonlyMap<string, Column> = new Map<string, Column>([
  ['eventSource', 'eventSource'],
  ['eventName', 'eventName'],
  ['awsRegion', 'awsRegion'],
  ['sourceIPAddress', 'sourceIPAddress'],
  ['userAgent', 'userAgent'],
  ['eventType', 'eventType'],
  ['readOnly', 'readOnly'],
  ['recipientAccountId', 'recipientAccountId'],
]);

/** The members of records that columns hold. */
export const COLUMN_MEMBERS: readonly string[] = [...MEMBERS.keys()];

/** A field of rules that a column of the index tells of. */
export interface FieldColumn extends ScreenColumn {
  readonly column: Column;
  /** All that the field holds in a record with this id; undefined when the record has to be asked. */
  holds(id: number): FieldValues | undefined;
}

/** The fields that the columns of an index tell of. */
export class FieldColumns {
  private readonly identities: IdentityFields;
  private readonly known = new Map<string, FieldColumn | undefined>();

  constructor(private readonly index: LogIndex) {
    this.identities = new IdentityFields(index);
  }

  /** The column that tells of a field, if there is one. */
  of(field: string): FieldColumn | undefined {
    if (!this.known.has(field)) this.known.set(field, this.newColumn(field));
    return this.known.get(field);
  }

  private newColumn(field: string): FieldColumn | undefined {
    const { index, identities } = this;
    const column = MEMBERS.get(field);
    if (column !== undefined) {
      const kept = new Map<number, FieldValues>();
      // number 0 stands for an empty text too: what is not told apart is not known
      const value = (id: number): KnownValue => (id === 0 ? undefined : known(index.valueOf(column, id)));
      return { field, column, value, holds: (id) => (id === 0 ? undefined : keptOr(kept, id, index, column)) };
    }
    if (field === 'errorCode') {
      // a text is the code, or the message of a record that has none; number 0 stands for an empty code too
      const value = (id: number): readonly KnownValue[] => {
        const text = index.valueOf('error', id);
        return text === undefined || text === null ? noCode : [known(text), ...noCode];
      };
      return { field, column: 'error', value, holds: () => undefined };
    }
    if (!field.startsWith('userIdentity.')) return undefined;
    const path = fieldPath(field);
    // no element of that name: some tools write paths as keys, `userIdentity.type`
    const holds = (id: number): FieldValues | undefined => (id === 0 ? undefined : identities.field(id, path));
    const value = (id: number): KnownValue => {
      const held = holds(id);
      if (held === undefined) return undefined;
      const { present, values, hasNull } = held;
      // several values, or a list of none: there, but neither a text nor null
      return present && values.length + Number(hasNull) !== 1 ? undefined : known(values[0]);
    };
    return { field, column: 'identity', value, holds };
  }
}

const MAX_KEPT = 20_000;

function keptOr(kept: Map<number, FieldValues>, id: number, index: LogIndex, column: Column): FieldValues {
  const found = kept.get(id);
  if (found !== undefined) return found;
  const made = readField({ member: index.valueOf(column, id) }, MEMBER);
  if (kept.size >= MAX_KEPT) kept.clear();
  kept.set(id, made);
  return made;
}

const MEMBER = fieldPath('member');
const noCode: readonly KnownValue[] = [null, ''];

function known(value: unknown): KnownValue {
  if (value === null || value === undefined) return null;
  if (typeof value === 'string') return value;
  return typeof value === 'number' || typeof value === 'boolean' ? JSON.stringify(value) : undefined;
}
