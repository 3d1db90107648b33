import { columnsNamed, headerOf, type Header, readCsv } from '../csvReader';
import type { Head } from '../head';
import { MENTION_IN_TEXT } from '../mention';
import type { Translation } from '../translation';
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
    const names = header(head)?.names ?? [];
    if (names.includes('event.original') && MENTION_IN_TEXT.test(head.text)) return true;
    const tells = ['event.action', 'event.provider', SOURCE].some((name) => names.includes(name));
    return tells && (names.some((name) => name.startsWith(`${OWN}.`)) || SERVICE.test(head.text));
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
/** A service by its name, as `event.provider` has it. */
const SERVICE = /\b[a-z0-9-]+\.amazonaws\.com\b/;
