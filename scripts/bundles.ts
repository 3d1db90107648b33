import type { BuildOptions, Plugin } from 'esbuild';
import { join, resolve } from 'node:path';

/** The project's folder. */
export const root = resolve(__dirname, '..');

const common: BuildOptions = {
  absWorkingDir: root,
  bundle: true,
  logLevel: 'warning',
  external: ['vscode'],
  legalComments: 'none',
  // every host reads UTF-8: quotes and dots of sentences need no escapes
  charset: 'utf8',
};
/** What node and the desktop's extension host run. */
export const node: BuildOptions = {
  ...common,
  platform: 'node',
  format: 'cjs',
  target: 'node20',
  // its build for node asks the environment at every token whether to print it, which is a quarter of the work
  alias: { yaml: join(root, 'node_modules/yaml/browser/index.js') },
};
/** What the extension imports only when it needs it: files of their own, so that they need not be read at the start. */
const LAZY = { reference: 'src/reference/index.ts', ruleLanguage: 'src/case/rules/ruleWriting/language.ts' };
const lazily: Plugin = {
  name: 'lazily',
  setup: (plugin) => {
    plugin.onResolve({ filter: /^\.\.\// }, ({ kind, path, resolveDir }) => {
      if (kind !== 'dynamic-import') return undefined;
      const meant = resolve(resolveDir, path);
      const files = [`${meant}.ts`, join(meant, 'index.ts')];
      const [name] = Object.entries(LAZY).find(([, entry]) => files.includes(join(root, entry))) ?? [];
      return name === undefined ? undefined : { path: `./${name}.js`, external: true };
    });
  },
};
/** What browsers run. */
export const web: BuildOptions = {
  ...common,
  platform: 'browser',
  format: 'cjs',
  target: 'es2022',
  mainFields: ['module', 'main'],
};
/** The packages' ES modules bundle smaller than their main files, and jsonc-parser's main file does not bundle at all. */
export const product: readonly BuildOptions[] = [
  {
    ...node,
    mainFields: ['module', 'main'],
    entryPoints: {
      extension: 'src/extension.ts',
      ...LAZY,
      worker: 'src/worker/main.node.ts',
      scanner: 'src/worker/scanner.node.ts',
      cli: 'src/cli.ts',
    },
    outdir: 'dist',
    plugins: [lazily],
    // a module of node's own kind, which hosts load as they load the extension
    supported: { 'dynamic-import': false },
  },
  {
    ...web,
    entryPoints: { extension: 'src/extension.web.ts', ...LAZY },
    outdir: 'dist/web',
  },
  { ...web, format: 'iife', entryPoints: { worker: 'src/worker/main.web.ts' }, outdir: 'dist/web' },
];
