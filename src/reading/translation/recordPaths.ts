/** Where names of a query's own lead: of names that begin with one path, and a dot, into another of a record. */
export type PathTable = readonly (readonly [from: string, to: string])[];

/** No field of a record lies deeper; a longer name is only a name, though it may be long to no end. */
export const MAX_PATH = 8;

/** Every row is asked for each name. */
const MAX_NAME = 256;

/** The path in a record that a name is, by a table; undefined where it is none. */
export function recordPath(name: string, table: PathTable): string[] | undefined {
  if (name.length > MAX_NAME) return undefined;
  const lower = name.toLowerCase();
  const [from, to] = table.find(([prefix]) => lower.startsWith(`${prefix.toLowerCase()}.`)) ?? [];
  if (from === undefined || to === undefined) return undefined;
  const path = [...to.split('.'), ...name.slice(from.length + 1).split('.', MAX_PATH + 1)];
  return path.length <= MAX_PATH && path.every((part) => part !== '') ? path : undefined;
}
