/** Reads what the extension hosts of a server wrote into their logs. */
import fs from 'node:fs';
import path from 'node:path';
import type { Server } from './server';

/** The logs of the server's extension hosts so far, oldest first. To be read before the server is closed. */
export function hostLog(server: Server): string {
  const root = path.join(server.dataDir, 'data', 'logs');
  if (!fs.existsSync(root)) return '';
  const files = fs.readdirSync(root, { recursive: true, encoding: 'utf8' });
  return files
    .filter((file) => path.basename(file) === 'remoteexthost.log')
    .sort()
    .map((file) => fs.readFileSync(path.join(root, file), 'utf8'))
    .join('\n');
}

/** The ids of the extensions that were activated so far, in order, each with the event that did it. */
export function activations(log: string): { id: string; event: string }[] {
  const line = /_doActivateExtension ([\w.-]+), .*activationEvent: '([^']*)'/g;
  return [...log.matchAll(line)].map(([, id = '', event = '']) => ({ id, event }));
}

/** How many extension hosts have all extensions registered: before that, a window opens files without what they contribute. */
export function readyHosts(log: string): number {
  return log.split('] Eager extensions activated').length - 1;
}

/**
 * The errors in the log that name the extension `id` or have a frame of its code, each with its stack. A host that is told
 * to end cancels what still runs; what it says after that is not an error of the extension.
 */
export function errorsOf(log: string, id: string, code: string[]): string[] {
  const marks = [id, ...code];
  const errors: string[] = [];
  let ending = false;
  for (const entry of log.split(/^(?=\d{4}-\d\d-\d\d \d\d:\d\d:\d\d\.\d{3} \[)/m)) {
    if (/\] Extension host with pid \d+ started/.test(entry)) ending = false;
    if (/\] Extension host terminating/.test(entry)) ending = true;
    const isError = /^\S+ \S+ \[(error|critical)\]/.test(entry);
    if (isError && !ending && marks.some((mark) => entry.includes(mark)))
      errors.push(withoutWorkbenchFrames(entry.trim()));
  }
  return errors;
}

/** Drops the stack frames of VS Code's own code, of which an error has dozens. */
export function withoutWorkbenchFrames(text: string): string {
  return text.replace(/\n[ \t]+at [^\n]*\/(extensionHostProcess|workbench)\.js[^\n]*/g, '');
}
