import { build, context, type BuildOptions } from 'esbuild';
import { existsSync } from 'node:fs';
import { mkdir, readdir, rm, writeFile } from 'node:fs/promises';
import { join, relative, sep } from 'node:path';
import { packDocuments, type RuleSource } from '../src/detection';
import { node, product, root, web } from './bundles';
import { buildCatalogue } from './catalogue';
import { loadAllBundled, ruleFiles } from './rules/bundled';
import { buildWasm } from './wasm';

const production = process.argv.includes('--production');
const tests = process.argv.includes('--tests');
const watch = process.argv.includes('--watch');

/** As they are for people, or for us. */
const how: BuildOptions = { minify: production, sourcemap: production ? false : 'linked' };

/** Files of `folder` (relative to the root) with this ending, at any depth, sorted. */
async function filesOf(folder: string, ending: string): Promise<string[]> {
  const from = join(root, folder);
  if (!existsSync(from)) return [];
  const entries = await readdir(from, { recursive: true });
  return entries
    .filter((name) => name.endsWith(ending))
    .map((name) => join(from, name))
    .sort();
}

/** All bundled rules in one file, because a web host cannot list a folder, and so that they need not be read as YAML. */
async function writeRules(): Promise<void> {
  // the expressions of packed rules are not looked at before they are asked
  const faulty = new Set(loadAllBundled().problems.map(({ path }) => path));
  const rules = ruleFiles().map(({ path, text }): RuleSource => {
    const rule = { path: `rules/${path}`, text };
    return faulty.has(path) ? rule : { ...rule, packed: packDocuments(text) };
  });
  await writeFile(join(root, 'dist/rules.json'), JSON.stringify(rules));
}

async function testBundles(): Promise<BuildOptions[]> {
  await rm(join(root, 'out/test'), { recursive: true, force: true });
  const editor = await filesOf('test/editor', '.test.ts');
  const webTests = await filesOf('test/web', '.test.ts');
  const imports = webTests.map((file) => `import './${relative(join(root, 'test/web'), file).split(sep).join('/')}';`);
  return [
    {
      ...node,
      // as the product: see bundles.ts
      mainFields: ['module', 'main'],
      external: ['vscode', 'mocha'],
      entryPoints: [join(root, 'test/editor/index.ts'), ...editor],
      outbase: join(root, 'test/editor'),
      outdir: 'out/test/editor',
    },
    {
      ...web,
      // index first: it sets mocha up before the tests describe themselves
      stdin: {
        contents: ["export { run } from './index';", ...imports].join('\n'),
        resolveDir: join(root, 'test/web'),
        sourcefile: 'all.ts',
        loader: 'ts',
      },
      outfile: 'out/test/web/index.js',
    },
  ];
}

async function main(): Promise<void> {
  await mkdir(join(root, 'dist'), { recursive: true });
  if (production) for (const map of await filesOf('dist', '.map')) await rm(map);
  const bundles = [...product, ...(tests ? await testBundles() : [])].map((one) => ({ ...one, ...how }));
  await Promise.all([
    writeRules(),
    buildCatalogue(join(root, 'dist/reference')),
    buildWasm(join(root, 'dist/fast-scanner.wasm')),
    ...bundles.map((options) => (watch ? undefined : build(options))),
  ]);
  if (!watch) return;
  for (const options of bundles) await (await context({ ...options, logLevel: 'info' })).watch();
  console.log('watching');
}

main().catch((error: unknown) => {
  console.error(error);
  process.exitCode = 1;
});
