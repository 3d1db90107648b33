import path from 'node:path';
import type { Goals } from './goals';
import { medianOf, type Run, runProgram } from './measure';
import { inTurns } from './rivals';
import { DIST, writeRules } from './rules';

const SUMMARY = 'summary';
const TEN = 'findings with 10 rule files';
const THOUSAND = 'findings with 1,000 rule files';

/**
 * The command line as people run it, from its start to its end: the log is read, rules are read from YAML and run, and
 * what they found is written. The goal is that of detection, of all of it.
 * @param out a folder to write rules into
 */
export function compareCommandLine(
  goals: Goals,
  what: string,
  paths: readonly string[],
  { out, runs }: { readonly out: string; readonly runs: number },
): void {
  console.log(`\nthe command line on ${what}, × ${SUMMARY}`);
  const ways = [
    [SUMMARY, SUMMARY],
    ['findings with the bundled rules', 'findings'],
    [TEN, `findings --no-bundled --rules '${writeRules(path.join(out, 'rules-10'), 10)}'`],
    [THOUSAND, `findings --no-bundled --rules '${writeRules(path.join(out, 'rules-1000'), 1000)}'`],
  ] as const;
  const program = `'${process.execPath}' '${path.join(DIST, 'cli.js')}'`;
  const all = ways.map(([name, command]) => ({
    name,
    isRival: false,
    run: (given: readonly string[]): Run => runProgram(`${program} ${command} "$@"`, given),
  }));
  const done = inTurns(all, paths, runs);
  const results = new Map([...done].map(([name, of]) => [name, medianOf(of)]));
  const least = results.get(SUMMARY);
  console.log(`  ${''.padEnd(42)} ${'wall'.padStart(9)}  ${'cpu'.padStart(9)}  ${'peak'.padStart(9)}`);
  const times = (value: number): string => (Number.isNaN(value) ? '' : `${value.toFixed(2)} ×`).padStart(9);
  for (const [name, { ms, cpu = NaN, rss }] of results) {
    const memory = (rss === undefined ? '' : `${Math.round(rss)} MiB`).padStart(9);
    console.log(
      `  ${name.padEnd(42)} ${times(ms / (least?.ms ?? NaN))}  ${times(cpu / (least?.cpu ?? NaN))}  ${memory}`,
    );
  }
  const [ten, thousand] = [TEN, THOUSAND].map((name) => results.get(name)?.ms ?? NaN) as [number, number];
  goals.atMost(`command line on ${what}: 1,000 rule files`, 1.5, '× 10 files', thousand / ten);
}
