/** Runs test files with mocha in a node process of their own. */
import { spawn } from 'node:child_process';
import path from 'node:path';
import { readCounts, RESULT_VARIABLE, type Counts } from './counts';
import { ROOT } from './extension';
import { temporaryFolder } from './temporary';

export interface MochaSuiteOptions {
  /** Which files, as a pattern that mocha expands, relative to the checkout. */
  files: string;
  /** Modules to load before them. */
  require?: string[];
  /** Milliseconds a test may take. */
  timeout: number;
  grep?: string | undefined;
  /** How many processes share the files; one, file after file, where it is not given. */
  jobs?: number;
}

/** Undefined when mocha ended before it counted. */
export async function runMochaSuite(options: MochaSuiteOptions): Promise<Counts | undefined> {
  const resultFile = path.join(temporaryFolder('mocha'), 'counts.json');
  const args = [
    '--ui',
    'bdd',
    '--timeout',
    String(options.timeout),
    '--reporter',
    './scripts/vscode/counting-reporter.ts',
  ];
  for (const module of ['tsx/cjs', './scripts/vscode/plain-assert.ts', ...(options.require ?? [])])
    args.push('--require', module);
  if (options.jobs !== undefined) args.push('--parallel', '--jobs', String(options.jobs));
  if (options.grep) args.push('--fgrep', options.grep);
  if (process.env['CI']) args.push('--forbid-only');
  const mocha = path.join(ROOT, 'node_modules', 'mocha', 'bin', 'mocha.js');
  const child = spawn(process.execPath, [mocha, ...args, options.files], {
    cwd: ROOT,
    env: { ...process.env, [RESULT_VARIABLE]: resultFile },
    stdio: 'inherit',
  });
  process.once('exit', () => child.kill());
  await new Promise((resolve, reject) => child.once('exit', resolve).once('error', reject));
  return readCounts(resultFile);
}
