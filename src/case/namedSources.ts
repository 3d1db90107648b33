/** What people are told of the sources of a case. */
import { CONTAINER_NAMES } from '../reading/containers';
import type { LoadedCase, LoadedSource } from './loading/loadedCase';
import { isBucketLogName } from './logNames';
import type { SourceFile } from './platform';

/** A source and what it is called that it is. */
export interface NamedSource extends LoadedSource {
  readonly containerName: string;
}

/** A source with the name of what it is. */
export function withName(source: LoadedSource): NamedSource {
  const { container } = source;
  return { ...source, containerName: container === 'unreadable' ? 'not readable' : CONTAINER_NAMES[container] };
}

/** Containers that are no CloudTrail log at all. */
const FOREIGN: ReadonlySet<LoadedSource['container']> = new Set(['foreign', 'foreign-json']);

/** A folder may well hold other files: those are told, but as no error. A file that was named was meant to be a log. */
export function withoutBystanders(loaded: LoadedCase, files: readonly SourceFile[]): LoadedCase {
  const sources = loaded.sources.map((source, n): LoadedSource => {
    if (files[n]?.named !== false || !FOREIGN.has(source.container) || isBucketLogName(source.uri)) return source;
    return {
      ...source,
      problems: source.problems.map((problem) =>
        problem.severity === 'error' ? { ...problem, severity: 'warning' } : problem,
      ),
    };
  });
  return { ...loaded, sources };
}
