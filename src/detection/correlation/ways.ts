import type { Condition } from '../rule/condition';

/** A way in which a condition over rules is true: these have events, those have none. */
export interface Way {
  readonly present: readonly string[];
  readonly absent: readonly string[];
}

/** More ways than a person would write out. */
export const MOST_WAYS = 256;

/**
 * The ways in which a condition is true, brackets multiplied out; undefined when there are too many.
 * @param all the names that `them` stands for
 */
export function waysOf(condition: Condition, all: readonly string[], isTrue = true): readonly Way[] | undefined {
  switch (condition.kind) {
    case 'name':
      return [isTrue ? { present: [condition.name], absent: [] } : { present: [], absent: [condition.name] }];
    case 'some': {
      const parts = all.map((name) => ({ kind: 'name' as const, name, span: condition.span }));
      return waysOf({ kind: condition.all ? 'and' : 'or', parts }, all, isTrue);
    }
    case 'not':
      return waysOf(condition.part, all, !isTrue);
    case 'and':
    case 'or': {
      const isAll = (condition.kind === 'and') === isTrue;
      let ways: readonly Way[] | undefined = isAll ? [{ present: [], absent: [] }] : [];
      for (const part of condition.parts) {
        const own: readonly Way[] | undefined = waysOf(part, all, isTrue);
        if (own === undefined) return undefined;
        ways = isAll ? both(ways, own) : different([...ways, ...own]);
        if (ways.length > MOST_WAYS) return undefined;
      }
      return ways;
    }
  }
}

/** What is true where one of each is; those that contradict each other never are. */
function both(some: readonly Way[], others: readonly Way[]): Way[] {
  const ways = some.flatMap((one) =>
    others.map((other) => ({
      present: [...new Set([...one.present, ...other.present])].sort(),
      absent: [...new Set([...one.absent, ...other.absent])].sort(),
    })),
  );
  return different(ways.filter(({ present, absent }) => !present.some((name) => absent.includes(name))));
}

function different(ways: readonly Way[]): Way[] {
  return [...new Map(ways.map((way) => [JSON.stringify([way.present, way.absent]), way])).values()];
}
