import { isoTime } from '../record/time';
import { loadPaths } from './load';
import type { Output } from './output';
import type { Options } from './run';

/** `summary PATH…` */
export async function summary(paths: readonly string[], _options: Options, output: Output): Promise<boolean> {
  const loaded = await loadPaths(paths, output);
  const range = loaded.index.timeRange();
  output.json({
    sources: loaded.sources.map(({ container, events, problems }, n) => ({
      path: loaded.paths[n],
      container,
      events,
      problems: problems.map(({ severity, message, line, column, byte }) => ({
        severity,
        message,
        line,
        column,
        offset: byte,
      })),
    })),
    events: loaded.index.count,
    duplicates: loaded.index.duplicates,
    firstTime: range === undefined ? null : isoTime(range.first),
    lastTime: range === undefined ? null : isoTime(range.last),
  });
  return loaded.complete;
}
