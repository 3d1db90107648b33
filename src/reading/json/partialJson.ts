const MAX_DEPTH = 20;

/** The first JSON value of a text that may end anywhere, as far as it goes; undefined where there is none. Never throws. */
export function partialJson(text: string): unknown {
  return new Partial(text).value(0);
}

class Partial {
  private at = 0;
  /** The text ended, or is no JSON from here on: what was read until then is the answer. */
  private over = false;

  constructor(private readonly text: string) {}

  value(depth: number): unknown {
    this.space();
    const c = this.text[this.at];
    if (depth > MAX_DEPTH) this.over = true;
    if (this.over) return undefined;
    if (c === '{') return this.object(depth);
    if (c === '[') return this.array(depth);
    return c === '"' ? this.string() : this.word();
  }

  private object(depth: number): unknown {
    // no prototype: a log may name a member __proto__
    const object = Object.create(null) as Record<string, unknown>;
    this.at++;
    for (this.space(); !this.over && this.text[this.at] !== '}'; this.separator()) {
      const key = this.text[this.at] === '"' ? this.string() : undefined;
      this.space();
      if (key === undefined || this.text[this.at++] !== ':') this.over = true;
      else {
        const value = this.value(depth + 1);
        if (value !== undefined) object[key] = value;
      }
    }
    this.at++;
    return object;
  }

  private array(depth: number): unknown[] {
    const array: unknown[] = [];
    this.at++;
    for (this.space(); !this.over && this.text[this.at] !== ']'; this.separator()) {
      const value = this.value(depth + 1);
      if (value !== undefined) array.push(value);
    }
    this.at++;
    return array;
  }

  private separator(): void {
    this.space();
    if (this.at >= this.text.length) this.over = true;
    else if (this.text[this.at] === ',') {
      this.at++;
      this.space();
    } else if (!']}'.includes(this.text.charAt(this.at))) this.over = true;
  }

  private string(): string | undefined {
    const start = this.at;
    for (let i = start + 1; i < this.text.length; i++) {
      const c = this.text[i];
      if (c === '\\') i++;
      else if (c === '"') {
        this.at = i + 1;
        const inside = this.text.slice(start + 1, i);
        return inside.includes('\\') ? (parsed(`"${inside}"`) as string | undefined) : inside;
      }
    }
    // cut off: its beginning may still tell what it is
    this.over = true;
    return this.text.slice(start + 1).replace(/\\(["\\/])/g, '$1');
  }

  private word(): unknown {
    const [word = ''] = /^[\w+.-]*/.exec(this.text.slice(this.at, this.at + 64)) ?? [];
    this.at += word.length;
    const value = parsed(word);
    if (value === undefined) this.over = true;
    return value;
  }

  private space(): void {
    for (let c = this.text.charCodeAt(this.at); c === 0x20 || c === 0x0a || c === 0x0d || c === 0x09;) {
      c = this.text.charCodeAt(++this.at);
    }
  }
}

function parsed(json: string): unknown {
  try {
    return JSON.parse(json);
  } catch {
    return undefined;
  }
}
