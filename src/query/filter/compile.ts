import { foldCase } from '../../record/caseFold';
import { valuesAt } from '../../record/path';
import { timeOf } from '../../record/time';
import type { CloudTrailRecord } from '../../record/types';
import { type Facet, facetNamed, type FacetReader } from '../facets';
import { type Filter, FilterError, type Pattern } from './ast';
import { blockOf, isInBlock } from './cidr';

/** Whether a row passes. `record` is called only when columns alone cannot say. */
export type RowTest = (row: number, record: () => CloudTrailRecord | undefined) => boolean;

export interface CompiledFilter {
  readonly test: RowTest;
  /** Whether some row's record may have to be read. */
  readonly needsRecords: boolean;
}

/** Makes a test for the rows of one index of a filter. Throws a FilterError for a time that is none. */
export function compileFilter(filter: Filter, reader: FacetReader): CompiledFilter {
  switch (filter.kind) {
    case 'all':
      return { test: () => true, needsRecords: false };
    case 'not': {
      const { test, needsRecords } = compileFilter(filter.part, reader);
      return { test: (row, record) => !test(row, record), needsRecords };
    }
    case 'and':
    case 'or': {
      // what columns can say comes first, so that few records are read
      const parts = filter.parts
        .map((part) => compileFilter(part, reader))
        .sort((a, b) => Number(a.needsRecords) - Number(b.needsRecords));
      const stopAt = filter.kind === 'or';
      const tests = parts.map(({ test }) => test);
      const test: RowTest = (row, record) => {
        for (let n = 0; n < tests.length; n++) if ((tests[n] as RowTest)(row, record) === stopAt) return stopAt;
        return !stopAt;
      };
      return { test, needsRecords: parts.some((part) => part.needsRecords) };
    }
    case 'text': {
      const matches = containing(filter.pattern);
      return { test: (_, record) => matches(JSON.stringify(record() ?? '')), needsRecords: true };
    }
    case 'field':
      return compileField(filter.field, filter.values, reader);
  }
}

function compileField(field: string, values: readonly Pattern[], reader: FacetReader): CompiledFilter {
  const time = TIME_FIELDS[field.toLowerCase()];
  if (time !== undefined) {
    const ranges = values.map((value) => time(value.text));
    const test: RowTest = (row) => {
      const at = reader.index.time(row);
      return ranges.some(([from, to]) => at >= from && at <= to);
    };
    return { test, needsRecords: false };
  }
  const matchers = values.map(matching);
  const matches = (text: string): boolean => matchers.some((matcher) => matcher(text));
  const facet = facetNamed(field);
  if (facet !== undefined) return { test: facetTest(facet, field, matches, reader), needsRecords: false };
  const test: RowTest = (_, record) => valuesAt(record(), field).some((value) => textsOf(value).some(matches));
  return { test, needsRecords: true };
}

function facetTest(facet: Facet, field: string, matches: (text: string) => boolean, reader: FacetReader): RowTest {
  // two names of the same thing: `readOnly:true` as logged, `readOnly:read` as shown; `hour:3`, whatever the day
  const alias = (text: string): boolean => {
    if (facet === 'hour') return matches(text.slice(-2)) || matches(String(Number(text.slice(-2))));
    return facet === 'readOnly' && field.toLowerCase() === 'readonly' && matches(String(text === 'read'));
  };
  return reader.rowTest(facet, (value) => value !== undefined && (matches(value) || alias(value)));
}

/** How a value in a record reads; null and absent read as nothing. */
function textsOf(value: unknown): string[] {
  if (value === null || value === undefined) return [];
  return [typeof value === 'string' ? value : JSON.stringify(value)];
}

/** Whole and in any case; `*` is a wildcard; a block of addresses holds its addresses. */
function matching({ text, quoted }: Pattern): (value: string) => boolean {
  const block = quoted ? undefined : blockOf(text);
  if (block !== undefined) return (value) => isInBlock(value, block) || value === text;
  const wanted = foldCase(text);
  if (quoted || !wanted.includes('*')) return (value) => foldCase(value) === wanted;
  const parts = wanted.split('*');
  return (value) => globMatches(foldCase(value), parts);
}

function containing({ text, quoted }: Pattern): (value: string) => boolean {
  const wanted = foldCase(JSON.stringify(text).slice(1, -1));
  if (quoted || !wanted.includes('*')) return (value) => foldCase(value).includes(wanted);
  const parts = ['', ...wanted.split('*'), ''];
  return (value) => globMatches(foldCase(value), parts);
}

/** Whether `value` is `parts` with anything between them. Linear: a hostile value cannot make it backtrack. */
function globMatches(value: string, parts: readonly string[]): boolean {
  const first = parts[0] as string;
  const last = parts[parts.length - 1] as string;
  if (value.length < first.length + last.length || !value.startsWith(first) || !value.endsWith(last)) return false;
  let at = first.length;
  const end = value.length - last.length;
  for (const part of parts.slice(1, -1)) {
    const found = value.indexOf(part, at);
    if (found < 0 || found + part.length > end) return false;
    at = found + part.length;
  }
  return true;
}

type Range = readonly [from: number, to: number];

/** `time:2026-03-14`, `time:2026-03-14T08..2026-03-14T09:30`, `after:…`, `before:…`; a shortened time means all of it. */
const TIME_FIELDS: Readonly<Record<string, (text: string) => Range>> = {
  time: timeRange,
  eventtime: timeRange,
  after: (text) => [momentOf(text)[0], Infinity],
  before: (text) => [-Infinity, momentOf(text)[0] - 1],
};

function timeRange(text: string): Range {
  const [from, to] = text.split('..') as [string, string | undefined];
  if (to === undefined) return momentOf(from);
  return [from === '' ? -Infinity : momentOf(from)[0], to === '' ? Infinity : momentOf(to)[1]];
}

const MOMENT = /^(\d{4})-(\d\d)(?:-(\d\d)(?:[T ](\d\d)(?::(\d\d)(?::(\d\d)(?:\.(\d{1,3}))?)?)?)?)?Z?$/;

function momentOf(text: string): Range {
  const match = MOMENT.exec(text);
  if (match === null) throw new FilterError(`${text} is no time such as 2026-03-14 or 2026-03-14T08:30.`, 0);
  const [, year, month, day, hour, minute, second] = match;
  const start = timeOf(`${year}-${month}-${day ?? '01'}T${hour ?? '00'}:${minute ?? '00'}:${second ?? '00'}Z`);
  if (Number.isNaN(start)) throw new FilterError(`${text} is not in the calendar.`, 0);
  const length =
    second !== undefined
      ? 1000
      : minute !== undefined
        ? 60_000
        : hour !== undefined
          ? 3_600_000
          : day !== undefined
            ? 86_400_000
            : undefined;
  const end = length === undefined ? Date.UTC(Number(year), Number(month), 1) : start + length;
  return [start, end - 1];
}
