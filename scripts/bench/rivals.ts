import { has, type Run, runContender, runProgram } from './measure';

/** One way to do the job. */
export interface Contender {
  readonly name: string;
  /** Ours and the yardstick run as often as was asked for, rivals as often as there is time. */
  readonly isRival: boolean;
  readonly run: (paths: readonly string[]) => Run;
}

const JQ = `find "$@" -type f | sort | xargs gzip -dc | jq -r '.Records[] | [.eventName, .userIdentity.arn, .errorCode] | @tsv' | awk -F'\\t' '{n[$1]++; i[$2]++; if ($3 != "") e++; if ($1 == "TerminateInstances") t++} END {print length(n), length(i), e, t}'`;

/** Opens and counts lines: it has no format for CloudTrail, so that no field can be asked for. */
const LNAV = `find "$@" -type f | sort | xargs lnav -n -q -c ';SELECT count(*) FROM all_logs'`;

/** What everything is compared with: node's zlib alone, on one thread. */
export const YARDSTICK = 'gunzip alone, one thread';
export const OURS = 'ours';
export const PARSE = 'JSON.parse of each file';
export const DUCKDB = 'DuckDB, two threads';
export const JQ_NAME = 'gzip -dc, jq, awk';

/** Which of the rivals run. */
export interface Rivals {
  readonly withDuckDb: boolean;
  /** It takes minutes for what the others read in seconds: only for small files. */
  readonly withLnav: boolean;
}

/** Ours and the rivals that are present. `script`: contender.ts built. */
export function contenders(script: string, { withDuckDb, withLnav }: Rivals): Contender[] {
  const own = (name: string, way: string, isRival = false): Contender => ({
    name,
    isRival,
    run: (paths) => runContender(script, way, paths),
  });
  const program = (name: string, needs: string, command: string): Contender[] =>
    has(needs) ? [{ name, isRival: true, run: (paths) => runProgram(command, paths) }] : [];
  return [
    own(YARDSTICK, 'gunzip'),
    own(OURS, 'ours'),
    own('ours, one thread', 'ours-1'),
    own(PARSE, 'parse', true),
    ...(withDuckDb ? [own(DUCKDB, 'duckdb', true)] : []),
    ...program(JQ_NAME, 'jq', JQ),
    ...program('ripgrep -z, the filter only', 'rg', 'rg -z -c TerminateInstances "$@"'),
    ...(withLnav ? program('lnav, opening alone', 'lnav', LNAV) : []),
  ];
}

/** A rival has so long in each comparison: it runs once at least, and again as often as that allows. */
const RIVAL_MS = 60_000;

/** Runs all in turns, `runs` times, rivals as often as there is time; all runs by contender. */
export function inTurns(
  all: readonly Contender[],
  paths: readonly string[],
  runs: number,
): ReadonlyMap<string, readonly Run[]> {
  const done = new Map<string, Run[]>(all.map(({ name }) => [name, []]));
  for (let round = 0; round < runs; round++) {
    for (const { name, isRival, run } of all) {
      const before = done.get(name) ?? [];
      const spent = before.reduce((sum, { ms }) => sum + ms, 0);
      const isInTime = before.length === 0 || spent + spent / before.length <= RIVAL_MS;
      if (!isRival || isInTime) before.push(run(paths));
    }
  }
  return done;
}
