import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { Reference } from '../reference';
import { type Output, UsageError } from './output';
import type { Options } from './run';

/**
 * `explain EVENTSOURCE EVENTNAME [--path …] [--field NAME] [--value STRING]`: the event, a place in its request or
 * response, a field, or what a value alone says.
 */
export async function explain(names: readonly string[], options: Options, output: Output): Promise<boolean> {
  const [eventSource, eventName, ...more] = names;
  if (eventSource === undefined || eventName === undefined || more.length > 0)
    throw new UsageError('explain takes EVENTSOURCE and EVENTNAME');
  if (options.path !== undefined && options.field !== undefined)
    throw new UsageError('explain takes --path or --field, not both');
  const reference = new Reference((name) => readFile(join(__dirname, 'reference', name)));
  const { value } = options;
  const at = options.path ?? options.field;
  const text =
    at === undefined && value !== undefined
      ? (await reference.explainIdentifier(value))?.text
      : await reference.explain({
          eventSource,
          eventName,
          path: at === undefined ? [] : pathOf(at),
          value: literal(value),
          side: value === undefined ? 'key' : 'value',
        });
  output.line(text ?? 'Nothing is known of it.');
  return true;
}

/** `requestParameters.filterSet.items[0].name`, or with `.0` for the index. */
function pathOf(text: string): string[] {
  return text
    .replace(/\[(\d*)\]/g, (_, index: string) => `.${index || '0'}`)
    .split('.')
    .filter((part) => part !== '');
}

/** A value as JSON would have it, where it looks like a number, a boolean or null; else the text. */
function literal(text: string | undefined): unknown {
  return text !== undefined && /^(?:true|false|null|-?\d+(?:\.\d+)?)$/.test(text)
    ? (JSON.parse(text) as unknown)
    : text;
}
