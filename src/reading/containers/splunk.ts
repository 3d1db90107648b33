import { member } from '../../record/types';
import { readJson } from '../walk/jsonReader';
import { container } from './container';

/** A search exported from Splunk as JSON: `_raw` is the record, as text. */
export const splunk = container({
  id: 'splunk',
  name: 'Splunk export',
  recognise: ({ first }) => isRaw(member(first, 'result')) || isRaw(first) || isRaw(firstOf(member(first, 'results'))),
  read: (reading) => readJson(reading, { lists: ['results'] }),
  translation: { marks: ['_raw'], originals: ['_raw'], fields: [], lacks: '' },
});

function isRaw(value: unknown): boolean {
  const raw = member(value, '_raw');
  return typeof raw === 'string' && raw.trimStart().startsWith('{');
}

function firstOf(list: unknown): unknown {
  return Array.isArray(list) ? list[0] : undefined;
}
