import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import type { RuleSource } from '../../src/detection';

/** Where the build puts the program and its rules, as seen from here and from the built contender. */
export const DIST = path.resolve(__dirname, '../../dist');

/** Those that come with the product, as it reads them. */
export function bundledRules(): RuleSource[] {
  return JSON.parse(readFileSync(path.join(DIST, 'rules.json'), 'utf8')) as RuleSource[];
}

/** As many rules as asked for, as YAML: the bundled ones, evenly picked, or several times over under other ids. */
export function rulesFor(
  count: number,
  isWanted: (rule: RuleSource) => boolean = () => true,
): Pick<RuleSource, 'path' | 'text'>[] {
  const bundled = bundledRules().filter((rule) => !/^correlation:/m.test(rule.text) && isWanted(rule));
  const picked = Math.min(count, bundled.length);
  return Array.from({ length: count }, (_, n) => {
    const copy = Math.floor(n / bundled.length);
    const source = bundled[copy === 0 ? Math.floor((n * bundled.length) / picked) : n % bundled.length];
    const { path: file = '', text = '' } = source ?? {};
    const id = `id: ${String(copy).padStart(8, '0')}`;
    return { path: `${copy}/${file}`, text: copy === 0 ? text : text.replace(/^id: ........ ?/gm, id) };
  });
}

/** Writes as many rules into a folder, each a file, as people have them; but those that need a list of networks. */
export function writeRules(folder: string, count: number): string {
  rmSync(folder, { recursive: true, force: true });
  for (const rule of rulesFor(count, ({ text }) => !text.includes('%aws_networks%'))) {
    const file = path.join(folder, rule.path);
    mkdirSync(path.dirname(file), { recursive: true });
    writeFileSync(file, rule.text);
  }
  return folder;
}
