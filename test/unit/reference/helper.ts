import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { buildCatalogue } from '../../../scripts/catalogue';
import { Catalogue, type LoadAsset } from '../../../src/reference/catalogue/catalogue';
import { Reference } from '../../../src/reference';

const ROOT = join(__dirname, '..', '..', '..');

/** Where the build puts the catalogue; made on first use, as `npm run build` would. */
export const REFERENCE_DIR = join(ROOT, 'dist', 'reference');

/** Real logs that are no part of the project. */
export const SHARED_DATA = join(ROOT, '..', 'shared', 'data');

const load: LoadAsset = (asset) => readFile(join(REFERENCE_DIR, asset));

let built: Promise<void> | undefined;

async function ready(): Promise<void> {
  built ??= buildCatalogue(REFERENCE_DIR);
  await built;
}

export async function openReference(): Promise<Reference> {
  await ready();
  return new Reference(load);
}

export async function openCatalogue(): Promise<Catalogue> {
  await ready();
  return new Catalogue(load);
}

export type Json = Readonly<Record<string, unknown>>;

/** Records of the real logs; undefined where they are not there. */
export function sharedRecords(): Json[] | undefined {
  if (!existsSync(SHARED_DATA)) return undefined;
  const folders = ['stratus', 'trailscraper'].map((name) => join(SHARED_DATA, name)).filter((path) => existsSync(path));
  const files = folders.flatMap((folder) => readdirSync(folder).map((name) => join(folder, name)));
  return files
    .filter((path) => path.endsWith('.json'))
    .flatMap((path) => {
      const parsed = JSON.parse(readFileSync(path, 'utf8')) as Json[] | { Records: Json[] };
      return Array.isArray(parsed) ? parsed : parsed.Records;
    });
}

/** Text outside of fenced blocks and code spans, where Markdown and HTML have a meaning; a span becomes `CODE`. */
export function outsideCode(markdown: string): string {
  // behind a fence stands no other such mark: then it is the beginning of a span
  const text = markdown.replace(/^(`{3,})[^\n`]*\n[^]*?\n\1$/gm, '');
  let out = '';
  for (let at = 0; at < text.length;) {
    if (text[at] === '\\') {
      out += text.slice(at, at + 2);
      at += 2;
      continue;
    }
    const run = /^`+/.exec(text.slice(at, at + 2000))?.[0];
    if (run === undefined) {
      out += text[at++] ?? '';
      continue;
    }
    const close = new RegExp(`(?<!\`)${run}(?!\`)`).exec(text.slice(at + run.length));
    out += close === null ? run : 'CODE';
    at += run.length + (close === null ? 0 : close.index + run.length);
  }
  return out;
}

/** What is wrong with a hover's Markdown; empty when nothing is. */
export function faults(markdown: string): string[] {
  const found: string[] = [];
  if (markdown.trim() === '') found.push('empty');
  if (markdown.length >= 100_000) found.push(`${markdown.length} characters`);
  const text = outsideCode(markdown);
  const html = /(?<!\\)<\/?[a-z!?][^>]*>?/i.exec(text);
  if (html !== null) found.push(`HTML: ${html[0]}`);
  for (const link of text.matchAll(/(?<!\\)\[((?:[^[\]\\]|\\.)*)(?<!\\)\]\(([^)]*)\)/g)) {
    if ((link[1] ?? '').trim() === '') found.push(`a link without a label: ${link[0]}`);
    if (!/^https:\/\/[\w.-]+\/[^\s<>"]*$|^https?:\/\/[\w.-]+[^\s<>"]*$/.test(link[2] ?? ''))
      found.push(`a broken link: ${link[0]}`);
  }
  if (/(?<!\\)\]\((?!https?:)/.test(text)) found.push('a link that leads nowhere');
  if (/(?<!\\)!\[/.test(text)) found.push('an image');
  if (/(?:^|[:·(*] ?)undefined\b|\[object Object\]|\bNaN\b/m.test(text)) found.push('a value that was not there');
  // eslint has no rule against these, and no one sees them in an editor.
  if (/[\u200b-\u200f\u202a-\u202e\u2066-\u2069]/.test(markdown)) found.push('an invisible character');
  return found;
}
