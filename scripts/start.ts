/** `npm start`: a real VS Code with the extension, on the samples or on one's own logs. */
import { randomBytes } from 'node:crypto';
import fs from 'node:fs';
import path from 'node:path';
import { argumentsOf, runScript, UsageError } from './usage';
import { startDemoServer } from './vscode/demo';
import { openDesktop } from './vscode/desktop';
import { ROOT } from './vscode/extension';
import { takeScreenshot } from './vscode/screenshot';
import { exitOnSignals } from './vscode/server';
import { THEMES, type Theme } from './vscode/settings';
import { workbenchUrl } from './vscode/url';

const HELP = `npm start [-- OPTIONS] [FOLDER]
  Opens FOLDER (the samples when not given) in VS Code with the extension: a server on this
  machine, for any browser. Prints its address and runs until Ctrl+C.
  --port N             the server's port (any free one when not given)
  --desktop            a desktop VS Code: the installed one, or else a downloaded one
  --screenshot FILE    writes a picture (PNG) of the first log instead, and ends
  --theme NAME         the picture's theme: ${Object.keys(THEMES).join(', ')} (dark when not given)
  --help`;

async function main(): Promise<void> {
  const { values, folder } = options();
  if (values.help) console.log(HELP);
  else if (values.desktop || values.screenshot) await once(folder, values.screenshot, theme(values.theme));
  else await serve(folder, Number(values.port ?? 0));
}

/** What ends by itself: a picture when there is a file for it, else a desktop window. */
async function once(folder: string, picture: string | undefined, name: Theme): Promise<void> {
  exitOnSignals();
  if (picture) await takeScreenshot(folder, name, path.resolve(picture));
  else await openDesktop(folder);
}

/** Runs until it is told to end. */
async function serve(folder: string, port: number): Promise<void> {
  const ended = new Promise<void>((resolve) => {
    // `on`, not `once`: Ctrl+C arrives twice, from the terminal and from npm, and the second must not cut the end short.
    for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, () => resolve());
  });
  // The token keeps other users of this machine, and pages in the person's browser, off the server.
  const server = await startDemoServer({ driver: false, port, token: randomBytes(16).toString('hex') });
  console.log(
    `VS Code with CloudTrail Inspector on ${folder}:\n\n  ${workbenchUrl(server, { folder })}\n\nCtrl+C ends it.`,
  );
  await ended;
  await server.close();
}

function options() {
  const { values, positionals } = parsed();
  if (positionals.length > 1) throw new UsageError('one FOLDER at most');
  const folder = path.resolve(positionals[0] ?? path.join(ROOT, 'samples'));
  if (!fs.statSync(folder, { throwIfNoEntry: false })?.isDirectory()) throw new UsageError(`no such folder: ${folder}`);
  if (values.desktop && values.screenshot) throw new UsageError('--desktop takes no --screenshot');
  if (values.theme && !values.screenshot) throw new UsageError('--theme is for --screenshot');
  theme(values.theme);
  if (values.port !== undefined && !(/^\d+$/.test(values.port) && Number(values.port) < 65536)) {
    throw new UsageError(`no such port: ${values.port}`);
  }
  return { values, folder };
}

function theme(name = 'dark'): Theme {
  if (!Object.hasOwn(THEMES, name)) throw new UsageError(`no such theme: ${name}`);
  return name as Theme;
}

function parsed() {
  return argumentsOf({
    allowPositionals: true,
    options: {
      desktop: { type: 'boolean' },
      port: { type: 'string' },
      screenshot: { type: 'string' },
      theme: { type: 'string' },
      help: { type: 'boolean', short: 'h' },
    },
  });
}

runScript(HELP, main);
