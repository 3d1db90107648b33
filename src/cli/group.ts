import { FACETS, facetNamed } from '../query/facets';
import { type Group, groupsBy, groupsOf, isError } from '../query/groups';
import { decodeValue } from '../reading/recordScanner';
import { resourcesOf } from '../record/resources';
import { isObject } from '../record/types';
import { findMatchedRules } from './findings';
import { type CliCase, loadPaths, rowsWhere } from './load';
import { type Output, UsageError } from './output';
import type { Options } from './run';

/** Facets that only the records can answer. */
const OF_RECORDS = { resource: resourceValues, rule: findMatchedRules } as const;

/** `group FACET PATH… [--where FILTER]` */
export async function group(
  [facet = '', ...paths]: readonly string[],
  options: Options,
  output: Output,
): Promise<boolean> {
  const valuesOf = Object.hasOwn(OF_RECORDS, facet) ? OF_RECORDS[facet as keyof typeof OF_RECORDS] : undefined;
  const named = facetNamed(facet);
  if (valuesOf === undefined && named === undefined) {
    throw new UsageError(
      `unknown facet: ${facet || '(none)'}; there are ${[...FACETS, ...Object.keys(OF_RECORDS)].join(', ')}`,
    );
  }
  const loaded = await loadPaths(paths, output);
  const rows = await rowsWhere(loaded, options.where);
  const groups =
    named === undefined
      ? await byValues(loaded, rows, valuesOf as ValuesOf, output)
      : groupsOf(loaded.reader, named, rows);
  for (const { value, count, errors } of groups) {
    output.json({ value: value ?? null, count, errors });
    await output.breathe();
  }
  return loaded.complete;
}

type ValuesOf = (
  loaded: CliCase,
  rows: readonly number[],
  output: Output,
) => Promise<ReadonlyMap<number, readonly string[]>>;

async function byValues(
  loaded: CliCase,
  rows: readonly number[],
  valuesOf: ValuesOf,
  output: Output,
): Promise<Group[]> {
  const values = await valuesOf(loaded, rows, output);
  return groupsBy(
    rows,
    (row) => values.get(row) ?? [undefined],
    (row) => isError(loaded.index, row),
  );
}

async function resourceValues(loaded: CliCase, rows: readonly number[]): Promise<Map<number, string[]>> {
  const resources = new Map<number, string[]>();
  await loaded.each(rows, (row, bytes, start, end) => {
    const record = decodeValue(bytes, start, end);
    const found = isObject(record) ? resourcesOf(record) : [];
    if (found.length > 0) resources.set(row, found);
  });
  return resources;
}
