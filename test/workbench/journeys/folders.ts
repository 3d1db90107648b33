/** The folders that the journeys open, and what is in them. */
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import zlib from 'node:zlib';
import { copyOfSamples } from '../support/session';

/** samples/, by what happens in each file. */
export const MORNING = '111122223333_CloudTrail_us-east-1_20260314T0920Z_kR7vQ2mXw9LpZ4Td.json.gz';
export const PROBING = '111122223333_CloudTrail_us-east-1_20260314T1335Z_Jt5NcY8bHq3WfS1e.json';
export const UNUSED_REGION = '111122223333_CloudTrail_sa-east-1_20260314T1345Z_u6GzPa0VxD2kMo9R.json.gz';
export const ROLE_CHAIN = '111122223333_CloudTrail_us-east-1_20260314T1410Z_E4iBw7TyLs5CnQ8h.json';
export const ROOT_EXAMPLE = 'root-terminates-instance.json';

/** The name of the tab that shows a log laid out for reading. */
export function readableTab(file: string): string {
  return file.replace(/\.gz$/, '');
}

/** A folder for one window, with the path that `path` tells once it was made. */
export interface Folder {
  /** Makes it: a window's `folder` option. */
  readonly make: () => string;
  readonly path: string;
}

/** Call it in a `describe` after `useWorkbench`: removes the folder once the window is closed. */
export function removeAfterwards(folder: Folder): void {
  after(() => fs.rmSync(path.dirname(folder.path), { recursive: true, force: true }));
}

/** A copy of samples/. */
export function samples(): Folder {
  return made(copyOfSamples);
}

/** A folder of these files, by name; what takes long to make is a function. */
export function folderOf(files: Readonly<Record<string, string | Uint8Array | (() => Uint8Array)>>): Folder {
  return made(() => {
    const folder = path.join(fs.mkdtempSync(path.join(os.tmpdir(), 'cloudtrail-workbench-')), 'logs');
    fs.mkdirSync(folder);
    for (const [name, content] of Object.entries(files)) {
      fs.mkdirSync(path.dirname(path.join(folder, name)), { recursive: true });
      fs.writeFileSync(path.join(folder, name), typeof content === 'function' ? content() : content);
    }
    return folder;
  });
}

function made(make: () => string): Folder {
  let folder = '';
  return {
    make: () => (folder = make()),
    get path() {
      return folder;
    },
  };
}

/** Every file of a folder with its content, to see whether anything changed it. */
export function contents(folder: string): Record<string, string> {
  const files = fs.readdirSync(folder, { recursive: true, encoding: 'utf8' }).sort();
  const isFile = (name: string) => fs.statSync(path.join(folder, name)).isFile();
  return Object.fromEntries(
    files.filter(isFile).map((name) => [name, fs.readFileSync(path.join(folder, name), 'base64')]),
  );
}

/** The lines of a log laid out with two spaces a level, as a person reads it: made by another hand than the extension's. */
export function laidOut(folder: string, file: string): string[] {
  const bytes = fs.readFileSync(path.join(folder, file));
  const text = (file.endsWith('.gz') ? zlib.gunzipSync(bytes) : bytes).toString('utf8');
  return JSON.stringify(JSON.parse(text), null, 2).split('\n');
}

/** Line (from 1) and text of the eventName of the event at this time. */
export function nameLine(lines: readonly string[], time: string): { line: number; text: string } {
  const at = lines.findIndex((line) => line.includes('"eventTime"') && line.includes(`T${time}Z`));
  const index = lines.findIndex((line, n) => n > at && line.includes('"eventName"'));
  return { line: index + 1, text: lines[index] ?? '' };
}
