import { problemBehind, readBack, type RuleProblem } from '../../detection';
import { appendix } from './exceptions';

/** What is to be added to a file of exceptions, or why nothing can be. */
export type Addition =
  | { readonly text: string; readonly problem?: undefined }
  | { readonly text?: undefined; readonly problem: RuleProblem };

/**
 * What is to be added to the end of a file of exceptions. Nothing where something keeps the file from being read, such as
 * a quote that is not closed: it may swallow what stands behind it. Nor where what is added would say something else
 * there than alone.
 * @param documents one or several, with lines that divide them
 */
export function addition(existing: string, documents: string): Addition {
  // nothing is no document
  const before = readBack(existing.trim() === '' ? '' : existing);
  if (before.problem !== undefined) return { problem: before.problem };
  const text = inLinesOf(existing, appendix(existing, documents));
  const after = readBack(existing + text);
  if (after.problem !== undefined) return { problem: after.problem };
  const meant = [...before.documents, ...readBack(documents).documents];
  if (after.documents.length === meant.length && meant.every((one, n) => one === after.documents[n])) return { text };
  const message = 'What is added here would be read otherwise than it is written, because of what stands before it.';
  return { problem: problemBehind(existing, message) };
}

/** A text with lines that end as those of another one do. */
function inLinesOf(existing: string, text: string): string {
  return /\r\n/.test(existing) ? text.replaceAll('\n', '\r\n') : text;
}
