/** Types, lint (the walls are lint rules) and format, as a suite of three tests. */
import { spawn } from 'node:child_process';
import path from 'node:path';
import type { Counts } from './vscode/counts';

const ROOT = path.resolve(__dirname, '..');

const CHECKS: readonly (readonly [name: string, module: string, ...args: string[]])[] = [
  ['types', 'typescript/bin/tsc', '--noEmit', '-p', '.'],
  ['lint', 'eslint/bin/eslint.js', '.'],
  ['format', 'prettier/bin/prettier.cjs', '--check', '--log-level', 'warn', '.'],
];

/** Runs each check whose name has `grep`, all at once: each is one thread. What one prints is shown when it has ended. */
export async function runCheckSuite(grep: string | undefined): Promise<Counts> {
  const failures: string[] = [];
  const checks = CHECKS.filter(([name]) => name.includes(grep ?? ''));
  await Promise.all(
    checks.map(async ([name, script, ...args]) => {
      const { isGood, output } = await run([path.join(ROOT, 'node_modules', script), ...args]);
      console.log(`${output}  ${isGood ? '✔' : '✘'} ${name}`);
      if (!isGood) failures.push(name);
    }),
  );
  return { passed: checks.length - failures.length, failed: failures.length, skipped: 0, failures };
}

/** Runs node to its end, and gives all that it printed. */
async function run(args: readonly string[]): Promise<{ isGood: boolean; output: string }> {
  const child = spawn(process.execPath, args, { cwd: ROOT, stdio: ['ignore', 'pipe', 'pipe'] });
  process.once('exit', () => child.kill());
  let output = '';
  for (const stream of [child.stdout, child.stderr])
    stream.setEncoding('utf8').on('data', (text: string) => (output += text));
  const status = await new Promise((resolve, reject) => child.once('close', resolve).once('error', reject));
  return { isGood: status === 0, output };
}
