import { has, type Run, runContender, runProgram } from './measure';

/** One way to do the job. */
export interface Contender {
  readonly name: string;
  /** How often it runs; the slowest rivals less. */
  readonly runs: number;
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

/** How often they run, and which of them. */
export interface Rounds {
  readonly runs: number;
  /** Of the slow rivals. */
  readonly slowRuns: number;
  readonly withDuckDb: boolean;
  /** It takes minutes for what the others read in seconds: only for small files. */
  readonly withLnav: boolean;
}

/** Ours and the rivals that are present. `script`: contender.ts built. */
export function contenders(script: string, { runs, slowRuns, withDuckDb, withLnav }: Rounds): Contender[] {
  const own = (name: string, way: string, count = runs): Contender => ({
    name,
    runs: count,
    run: (paths) => runContender(script, way, paths),
  });
  const program = (name: string, needs: string, command: string): Contender[] =>
    has(needs) ? [{ name, runs: 1, run: (paths) => runProgram(command, paths) }] : [];
  return [
    own(YARDSTICK, 'gunzip'),
    own(OURS, 'ours'),
    own('ours, one thread', 'ours-1'),
    own(PARSE, 'parse', slowRuns),
    ...(withDuckDb ? [own(DUCKDB, 'duckdb', slowRuns)] : []),
    ...program(JQ_NAME, 'jq', JQ),
    ...program('ripgrep -z, the filter only', 'rg', 'rg -z -c TerminateInstances "$@"'),
    ...(withLnav ? program('lnav, opening alone', 'lnav', LNAV) : []),
  ];
}
