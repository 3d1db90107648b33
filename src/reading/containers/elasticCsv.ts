import { columnsNamed, firstRows, headerOf, type Header } from '../csv/csvHeader';
import { readCsv } from '../csv/csvReader';
import type { Head } from '../head';
import { columnKey } from '../json/members';
import { MENTION_IN_TEXT } from '../mention';
import type { Translation } from '../translation/translation';
import { container } from './container';
import { events, OWN } from './elastic';

/** The column that older versions keep a whole document in. */
const SOURCE = '_source';

const columns: Translation = {
  ...events,
  marks: [],
  originals: [...events.originals, SOURCE],
  paths: [
    [`${OWN}.flattened.request_parameters`, 'requestParameters'],
    [`${OWN}.flattened.response_elements`, 'responseElements'],
    [`${OWN}.flattened.additional_eventdata`, 'additionalEventData'],
  ],
  nothing: '-',
  lacks:
    'This export of Kibana was read by its columns, which do not keep all of a record; times that name no zone are taken for UTC.',
};

/** What Kibana exports of a search as CSV: a column for each field, `-` where an event has none. */
export const elasticCsv = container({
  id: 'elastic-csv',
  name: 'Kibana export (CSV)',
  recognise: (head) => {
    const found = header(head);
    if (found === undefined) return false;
    const { names } = found;
    if (names.includes('event.original') && MENTION_IN_TEXT.test(head.text)) return true;
    if (names.includes(SOURCE) && (DATASET.test(head.text) || MENTION_IN_TEXT.test(head.text))) return true;
    if (!names.includes('event.action') && !names.includes('event.provider')) return false;
    return names.some((name) => name.startsWith(`${OWN}.`)) || tells(head, found);
  },
  read: (reading) => readCsv(reading, columns, header(reading.head)),
  csv: columns,
  header,
});

/** Its names without what older versions put before them, and without the mark against formulas. */
function header(head: Head): Header | undefined {
  const given = headerOf(head);
  return given && { ...given, ...columnsNamed(given.titles.map((name) => name.replace(PREFIX, ''))) };
}

const PREFIX = /^'?(?:_source\.|fields\.)?/;
/** What a document of CloudTrail says that it is: its data set, or the object that has it. */
const DATASET = /\baws\W{1,16}cloudtrail\b/;
/** What columns say of events of CloudTrail, by the service or the data set. */
const TELLING: readonly (readonly [name: string, is: RegExp])[] = [
  ['event.provider', /^[a-z0-9-]+\.amazonaws\.com$/],
  ['event.dataset', /^aws\.cloudtrail$/],
];

function tells(head: Head, found: Header): boolean {
  const rows = firstRows(head, found);
  return TELLING.some(([name, is]) => rows.some((row) => is.test(row[found.keys.get(columnKey(name)) ?? -1] ?? '')));
}
