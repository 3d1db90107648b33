import { capital } from '../../record/capital';
import { code, facts } from '../markdown';
import { SYSTEMS, TOOLS, type Tool } from './userAgentTools';
import type { Identified } from './identified';
import { own } from '../own';

/** A user agent taken apart. */
export interface UserAgent {
  readonly tools: readonly { readonly tool: Tool; readonly version?: string | undefined }[];
  readonly system?: string | undefined;
  /** `x86_64`, `arm64`. */
  readonly architecture?: string | undefined;
  /** `Python 3.11.6`. */
  readonly language?: string | undefined;
  /** The command of the AWS CLI: `ec2 run-instances`. */
  readonly command?: string | undefined;
  /** Where the program says it runs: `CloudShell`, `AWS_Lambda_python3.12`. */
  readonly environment?: string | undefined;
  /** The kind of browser, when it is one. */
  readonly browser?: string | undefined;
}

/** CloudTrail keeps at most 1 KB of a user agent; the rest is no user agent. */
const MAX_LENGTH = 2048;

const LANGUAGES: readonly (readonly [RegExp, string])[] = [
  [/\blang\/(\w+)#([\w.]+)/, ''],
  [/\bPython\/([\d.]+)/, 'Python'],
  [/\bgo(1[\d.]+)/, 'Go'],
  [/(?<![\w-])java\/([\w.]+)/i, 'Java'],
  [/\bmd\/nodejs#v?([\d.]+)|\b(?:linux|darwin|win32)\/v(\d[\d.]*)|(?<!-)\bnode(?:js)?\/v?(\d[\d.]*)/i, 'Node.js'],
  [/\bRuby\/([\d.]+)/i, 'Ruby'],
  [/\bPHP\/([\d.]+)/i, 'PHP'],
  [/\bPowerShell(?:Core)?\/([\d.]+)/i, 'PowerShell'],
];

function languageOf(text: string): string | undefined {
  for (const [pattern, name] of LANGUAGES) {
    const match = pattern.exec(text);
    if (match === null) continue;
    const [first = '', second = ''] = match.slice(1).filter((part) => part !== undefined);
    return name === '' ? `${capital(first)} ${second}` : `${name} ${first}`;
  }
  return undefined;
}

function browserOf(text: string): string | undefined {
  if (!/^Mozilla\/\d/.test(text)) return undefined;
  const match =
    /\b(Edg|OPR|Firefox)\/(\d+)/.exec(text) ?? /\b(Chrome)\/(\d+)/.exec(text) ?? /\b(Safari)\/\d+/.exec(text);
  const names: Readonly<Record<string, string>> = { Edg: 'Edge', OPR: 'Opera' };
  const [, name = '', version = ''] = match ?? [];
  return match === null ? 'a browser' : `${own(names, name) ?? name} ${version}`.trim();
}

/** Takes a user agent apart; never fails, for the caller chooses the text. */
export function parseUserAgent(userAgent: string): UserAgent {
  const text = userAgent.slice(0, MAX_LENGTH).replace(/^\[(.*)\]$/s, '$1');
  const tools = TOOLS.flatMap((tool) => {
    const match = tool.pattern.exec(text);
    return match === null ? [] : [{ tool, version: match.groups?.['version'] }];
  });
  const command = /\b(?:md\/)?command[/#]([a-z0-9-]+)\.([a-z0-9-]+)/i.exec(text);
  const environment = /\bexec-env\/([\w.-]+)/.exec(text)?.[1];
  const system = SYSTEMS.find(([pattern]) => pattern.test(text));
  return {
    tools,
    system: system?.[1],
    architecture: (/\bmd\/arch#(\w+)/.exec(text) ?? /\b(x86_64|amd64|arm64|aarch64)\b/i.exec(text))?.[1],
    language: languageOf(text),
    command: command === null ? undefined : `${command[1] ?? ''} ${command[2] ?? ''}`,
    environment,
    browser: browserOf(text),
  };
}

/** A user agent in words: one line of facts, and what the programs in it mean. */
export interface UserAgentText {
  readonly line: string;
  readonly notes: readonly string[];
}

/** The program, where it ran, the CLI command and known attack tools; undefined when nothing of it is known. */
export function userAgentText(userAgent: string): UserAgentText | undefined {
  const parsed = parseUserAgent(userAgent);
  const [first] = parsed.tools;
  const attack = parsed.tools.filter(({ tool }) => tool.attack === true);
  const names = parsed.tools.map(({ tool, version }) =>
    version === undefined ? tool.name : `${tool.name} ${version}`,
  );
  const title = parsed.browser ?? names.join(', ');
  const line = facts(
    title === '' ? undefined : `**${title}**`,
    parsed.command === undefined ? undefined : `command ${code(`aws ${parsed.command}`, 120)}`,
    parsed.system,
    parsed.architecture,
    parsed.language,
    parsed.environment === undefined ? undefined : `runs in ${code(parsed.environment, 80)}`,
  );
  if (line === '') return undefined;
  const notes = [
    ...attack.map(({ tool }) => `**Attack tool:** ${tool.text}`),
    attack.length === 0 ? first?.tool.text : undefined,
  ];
  return { line, notes: notes.filter((note) => note !== undefined) };
}

/** Explains a user agent as one text. */
export function explainUserAgent(userAgent: string): Identified | undefined {
  const said = userAgentText(userAgent);
  return said && { kind: 'user agent', text: [said.line, ...said.notes].join('\n\n') };
}
