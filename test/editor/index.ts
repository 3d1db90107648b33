/** What the extension host calls: runs every bundled *.test.js beside or below this file with mocha. */
import fs from 'node:fs';
import path from 'node:path';
import Mocha from 'mocha';
import CountingReporter from '../../scripts/vscode/counting-reporter';
import '../../scripts/vscode/plain-assert';
import { GREP_VARIABLE } from '../../scripts/vscode/counts';

/** Rejects when a test fails, which is what the extension host's exit code is made of. */
export async function run(): Promise<void> {
  const mocha = new Mocha({
    ui: 'bdd',
    color: false,
    timeout: 60_000,
    reporter: CountingReporter,
    fgrep: process.env[GREP_VARIABLE],
    forbidOnly: Boolean(process.env['CI']),
  });
  for (const file of fs.readdirSync(__dirname, { recursive: true, encoding: 'utf8' }).sort()) {
    if (file.endsWith('.test.js')) mocha.addFile(path.join(__dirname, file));
  }
  const failures = await new Promise<number>((resolve) => mocha.run(resolve));
  if (failures > 0) throw new Error(`${failures} failed`);
}
