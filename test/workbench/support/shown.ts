/** An element on the page, for functions that run there. */

/**
 * The few members of a DOM element that are used: the project is type-checked without the DOM, so that no room that has
 * to run in node comes to need it.
 */
export interface Shown {
  readonly textContent: string | null;
  readonly className: string;
  getAttribute(name: string): string | null;
  querySelector(selector: string): Shown | null;
  getBoundingClientRect(): {
    readonly top: number;
    readonly left: number;
    readonly width: number;
    readonly height: number;
  };
}

/** Matches an element whose whole text is this. The editor and some lists render spaces as no-break spaces. */
export function exactly(text: string): RegExp {
  return new RegExp(`^\\s*${pattern(text)}\\s*$`);
}

/** Matches an element that has this text. */
export function containing(text: string): RegExp {
  return new RegExp(pattern(text));
}

function pattern(text: string): string {
  return text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&').replace(/ /g, '[ \\u00a0]');
}
