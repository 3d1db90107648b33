import { build, context, type BuildOptions } from 'esbuild';
import { existsSync } from 'node:fs';
import { mkdir, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { join, relative, sep } from 'node:path';
import { loadRules, packDocuments, type RuleSource } from '../src/detection';
import { node, product, root, web } from './bundles';
import { buildCatalogue } from './catalogue';
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
  const files = await filesOf('rules', '.yml');
  const rules = await Promise.all(
    files.map(async (file): Promise<RuleSource> => {
      const text = await readFile(file, 'utf8');
      return { path: relative(root, file).split(sep).join('/'), text };
    }),
  );
  const { problems } = loadRules(rules, { placeholders: new Map([['aws_networks', ['192.0.2.0/24']]]) });
  // of packed rules nothing is looked for that could be wrong
  const faulty = new Set(problems.map(({ path }) => path));
  const packed = rules.map((rule) => (faulty.has(rule.path) ? rule : { ...rule, packed: packDocuments(rule.text) }));
  await writeFile(join(root, 'dist/rules.json'), JSON.stringify(packed));
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
