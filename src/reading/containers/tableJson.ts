import { isObject, member } from '../../record/types';
import { readJson } from '../jsonReader';
import type { Translation } from '../translation';
import { columns } from './columns';
import { container } from './container';

const lowered = columns.fields.map(([from, to, as]) => [from.toLowerCase(), to, as] as const);

/** Rows of CloudTrail's table as objects, one for each event: SQL engines know no upper case. */
const rows: Translation = { ...columns, marks: ['eventname', 'eventsource'], fields: lowered };

/** What Athena unloads as JSON, and what others make of its tables: objects with names in lower case. */
export const tableJson = container({
  id: 'table-json',
  name: 'rows of a table (JSON)',
  recognise: ({ first }) => isObject(first) && rows.marks.every((mark) => member(first, mark) !== undefined),
  read: (reading) => readJson(reading),
  translation: rows,
});
