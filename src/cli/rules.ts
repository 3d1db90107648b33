import { readFile } from 'node:fs/promises';
import { join, sep } from 'node:path';
import { namesOfOthers, type Tables, tableOfNetworks, usableRules } from '../case/rules/bundledRules';
import { WORK_OF_A_FILE } from '../case/rules/ruleReading';
import { today } from '../case/today';
import { Turns } from '../case/turns';
import { RuleLoader, type RuleSet, type RuleSource, loadRules } from '../detection';
import { accountsOf } from './accounts';
import { addressFiles } from './addresses';
import type { Notice } from './notice';
import type { Output } from './output';
import type { Options } from './run';
import { ruleFilesAt, type Unread } from './ruleFiles';
import { readTexts } from './textFiles';

/** Which rules were asked for: what stands at the paths was looked up, and nothing read yet. */
export interface NamedRules {
  readonly tables: Tables;
  readonly bundled: boolean;
  /** One's own, in the order in which they count. */
  readonly files: readonly string[];
  /** Where some may be, but nobody can look. */
  readonly unread: readonly Unread[];
  /** Where there are none. */
  readonly empty: readonly string[];
}

/** Rules ready to run. */
export interface UsableRules {
  readonly set: RuleSet;
  /**
   * Whether every file that may hold some could be read, and not all of one's own were rejected; what is wrong with some
   * does not count, as public folders have rules of other tools.
   */
  readonly complete: boolean;
}

/** Finds the rules that the options name. */
export async function nameRules(options: Options): Promise<NamedRules> {
  const tables = await namedTables(options);
  const unread: Unread[] = [];
  const empty: string[] = [];
  const files = ruleFilesAt(options.rules ?? [], unread, empty);
  return { tables, bundled: options['no-bundled'] !== true, files, unread, empty };
}

/**
 * The bundled rules and those of folders or files, ready to run. What is wrong with a rule, and how many documents are
 * for other logs, goes to stderr. Others have their turns meanwhile.
 */
export async function readRules(named: NamedRules, output: Output): Promise<UsableRules> {
  const { tables, bundled, files } = named;
  const unread = [...named.unread];
  // rules that are off are known by name all the same: exceptions may be from them
  const all = await bundledRules().catch((error: unknown) => {
    // who wants none of them need not have them
    if (bundled) throw error;
    return [];
  });
  const usable = bundled ? usableRules(all, tables) : [];
  const setAside = namesOfOthers(all, usable);
  const loader = new RuleLoader({ placeholders: new Map(Object.entries(tables)), today: today(), setAside });
  const turns = new Turns();
  for (const source of usable) {
    loader.add(source);
    if (turns.due(WORK_OF_A_FILE)) await turns.next();
  }
  for await (const file of readTexts(files)) {
    if (file.failure !== undefined) unread.push(file);
    else loader.add({ path: pathInWords(file.path), text: file.text });
    if (turns.due(WORK_OF_A_FILE)) await turns.next();
  }
  const notice = (more: Omit<Notice, 'about'>): void => output.notice({ about: 'rules', ...more });
  const noFile = 'There is no rule file, *.yml or *.yaml, in it.';
  for (const path of named.empty) notice({ severity: 'warning', message: noFile, path });
  for (const { path, failure } of unread) notice({ severity: 'error', message: failure, path });
  const set = loader.finish();
  for (const { path, line, column, severity, message } of set.problems)
    notice({ severity, message, path, line, column });
  if (set.skipped.size > 0) notice({ severity: 'info', message: skippedInWords(set.skipped) });
  const isNone = set.rules.length + set.correlations.length === 0;
  if (isNone) notice({ severity: 'warning', message: 'No rule is in force, so nothing can be found.' });
  const own = new Set(files.map(pathInWords));
  const areOwn = (some: readonly { readonly path: string }[]): boolean => some.some(({ path }) => own.has(path));
  const isAnyRejected = areOwn(set.problems.filter(({ severity }) => severity === 'error'));
  const isAllRejected = isAnyRejected && ![set.rules, set.correlations, set.filters].some(areOwn);
  return { set, complete: unread.length === 0 && !isAllRejected };
}

/** A file as problems and rules name it. */
function pathInWords(path: string): string {
  return path.split(sep).join('/');
}

/** The bundled rules alone, ready to run. */
export async function readBundled(): Promise<RuleSet> {
  const tables = await namedTables({});
  return loadRules(usableRules(await bundledRules(), tables), { placeholders: new Map(Object.entries(tables)) });
}

/** The rules that the build put beside the program. */
async function bundledRules(): Promise<RuleSource[]> {
  return JSON.parse(await readFile(join(__dirname, 'rules.json'), 'utf8')) as RuleSource[];
}

/**
 * What `|expand` may name: AWS's networks, when their list is among the databases of addresses, and accounts of
 * one's own. Without accounts a rule that names them is rejected, not taken as if there were none.
 */
async function namedTables({ account, 'ip-database': paths }: Options): Promise<Tables> {
  const tables = tableOfNetworks((await addressFiles(paths)).flatMap(({ networks }) => networks));
  return account === undefined ? tables : { ...tables, accounts: Object.keys(accountsOf(account)) };
}

const SHOWN = 5;

/** `skipped: 812 documents for other logs (windows/security 700, …)` */
function skippedInWords(skipped: ReadonlyMap<string, number>): string {
  const logs = [...skipped].sort((a, b) => b[1] - a[1] || (a[0] < b[0] ? -1 : 1));
  const total = logs.reduce((sum, [, count]) => sum + count, 0);
  const first = logs.slice(0, SHOWN).map(([log, count]) => `${log} ${count}`);
  const more = logs.length > SHOWN ? [`${logs.length - SHOWN} more`] : [];
  return `skipped: ${total} ${total === 1 ? 'document' : 'documents'} for other logs (${[...first, ...more].join(', ')})`;
}
