import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { Reference } from '../reference';
import { type Output, UsageError } from './output';
import type { Options } from './run';

/** `explain EVENTSOURCE EVENTNAME [--path …] [--field NAME] [--value STRING]` */
export async function explain(names: readonly string[], options: Options, output: Output): Promise<boolean> {
  const [eventSource, eventName, ...more] = names;
  if (eventSource === undefined || eventName === undefined || more.length > 0)
    throw new UsageError('explain takes EVENTSOURCE and EVENTNAME');
  const reference = new Reference((name) => readFile(join(__dirname, 'reference', name)));
  if (options.path !== undefined) throw new UsageError('explain --path is not there yet');
  const text =
    options.field === undefined
      ? await reference.explainEvent(eventSource, eventName)
      : reference.explainField(options.field.split('.'), options.value);
  output.line(text ?? 'Nothing is known of it.');
  return true;
}
