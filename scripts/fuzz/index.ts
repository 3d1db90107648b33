/**
 * Feeds reading with samples and generated logs that were damaged in every way, for as long as it is given, and checks
 * what must be true of any input. The same seed gives the same inputs; a failure is told with what repeats it alone.
 */
import { fork } from 'node:child_process';
import { argumentsOf, runScript, UsageError } from '../usage';
import { check } from './checks';
import { inputOf } from './inputs';

/** Seeds that once found something, each run for a while before the new one. */
const KEPT_SEEDS: readonly number[] = [7, 11, 116290817, 352493100, 20261126];
const INPUTS_A_KEPT_SEED = 300;
/** Every so many inputs are unpacked in the browser's way too. */
const WITH_WEB = 10;
/** An input that takes longer than this hangs. */
const HANG_SECONDS = 20;

const HELP = `npm run fuzz [-- OPTIONS]
  --seconds N   how long (20)
  --seed N      where chance starts from (new each time; printed)
  --only N      input number N of the seed alone
  --help`;

interface Task {
  readonly seed: number;
  readonly first: number;
  readonly count: number;
  readonly until: number;
}

/** What the child tells: the input it is at, and why it failed. */
interface News {
  readonly seed: number;
  readonly number: number;
  readonly failure?: string;
}

function tasks(): Task[] {
  const { values } = argumentsOf({
    options: {
      seconds: { type: 'string', default: '20' },
      seed: { type: 'string' },
      only: { type: 'string' },
      help: { type: 'boolean', short: 'h' },
    },
  });
  if (values.help) {
    console.log(HELP);
    return [];
  }
  const seed = numberOf(values.seed ?? String(Date.now() % 2 ** 31), 'seed');
  const until = Date.now() + numberOf(values.seconds, 'seconds') * 1000;
  if (values.only !== undefined) return [{ seed, first: numberOf(values.only, 'only'), count: 1, until }];
  console.log(`seed ${seed}`);
  const kept = values.seed === undefined ? KEPT_SEEDS : [];
  return [
    ...kept.map((one) => ({ seed: one, first: 0, count: INPUTS_A_KEPT_SEED, until })),
    { seed, first: 0, count: Infinity, until },
  ];
}

function numberOf(text: string, name: string): number {
  const number = Number(text);
  if (!Number.isSafeInteger(number) || number < 0) throw new UsageError(`--${name} wants a whole number`);
  return number;
}

/** Runs in a process of its own, which can be ended when it hangs. */
async function child(): Promise<void> {
  const tell = (news: News): void => void process.send?.(news);
  for (const { seed, first, count, until } of JSON.parse(process.env['FUZZ_TASKS'] ?? '[]') as Task[]) {
    for (let number = first; number < first + (count ?? Infinity) && Date.now() < until; number++) {
      tell({ seed, number });
      try {
        await check(inputOf(seed, number), number % WITH_WEB === 0);
      } catch (error) {
        tell({ seed, number, failure: error instanceof Error ? (error.stack ?? error.message) : String(error) });
      }
    }
  }
}

function parent(list: readonly Task[]): void {
  const started = Date.now();
  const runner = fork(__filename, [], { env: { ...process.env, FUZZ_TASKS: JSON.stringify(list) } });
  let inputs = 0;
  let failures = 0;
  let at: News | undefined;
  const fail = ({ seed, number }: News, why: string): void => {
    failures++;
    console.log(`\nFAILED, repeat with --seed ${seed} --only ${number}\n${why}`);
  };
  const hang = (): void => {
    if (at !== undefined) fail(at, `no answer in ${HANG_SECONDS} seconds`);
    runner.kill('SIGKILL');
  };
  let watch = setTimeout(hang, HANG_SECONDS * 1000);
  runner.on('message', (message) => {
    const news = message as News;
    clearTimeout(watch);
    watch = setTimeout(hang, HANG_SECONDS * 1000);
    if (news.failure !== undefined) return fail(news, news.failure);
    at = news;
    inputs++;
  });
  runner.on('exit', (code, signal) => {
    clearTimeout(watch);
    if (code !== 0 && signal !== 'SIGKILL' && at !== undefined) fail(at, `the process ended with ${code ?? signal}`);
    const seconds = ((Date.now() - started) / 1000).toFixed(1);
    console.log(`${inputs.toLocaleString('en-US')} inputs in ${seconds} s, ${failures} failed`);
    process.exitCode = failures > 0 || inputs === 0 ? 1 : 0;
  });
}

if (process.env['FUZZ_TASKS'] !== undefined) {
  void child();
} else {
  runScript(HELP, async () => {
    const list = tasks();
    if (list.length > 0) parent(list);
  });
}
