import type { RegexNode } from './parse';

/** More would cost more than they spare. */
const MOST = 6;

/**
 * Texts that are part of whatever an expression matches, the longest first: where one is missing there is no match, and
 * looking for a text is many times quicker than following an expression. Only what is asked with regard to case.
 */
export function literalsIn(node: RegexNode): string[] {
  const found = new Literals();
  found.visit(node);
  return [...new Set(found.all())].sort((a, b) => b.length - a.length).slice(0, MOST);
}

class Literals {
  private readonly texts: string[] = [];
  /** The characters that stand beside one another up to here. */
  private run = '';

  all(): string[] {
    this.end();
    return this.texts;
  }

  visit(node: RegexNode): void {
    switch (node.kind) {
      case 'empty':
      case 'assert':
      case 'look':
        // they take no characters
        return;
      case 'char':
        if (node.text === undefined) this.end();
        else this.run += node.text;
        return;
      case 'sequence':
        for (const part of node.parts) this.visit(part);
        return;
      case 'choice':
        this.end();
        this.texts.push(...common(node.parts.map(literalsIn)));
        return;
      case 'repeat':
        this.end();
        if (node.min > 0) this.texts.push(...literalsIn(node.part));
    }
  }

  private end(): void {
    if (this.run !== '') this.texts.push(this.run);
    this.run = '';
  }
}

/** Those of the first list that are part of something in each other one. */
function common([first = [], ...others]: readonly string[][]): string[] {
  return first.filter((text) => others.every((list) => list.some((other) => other.includes(text))));
}
