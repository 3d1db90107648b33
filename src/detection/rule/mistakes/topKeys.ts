import { nearest } from '../../near';
import type { Report } from '../../problem';
import { child, type MapNode } from '../../yaml/tree';
import { DOCUMENT_KINDS } from '../documentKinds';

/** What a document is read for, at its top, beside its logsource; any other key is its author's. */
const read = [
  'title',
  'id',
  'name',
  'taxonomy',
  'status',
  'description',
  'author',
  'references',
  'date',
  'modified',
  'tags',
  'fields',
  'falsepositives',
  'level',
];
const ofFilters = ['reason', 'expires'];
/** Of older rules, or of the specification's for other ends: no mistakes, though near to what is read. */
const others = ['action', 'generate', 'license', 'logsource', 'related', 'reference', 'scope'];

/**
 * Warns of keys that are nearly those that are read: a level, or the day on which an exception ends, would go unheard
 * without a word.
 */
export function warnOfMistakenKeys(root: MapNode, report: Report): void {
  const keys = new Set(root.entries.map(({ key }) => key));
  const known = [...read, ...(keys.has('filter') ? ofFilters : [])];
  const missing = known.filter((key) => !keys.has(key));
  for (const { key, keySpan } of root.entries) {
    if ([...known, ...DOCUMENT_KINDS, ...others].includes(key) || nearest(key, missing) === undefined) continue;
    const message = `The key "${key}" is not read.`;
    report.unknown('warning', { span: keySpan, written: key, known: missing, message });
  }
}

/**
 * Says of a document of no kind that it is a correlation whose parts stand a step too far left, where it is one: it is
 * no rule at all to whoever reads only what is under `correlation`. Says whether it did.
 */
export function rejectBareCorrelation(root: MapNode, report: Report): boolean {
  const bare = root.entries.find(({ key }) => key === 'timespan') ?? root.entries.find(({ key }) => key === 'group-by');
  if (bare === undefined || !['type', 'rules'].every((key) => child(root, key) !== undefined)) return false;
  report.error(bare.keySpan, `"${bare.key}", "type" and "rules" of a correlation stand under the key "correlation".`);
  return true;
}

const WITHOUT_KIND = 'This document has neither a detection, nor a correlation, nor a filter.';

/** Says of a document with a logsource alone what it lacks: where a key is near it, that one was meant. */
export function rejectWithoutKind(root: MapNode, report: Report): void {
  const near = root.entries.find(({ key }) => nearest(key, DOCUMENT_KINDS) !== undefined);
  if (near === undefined) report.error({ start: root.start, end: root.start }, WITHOUT_KIND);
  else reject(near, report);
}

/**
 * Says of a document without a logsource, which is no Sigma as a rule, that its correlation, detection or filter is
 * mistyped, where what stands under a near key has what they have. Says whether it did.
 */
export function rejectMistypedKind(root: MapNode, report: Report): boolean {
  const near = root.entries.find(
    ({ key, value }) =>
      value.kind === 'map' && child(value, 'condition') !== undefined && nearest(key, DOCUMENT_KINDS) !== undefined,
  );
  if (near !== undefined) reject(near, report);
  return near !== undefined;
}

function reject({ key, keySpan }: MapNode['entries'][number], report: Report): void {
  report.unknown('error', { span: keySpan, written: key, known: DOCUMENT_KINDS, message: WITHOUT_KIND });
}
