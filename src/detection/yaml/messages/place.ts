import type { Span } from '../../problem';

/** A dash or a key with its colon, and the white space behind it. */
const DASHES = /^[ \t]*(?:-[ \t]+)*/;
const KEY =
  /^(?:"(?:[^"\\]|\\.)*"|'(?:[^']|'')*'|[^\s#'"[\]{}:][^#'"[\]{}:]*(?::[^\s#'"[\]{}:][^#'"[\]{}:]*)*)[ \t]*:[ \t]+/;
/** In quotes `#` is a sign like others. */
const QUOTED = /^(?:"(?:[^"\\]|\\.)*"|'(?:[^']|'')*')/;
const IN_BRACKETS = /^[^,\]}#]*/;
/** No value that somebody wrote by hand stands in a longer line, and patterns take their time with them. */
const MAX_LINE = 2000;

/** A place in a text, and what stands around it in its line. */
export class Place {
  readonly lineStart: number;
  readonly lineEnd: number;

  constructor(
    readonly text: string,
    readonly at: number,
  ) {
    const start = at === 0 ? 0 : text.lastIndexOf('\n', at - 1) + 1;
    // a byte order mark is white space to patterns, and none to YAML
    this.lineStart = text.charCodeAt(start) === 0xfeff && start < at ? start + 1 : start;
    const end = text.indexOf('\n', at);
    const line = text.slice(this.lineStart, end < 0 ? text.length : end);
    this.lineEnd = this.lineStart + (line.endsWith('\r') ? line.length - 1 : line.length);
  }

  get before(): string {
    return this.text.slice(Math.max(this.lineStart, this.at - MAX_LINE), this.at);
  }

  get rest(): string {
    return this.text.slice(this.at, Math.min(this.lineEnd, this.at + MAX_LINE));
  }

  get sign(): string {
    return this.text.charAt(this.at);
  }

  /** From 0. */
  get column(): number {
    return this.at - this.lineStart;
  }

  /** The first sign of its line that is no white space. */
  get line(): Place {
    return this.behindSpace(this.lineStart);
  }

  /** The first sign of the next line that is not empty; itself where there is none. */
  get lineBelow(): Place {
    const below = new Place(this.text, this.lineEnd).next;
    return below.at > this.lineEnd ? below : this;
  }

  /** The first sign of the line above that is not empty. */
  get lineAbove(): Place | undefined {
    const above = this.text.slice(Math.max(0, this.lineStart - MAX_LINE), this.lineStart).trimEnd();
    const at = this.lineStart - (Math.min(this.lineStart, MAX_LINE) - above.length);
    return above === '' ? undefined : new Place(this.text, at - 1).line;
  }

  /** The next sign that is no white space, in this line or below it. */
  get next(): Place {
    const [space = ''] = /^\s*/.exec(this.text.slice(this.at, this.at + MAX_LINE)) ?? [];
    return this.text.length > this.at + space.length ? new Place(this.text, this.at + space.length) : this;
  }

  /** Where the value begins that this is in: behind its key, or behind a dash. */
  get valueStart(): Place {
    const line = this.text.slice(this.lineStart, Math.min(this.lineEnd, this.lineStart + MAX_LINE));
    const dashes = DASHES.exec(line)?.[0].length ?? 0;
    const key = KEY.exec(line.slice(dashes))?.[0].length ?? 0;
    const start = this.lineStart + dashes + key;
    return new Place(this.text, start <= this.at ? start : Math.min(this.lineStart + dashes, this.at));
  }

  /** From here to the end of the line, without comment; in brackets to the next comma or bracket. */
  value(inBrackets = false): Span {
    const { rest } = this;
    const quoted = QUOTED.exec(rest)?.[0].length ?? 0;
    const behind = rest.slice(quoted);
    const comment = behind.search(/[ \t]#/);
    const length = inBrackets ? (IN_BRACKETS.exec(behind)?.[0].length ?? 0) : comment < 0 ? behind.length : comment;
    return this.span(Math.max(rest.slice(0, quoted + length).trimEnd().length, 1));
  }

  private behindSpace(start: number): Place {
    const [space = ''] = /^[ \t]*/.exec(this.text.slice(start, this.lineEnd)) ?? [];
    return new Place(this.text, start + space.length);
  }

  span(length = 1): Span {
    return { start: this.at, end: Math.min(this.at + length, Math.max(this.lineEnd, this.at)) };
  }
}
