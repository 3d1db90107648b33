import { execFileSync, spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';

/** What one run cost. */
export interface Run {
  readonly ms: number;
  /** Milliseconds of processor time over all threads; undefined where it cannot be told. */
  readonly cpu?: number;
  /** Peak resident memory in MiB; undefined where it cannot be told. */
  readonly rss?: number;
  readonly events?: number;
  /** What else a contender tells: milliseconds or counts by name. */
  readonly more?: Readonly<Record<string, number>>;
}

/** Runs one of contender.ts's ways in a process of its own. */
export function runContender(script: string, name: string, paths: readonly string[]): Run {
  return JSON.parse(
    execFileSync(process.execPath, [script, name, ...paths], { encoding: 'utf8', maxBuffer: 1 << 20 }),
  ) as Run;
}

const TIME = '/usr/bin/time';

/** Runs a shell command over paths. Memory and processor time are told where GNU time is installed. */
export function runProgram(command: string, paths: readonly string[], env: NodeJS.ProcessEnv = {}): Run {
  const folder = mkdtempSync(path.join(os.tmpdir(), 'bench-time-'));
  const report = path.join(folder, 'report');
  const bash = ['bash', '-c', command, 'bash', ...paths];
  const timed = existsSync(TIME) ? [TIME, '-o', report, '-f', '%U %S %M', ...bash] : bash;
  try {
    const start = performance.now();
    const { status } = spawnSync(timed[0] as string, timed.slice(1), {
      stdio: ['ignore', 'ignore', 'inherit'],
      env: { ...process.env, ...env },
    });
    const ms = performance.now() - start;
    if (status !== 0) throw new Error(`${command} ended with ${status}`);
    if (!existsSync(report)) return { ms };
    const [user = 0, system = 0, memory = 0] = readFileSync(report, 'utf8')
      .trim()
      .split('\n')
      .pop()!
      .split(' ')
      .map(Number);
    return { ms, cpu: (user + system) * 1000, rss: memory / 1024 };
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** Whether a program is on the path. */
export function has(name: string): boolean {
  return spawnSync('bash', ['-c', `command -v ${name}`]).status === 0;
}

export function median(values: readonly number[]): number {
  return [...values].sort((a, b) => a - b)[values.length >> 1] ?? NaN;
}

/** The median of each figure. */
export function medianOf(runs: readonly Run[]): Run {
  const of = (pick: (run: Run) => number | undefined): number | undefined => {
    const values = runs.flatMap((run) => pick(run) ?? []);
    return values.length === 0 ? undefined : median(values);
  };
  const names = Object.keys(runs[0]?.more ?? {});
  return {
    ms: median(runs.map(({ ms }) => ms)),
    cpu: of(({ cpu }) => cpu),
    rss: of(({ rss }) => rss),
    events: runs[0]?.events,
    more: Object.fromEntries(names.map((name) => [name, median(runs.map(({ more }) => more?.[name] ?? NaN))])),
  };
}
