import { readLines } from '../walk/linesReader';
import { mentionsRecord } from '../mention';
import { container } from './container';
import { isArchive } from './foreign';

/** Records in a Markdown text, between its fences. */
export const markdown = container({
  id: 'markdown',
  name: 'records in a text with fences',
  recognise: ({ text, isJson }) =>
    !isJson && !isArchive({ text }) && /^[ \t]*(?:```|~~~)/m.test(text) && mentionsRecord({ text }),
  read: (reading) => readLines(reading, () => true),
});
