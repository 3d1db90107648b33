import { listed, membersOf, textOf } from './json';

/** One operator of a condition with one key: all clauses of a condition must be met, of one clause any value will do. */
export interface Clause {
  /** In small letters, without what follows. */
  readonly operator: string;
  /** `ForAllValues` is met by a call without the key, too. */
  readonly set: 'any' | 'all' | undefined;
  /** Met by a call without the key, too. */
  readonly ifExists: boolean;
  /** In small letters, as case does not count in it. */
  readonly key: string;
  /** The key as it is written. */
  readonly written: string;
  /** True, false and numbers as their texts. */
  readonly values: readonly string[];
}

/** The clauses of a condition, in the order written. */
export function clausesOf(condition: unknown): Clause[] {
  return membersOf(condition).flatMap(([whole, keys]) => {
    const [, set, operator = '', ifExists] = /^(?:For(Any|All)Values?:)?(.*?)(IfExists)?$/is.exec(whole) ?? [];
    return membersOf(keys).map(([written, values]) => ({
      operator: operator.toLowerCase(),
      set: set?.toLowerCase() as Clause['set'],
      ifExists: ifExists !== undefined,
      key: written.toLowerCase(),
      written,
      values: listed(values).map((value) => (typeof value === 'boolean' ? String(value) : textOf(value))),
    }));
  });
}
