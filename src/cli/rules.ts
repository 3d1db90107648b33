import { readdir, readFile } from 'node:fs/promises';
import { join, relative, sep } from 'node:path';
import { type RuleSet, type RuleSource, loadRules } from '../detection';
import { reasonInWords } from '../platform/reasons';
import { type Output, UsageError } from './output';

/** The bundled rules and those of folders, ready to run; what is wrong with a rule goes to stderr. */
export async function readRules(folders: readonly string[], bundled: boolean, output: Output): Promise<RuleSet> {
  const sources: RuleSource[] = bundled ? await bundledRules() : [];
  for (const folder of folders) sources.push(...(await rulesIn(folder)));
  const set = loadRules(sources);
  for (const { path, line, column, severity, message } of set.problems)
    output.message(`${path}:${line}:${column}: ${severity}: ${message}`);
  return set;
}

/** The rules that the build put beside the program. */
export async function bundledRules(): Promise<RuleSource[]> {
  return JSON.parse(await readFile(join(__dirname, 'rules.json'), 'utf8')) as RuleSource[];
}

async function rulesIn(folder: string): Promise<RuleSource[]> {
  try {
    const names = (await readdir(folder, { recursive: true })).filter((name) => /\.ya?ml$/i.test(name)).sort();
    return await Promise.all(
      names.map(async (name) => ({
        path: join(folder, relative('.', name)).split(sep).join('/'),
        text: await readFile(join(folder, name), 'utf8'),
      })),
    );
  } catch (error) {
    throw new UsageError(`--rules ${folder}: ${reasonInWords(error)}`);
  }
}
