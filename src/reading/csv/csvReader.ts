import { MAX_CELLS, rowAt, tableRowAt, unquotedRowAt } from './csv';
import { askedOf, missingFrom } from './csvColumns';
import { CsvFields } from './csvFields';
import { headerOf } from './csvHeader';
import { findOriginal, findRecord } from '../translation/eventFields';
import { CLOSE_OBJECT, HASH } from '../json/jsonBytes';
import { JoinedHeaders } from './joinedHeaders';
import type { Reading } from '../reading';
import { recoveryBudget } from '../walk/recovery';
import { recordInCell } from '../layers/recordInJson';
import type { Steps } from '../steps';
import { SwallowedRows } from './swallowedRows';
import type { Translation } from '../translation/translation';
import { tearIn } from '../bytes/utf8';

const PASSED_OVER = 'The comment before the header is passed over.';
const JOINED = 'The header stands among the rows again: files were joined.';
const OTHER_HEADER =
  'is the header of other columns, or in another order: the rows below it are left out. Open the files that were joined here one by one.';

/** An attacker may have written the one before and the one after them. */
const NO_QUOTE = 'a quote in it closes only behind other events. Its lines were read one by one, with quotes as text.';

/** An attacker may as well have written them as one text. */
const MAYBE_ROWS =
  'between two quotes in it stand lines that look like rows. They were read as text of a cell; in a table that is written without quotes they are events of their own.';

/** A cell without quotes does not tell where it ends, be it the last that a file was cut off in. */
const NO_END = 'The last row ends without the end of a line: the file may be cut off in it.';

/** Its span would not tell which. */
const TWOFOLD = 'is left out: its cells, which are not quoted, are a record in JSON, too.';

/** Reads the rows of a CSV: the record that a row holds or says. What is no row of it is named and left out. */
export function* readCsv(reading: Reading, table: Translation, header = headerOf(reading.head)): Steps<undefined> {
  const { bytes, head, finds, source } = reading;
  if (header === undefined) return;
  const translation = { ...askedOf(header, table), lacks: `${table.lacks}${missingFrom(header, table)}` };
  const { length } = bytes;
  const first = head.start + header.start;
  const top = rowAt(bytes, first, length, header.delimiter);
  const next = header.isMissing === true ? first : top.next;
  const names = header.isMissing === true ? [] : top.cells;
  const headers = new JoinedHeaders(bytes, header, table, names);
  const swallowed = new SwallowedRows(source, header, table);
  swallowed.begin(names);
  /** The rows stand below a header of other columns. */
  let isOther = false;
  if (header.start > 0 && bytes[head.start] === HASH) finds.note(PASSED_OVER, head.start);
  let budget = recoveryBudget(length);
  let tear = -1;
  for (let at = next, number = 1; at < length && budget >= 0; number++) {
    if (reading.isDue()) yield;
    const quoted = tableRowAt(bytes, at, length, header.delimiter, header.names.length);
    const others = swallowed.isIn(quoted);
    const holdsRows = others === 'yes';
    if (others !== undefined)
      finds.report(`Row ${number.toLocaleString('en-US')}: ${holdsRows ? NO_QUOTE : MAYBE_ROWS}`, 'warning', at);
    // to know it, all of its lines were looked through
    if (holdsRows) budget -= quoted.end - quoted.start;
    const row = holdsRows ? unquotedRowAt(bytes, at, length, header.delimiter) : quoted;
    at = row.next;
    const { start, end, cells, fault } = row;
    const only = cells.length === 1 ? cells[0] : undefined;
    if (only !== undefined && !only.quoted && only.start === only.end) continue;
    const kind = fault === undefined ? headers.kindOf(cells) : undefined;
    if (kind !== undefined) {
      isOther = kind === 'other';
      swallowed.begin(cells);
    }
    if (kind === 'same') finds.note(JOINED, start);
    if (kind === 'other') finds.report(`Row ${number.toLocaleString('en-US')} ${OTHER_HEADER}`, 'error', start);
    if (kind !== undefined || isOther) continue;
    // to know that a quote is never closed, the rest of the file was looked through
    budget -= fault === 'open' ? length - start : end - start;
    const name = `Row ${number.toLocaleString('en-US')}`;
    if (fault === 'open') finds.report(`${name} is left out: a quote in it is never closed.`, 'error', start);
    else if (fault === 'text') finds.report(`${name} is left out: text follows a closing quote in it.`, 'error', start);
    else if (fault === 'many')
      finds.report(`${name} is left out: it has more than ${MAX_CELLS.toLocaleString('en-US')} cells.`, 'error', start);
    else if ((tear = tearIn(bytes, start, end)) >= 0)
      finds.report(`${name} is left out: a part of the file is damaged or missing here.`, 'error', tear);
    else if (cells.length !== header.names.length) {
      const count = `it has ${cells.length} cells where the header has ${header.names.length}`;
      const cut = at >= length && cells.length < header.names.length ? 'the file is cut off in it' : count;
      finds.report(`${name} is left out: ${cut}.`, 'error', start);
    } else if (recordInCell(source, start, end, reading.translations) !== undefined) {
      const fields = new CsvFields(source, header, row, table.nothing);
      if (findOriginal(reading, fields, translation, 0) !== 'read') finds.report(`${name} ${TWOFOLD}`, 'error', start);
    } else if (!findRecord(reading, new CsvFields(source, header, row, table.nothing), translation, [start, end]))
      finds.report(`${name} is no CloudTrail record and is left out.`, 'error', start);
    else if (end === length && cells.at(-1)?.quoted === false && bytes[end - 1] !== CLOSE_OBJECT)
      finds.note(NO_END, start);
  }
  if (budget < 0)
    finds.report('Too much of the file is broken: nothing after this place was read.', 'error', finds.lastEnd);
}
