import { parseArgs } from 'node:util';
import { FilterError } from '../query/filter/ast';
import { errorText } from '../case/errorText';
import { events } from './events';
import { explain } from './explain';
import { findings } from './findings';
import { group } from './group';
import { Output, UsageError } from './output';
import { summary } from './summary';

const HELP = `usage: cloudtrail COMMAND …
  summary PATH…                                   what was read, as one JSON object
  events PATH… [--where FILTER] [--fields a,b.c]  one JSON object an event, in order of time
  group FACET PATH… [--where FILTER]              one JSON object a value, by count
  findings PATH… [--rules PATH]… [--no-bundled]   one JSON object a suspicious event,
           [--format ndjson|text|sarif]           or a line for people each rule, identity and network, or
                                                  all of them as a SARIF 2.1.0 log
           [--account ID]…                        accounts of your own: sharing with them is fine
           [--ip-database ip-ranges.json]         AWS’s own list: whose address is not AWS’s?
  explain EVENTSOURCE EVENTNAME [--path requestParameters.…] [--field NAME] [--value STRING]
                                                  what the hover says, as Markdown
  explain --event EVENTID PATH…                   all about one event, as a Markdown document
          [--rules PATH]… [--no-bundled]          with what these rules find on it
          [--account ID=NAME]… [--ip-database FILE.mmdb|ip-ranges.json]…
A PATH is a log, a folder that is searched for logs, a pipe, or - for standard input; behind --rules a Sigma file, a
folder of them, or a glob in quotes. Everything is read offline.
Exit code: 0; 2 for wrong usage; 3 when a source or a rule file could not be read, all rules of --rules were rejected, or a source
could not be read again when its events were looked at (the rest is answered all the same, and stderr says what is missing); 1 when the answer could not be
written.`;

/** The exit codes that scripts may rely on. */
const EXIT = { ok: 0, usage: 2, unread: 3 } as const;

const OPTIONS = {
  where: { type: 'string' },
  fields: { type: 'string' },
  rules: { type: 'string', multiple: true },
  'no-bundled': { type: 'boolean' },
  format: { type: 'string' },
  path: { type: 'string' },
  field: { type: 'string' },
  value: { type: 'string' },
  event: { type: 'string' },
  account: { type: 'string', multiple: true },
  'ip-database': { type: 'string', multiple: true },
  help: { type: 'boolean', short: 'h' },
} as const;

const COMMANDS = { summary, events, group, findings, explain };

/** The options each command takes. */
const TAKES: Readonly<Record<keyof typeof COMMANDS, readonly string[]>> = {
  summary: [],
  events: ['where', 'fields'],
  group: ['where'],
  findings: ['rules', 'no-bundled', 'format', 'account', 'ip-database'],
  explain: ['path', 'field', 'value', 'event', 'rules', 'no-bundled', 'account', 'ip-database'],
};

/** Runs one command line and returns the exit code; answers go to stdout, messages to stderr. */
export async function runCli(args: readonly string[]): Promise<number> {
  const output = new Output();
  try {
    const { values, positionals } = parsed(args);
    const [name, ...rest] = positionals;
    if (values.help || name === undefined) {
      output.line(HELP);
      return values.help ? EXIT.ok : EXIT.usage;
    }
    if (!Object.hasOwn(COMMANDS, name)) throw new UsageError(`unknown command: ${name}`);
    const command = name as keyof typeof COMMANDS;
    for (const option of Object.keys(values)) {
      if (!TAKES[command].includes(option)) throw new UsageError(`${command} takes no --${option}`);
    }
    return (await COMMANDS[command](rest, values, output)) ? EXIT.ok : EXIT.unread;
  } catch (error) {
    if (error instanceof UsageError) output.message(error.message, '', ...HELP.split('\n'));
    else if (error instanceof FilterError) output.message(`--where, at character ${error.at + 1}: ${error.message}`);
    else throw error;
    return EXIT.usage;
  } finally {
    await output.end();
  }
}

function parsed(args: readonly string[]) {
  try {
    return parseArgs({ args: withValuesJoined(args), options: OPTIONS, allowPositionals: true });
  } catch (error) {
    throw new UsageError(errorText(error));
  }
}

/** `--where -readOnly:read` becomes `--where=-readOnly:read`: a filter may begin with a dash, which parseArgs would refuse. */
function withValuesJoined(args: readonly string[]): string[] {
  const joined: string[] = [];
  for (let n = 0; n < args.length; n++) {
    const arg = args[n] as string;
    const option = arg.startsWith('--') ? OPTIONS[arg.slice(2) as keyof typeof OPTIONS] : undefined;
    const value = args[n + 1];
    if (option?.type === 'string' && value?.startsWith('-')) {
      joined.push(`${arg}=${value}`);
      n++;
    } else joined.push(arg);
  }
  return joined;
}

export type Options = ReturnType<typeof parsed>['values'];
