import { once } from 'node:events';
import { asEscapes, replaceUnseen } from '../record/unseen';
import { type Notice, noticeInWords } from './notice';
import { StatusLine } from './statusLine';

/** The command line cannot be carried out as it stands. */
export class UsageError extends Error {}

const BATCH = 1 << 16;

/** JSON of which every character is seen: nearly all of it. */
const SEEN = /^[ -~]*$/;

function escaped(character: string): string {
  return `\\u{${(character.codePointAt(0) ?? 0).toString(16)}}`;
}

/** The exit code where the answer cannot be written. */
const UNWRITTEN = 1;

/**
 * Lines to stdout, gathered into large writes, and messages to stderr. A reader of the answer that stops early ends the
 * program quietly; one of the messages takes nothing from the answer.
 */
export class Output {
  private waiting: string[] = [];
  private size = 0;
  private readonly statusLine = new StatusLine(process.stderr);
  /** What was told so far of what was read. */
  readonly notices: Notice[] = [];

  constructor() {
    process.stdout.on('error', (error: NodeJS.ErrnoException) => {
      if (error.code === 'EPIPE') process.exit(0);
      this.message(`The answer cannot be written: ${error.code === 'ENOSPC' ? 'the disk is full' : error.message}.`);
      process.exit(UNWRITTEN);
    });
    process.once('exit', () => this.statusLine.clear());
    process.stderr.on('error', () => undefined);
  }

  line(text: string): void {
    this.waiting.push(text, '\n');
    this.size += text.length + 1;
  }

  /** A line for people. What is not seen in it is escaped, as in {@link message}. */
  text(line: string): void {
    this.line(replaceUnseen(line, escaped));
  }

  json(value: unknown): void {
    this.jsonLine(JSON.stringify(value));
  }

  /** A line that is JSON, or a part of it. What is not seen in it is escaped: texts of logs may steer the terminal. */
  jsonLine(json: string): void {
    this.line(SEEN.test(json) ? json : replaceUnseen(json, asEscapes));
  }

  /** To be awaited now and then while many lines are written: it waits until the reader keeps up. */
  async breathe(): Promise<void> {
    if (this.size >= BATCH) await this.end();
  }

  /** What is not seen in it is escaped: names of files may forge a line, or steer the terminal. */
  message(...lines: readonly string[]): void {
    this.statusLine.clear();
    for (const line of lines) process.stderr.write(`${replaceUnseen(line, escaped)}\n`);
  }

  /** A message that answers in formats with a place for it repeat. */
  notice(...notices: readonly Notice[]): void {
    this.notices.push(...notices);
    this.message(...notices.map(noticeInWords));
  }

  /** Says what is going on, to a person at a terminal, until something else is said. */
  status(text: string): void {
    this.statusLine.show(text);
  }

  async end(): Promise<void> {
    this.statusLine.clear();
    const text = this.waiting.join('');
    this.waiting = [];
    this.size = 0;
    if (text !== '' && !process.stdout.write(text)) await once(process.stdout, 'drain');
  }
}
