import type { Goals } from './goals';
import type { Run } from './measure';

/** Medians of the runs of a way of contender.ts. */
type MedianOf = (way: string) => Run;

/**
 * The two goals of detection: at most what indexing takes, and 1,000 rules at most 1.5 times what 10 take. What reading
 * takes longer because it keeps what rules will ask counts as theirs. Loading the rules, which is done once for all logs, is
 * told apart.
 */
export function compareDetection(goals: Goals, what: string, run: MedianOf): void {
  console.log(`\ndetection on ${what}`);
  console.log(`  ${''.padEnd(42)} ${'wall'.padStart(9)}  ${'cpu'.padStart(9)}  ${'peak'.padStart(9)}`);
  const times = (value: number | undefined): string =>
    value === undefined || Number.isNaN(value) ? '' : `${value.toFixed(2)} ×`;
  const line = (name: string, wall: number, cpu?: number, rss?: number): void =>
    console.log(
      `  ${name.padEnd(42)} ${times(wall).padStart(9)}  ${times(cpu).padStart(9)}  ${(rss === undefined ? '' : `${Math.round(rss)} MiB`).padStart(9)}`,
    );
  const index = run('ours-1');
  const beside = (name: string, of: Run, than: Run): void =>
    line(name, of.ms / than.ms, (of.cpu ?? NaN) / (than.cpu ?? NaN), of.rss);
  beside('indexing, one thread', index, index);
  const bundled = run('detect');
  const kept = (of: Run): number => Math.max(0, (of.more?.['reading'] ?? NaN) - index.ms);
  beside('detection with the bundled rules', bundled, index);
  line('reading that keeps what they will ask', 1 + kept(bundled) / index.ms);
  line('loading the bundled rules', (bundled.more?.['loadRules'] ?? NaN) / index.ms);
  line('both again, after one exception more', (bundled.more?.['again'] ?? NaN) / index.ms);
  const ten = run('detect10');
  beside('detection with 10 rules', ten, index);
  const thousand = run('detect1000');
  beside('detection with 1,000 rules', thousand, index);
  const both = (of: Run): number => index.ms + kept(of) + of.ms;
  line('1,000 rules beside 10, with indexing', both(thousand) / both(ten));
  const each = (of: Run): string => `${((of.ms * 1000) / (index.events ?? NaN)).toFixed(2)} µs`;
  console.log(`  an event: ${each(index)} to index, ${each(bundled)} for the bundled rules`);
  goals.atMost(`detection on ${what}: the bundled rules`, 1, '× indexing', (kept(bundled) + bundled.ms) / index.ms);
  goals.atMost(`detection on ${what}: 1,000 rules, with indexing`, 1.5, '× 10 rules', both(thousand) / both(ten));
}

/** What detection takes in memory, the index included, where a log is too large to be kept unpacked until the rules ran. */
export function detectionMemory(what: string, run: MedianOf): void {
  console.log(`\ndetection on ${what}, peak memory with the index`);
  console.log(`  ${'detection with the bundled rules'.padEnd(42)} ${Math.round(run('detect').rss ?? NaN)} MiB`);
}
