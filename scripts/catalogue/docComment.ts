/** A doc comment of the SDK taken apart. */
export interface DocComment {
  /** The HTML before the first block tag. */
  readonly html: string;
  readonly deprecated: boolean;
  /** The first titled example: the body of `const input = {…};`. */
  readonly example?: { readonly title: string; readonly input: string } | undefined;
}

function exampleOf(body: string): DocComment['example'] {
  for (const match of body.matchAll(/^@example (\S.*)\n```javascript\n([^]*?)^```/gm)) {
    const input = /^const input = (\{[^]*?^\});$/m.exec(match[2] ?? '')?.[1];
    const title = (match[1] ?? '').trim();
    if (input !== undefined && title !== '') return { title, input };
  }
  return undefined;
}

/** Parses the raw text of one doc comment, delimiters included. */
export function parseDocComment(raw: string): DocComment {
  const body = raw
    .replace(/^\/\*\*/, '')
    .replace(/\*\/$/, '')
    .replace(/^[ \t]*\* ?/gm, '')
    .trim();
  const tagAt = /^@\w/m.exec(body)?.index ?? body.length;
  return { html: body.slice(0, tagAt).trim(), deprecated: /^@deprecated\b/m.test(body), example: exampleOf(body) };
}
