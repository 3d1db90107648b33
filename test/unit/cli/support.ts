import { spawnSync } from 'node:child_process';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';

/** The checkout, in which the built program runs. */
export const ROOT = path.resolve(__dirname, '../../..');
export const CLI = path.join(ROOT, 'dist/cli.js');

/** A sample with the name that CloudTrail gives its logs in a bucket. */
export const NAMED = '111122223333_CloudTrail_us-east-1_20260314T1335Z_Jt5NcY8bHq3WfS1e.json';

/** Two samples, relative to the checkout. */
export const LOGS = ['samples/root-terminates-instance.json', `samples/${NAMED}`] as const;

/** What the program answered. */
export interface Answer {
  readonly code: number | null;
  /** The objects that it wrote, one a line. */
  readonly lines: readonly Record<string, unknown>[];
  readonly text: string;
  /** What it wrote to stderr. */
  readonly messages: string;
}

/** Runs the built program. */
export function cli(...args: readonly string[]): Answer {
  const { status, stdout, stderr } = spawnSync(process.execPath, [CLI, ...args], { cwd: ROOT, encoding: 'utf8' });
  const lines = stdout
    .split('\n')
    .filter((line) => line.startsWith('{"'))
    .map((line) => JSON.parse(line) as Record<string, unknown>);
  return { code: status, lines, text: stdout, messages: stderr };
}

/** Gives a test a folder of its own, which is gone after it. */
export function inFolder(test: (folder: string) => void): void {
  const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'cloudtrail-cli-'));
  try {
    test(folder);
  } finally {
    fs.rmSync(folder, { recursive: true, force: true });
  }
}
