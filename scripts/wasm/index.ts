import { execFile } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync } from 'node:fs';
import { mkdir, readdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { dirname, join, resolve } from 'node:path';
import { promisify } from 'node:util';

const root = resolve(__dirname, '../..');
const source = join(root, 'assembly');

/** SIMD and bulk memory: in every engine of VS Code 1.91 (Electron 29) and later, and in every current browser. */
const OPTIONS = ['--enable', 'simd', '--runtime', 'stub', '-O3', '--converge', '--noAssert', '--use', 'abort='];

/**
 * Compiles the fast scanner (assembly/index.ts) to `outFile`, unless the file beside it (`….hash`) says that it was made
 * of the same sources by the same compiler. Rejects with what the compiler says.
 */
export async function buildWasm(outFile: string): Promise<void> {
  const fingerprint = await fingerprintOfSource();
  const hashFile = `${outFile}.hash`;
  if (existsSync(outFile) && existsSync(hashFile) && (await readFile(hashFile, 'utf8')) === fingerprint) return;
  await mkdir(dirname(outFile), { recursive: true });
  // another build may be at the same file
  const unfinished = `${outFile}.${process.pid}`;
  try {
    const compiler = createRequire(__filename).resolve('assemblyscript/bin/asc.js');
    const args = [compiler, 'assembly/index.ts', '--outFile', resolve(unfinished), ...OPTIONS];
    await promisify(execFile)(process.execPath, args, { cwd: root });
    await rename(unfinished, outFile);
  } finally {
    await rm(unfinished, { force: true });
  }
  await writeFile(hashFile, fingerprint);
}

async function fingerprintOfSource(): Promise<string> {
  const { version } = createRequire(__filename)('assemblyscript/package.json') as { version: string };
  const hash = createHash('sha256').update(JSON.stringify([version, OPTIONS]));
  const files = (await readdir(source)).filter((name) => name.endsWith('.ts')).sort();
  for (const name of files) hash.update(name).update(await readFile(join(source, name)));
  return hash.digest('hex');
}
