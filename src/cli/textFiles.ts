import { readFile, readFileSync } from 'node:fs';
import { promisify } from 'node:util';
import { mayBeMisread, NO_RULE_TEXT, ruleTextOf } from '../case/rules/ruleText';
import { reasonInWords } from '../platform/reasons';

/** The text of a rule file, or why there is none. */
export type TextFile =
  | { readonly path: string; readonly text: string; readonly failure?: undefined }
  | { readonly path: string; readonly failure: string };

/** So many files are read at a time: there may be more than a process may open at once. */
const AT_A_TIME = 32;

/** Milliseconds after which the disk was slow to give a file. */
const SLOW = 2;

/**
 * The texts of files, in their order. From a disk that answers at once they are read one after the other, which takes a
 * fifth of the work; after the first that was slow to come, many at a time, while those before are worked on.
 */
export async function* readTexts(paths: readonly string[], slow = SLOW): AsyncGenerator<TextFile> {
  let next = 0;
  for (let took = 0; next < paths.length && took < slow; next++) {
    const begun = performance.now();
    const file = textNow(paths[next] as string);
    took = performance.now() - begun;
    yield file;
  }
  const ahead: Promise<TextFile>[] = [];
  for (const path of paths.slice(next)) {
    ahead.push(textSoon(path));
    if (ahead.length === AT_A_TIME) yield (await ahead.shift()) as TextFile;
  }
  yield* ahead;
}

function textNow(path: string): TextFile {
  try {
    const text = readFileSync(path, 'utf8');
    return mayBeMisread(text) ? decoded(path, readFileSync(path)) : { path, text };
  } catch (error) {
    return { path, failure: reasonInWords(error) };
  }
}

/** That of `node:fs/promises` takes twice as long. */
const read = promisify(readFile);

async function textSoon(path: string): Promise<TextFile> {
  try {
    const text = await read(path, 'utf8');
    return mayBeMisread(text) ? decoded(path, await read(path)) : { path, text };
  } catch (error) {
    return { path, failure: reasonInWords(error) };
  }
}

/** Only the few files that are not plainly UTF-8 are decoded with care: it costs more. */
function decoded(path: string, bytes: Uint8Array): TextFile {
  const text = ruleTextOf(bytes);
  return text === undefined ? { path, failure: NO_RULE_TEXT } : { path, text };
}
