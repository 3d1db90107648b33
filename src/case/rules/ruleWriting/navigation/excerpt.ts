import type { WrittenSelection } from './documents';

const MAX_LINES = 12;
const MAX_LINE = 120;

/** What a selection asks for, by its lines as they are written, shortened; the empty ones at its end left out. */
export function excerptOf(lineAt: (line: number) => string, { at, lastLine }: WrittenSelection): string {
  const count = lastLine - at.line + 1;
  const lines = Array.from({ length: Math.min(count, MAX_LINES) }, (_, n) => lineAt(at.line + n));
  const indent = /^\s*/.exec(lines[0] ?? '')?.[0].length ?? 0;
  const own = lines.map((line) => cut(line.slice(Math.min(indent, line.search(/\S|$/)))));
  return [...own, ...(count > MAX_LINES ? ['  …'] : [])].join('\n');
}

function cut(line: string): string {
  return line.length > MAX_LINE ? `${line.slice(0, MAX_LINE)}…` : line;
}
