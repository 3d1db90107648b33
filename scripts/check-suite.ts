/** Types, lint (the walls are lint rules) and format, as a suite of three tests. */
import { spawnSync } from 'node:child_process';
import path from 'node:path';
import type { Counts } from './vscode/counts';

const ROOT = path.resolve(__dirname, '..');

const CHECKS: readonly (readonly [name: string, module: string, ...args: string[]])[] = [
  ['types', 'typescript/bin/tsc', '--noEmit', '-p', '.'],
  ['lint', 'eslint/bin/eslint.js', '.'],
  ['format', 'prettier/bin/prettier.cjs', '--check', '--log-level', 'warn', '.'],
];

/** Runs each check whose name has `grep`. */
export function runCheckSuite(grep: string | undefined): Counts {
  const failures: string[] = [];
  let passed = 0;
  for (const [name, script, ...args] of CHECKS.filter(([name]) => name.includes(grep ?? ''))) {
    const { status } = spawnSync(process.execPath, [path.join(ROOT, 'node_modules', script), ...args], {
      cwd: ROOT,
      stdio: 'inherit',
    });
    console.log(`  ${status === 0 ? '✔' : '✘'} ${name}`);
    if (status === 0) passed++;
    else failures.push(name);
  }
  return { passed, failed: failures.length, skipped: 0, failures };
}
