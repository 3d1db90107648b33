/** How well text stands out from what it is written on. */
import type { Workbench } from '../support/workbench';

/** A run of text in the editor and its contrast by WCAG's formula: 1 is invisible, 21 is black on white. */
export interface Contrast {
  text: string;
  ratio: number;
}

// A text, because the project is type-checked without the DOM.
const READ = `(() => {
  const background = getComputedStyle(document.querySelector('.editor-group-container.active .monaco-editor-background'));
  const spans = document.querySelectorAll('.editor-group-container.active .view-line > span > span');
  return [...spans].map((span) => [span.textContent, getComputedStyle(span).color, background.backgroundColor]);
})()`;

/** The contrast of each run of text in view in the active editor; brackets, which the editor colours, are left out. */
export async function contrasts(wb: Workbench): Promise<Contrast[]> {
  const runs = await wb.page.evaluate<[string, string, string][]>(READ);
  return runs
    .filter(([text]) => /\w/.test(text))
    .map(([text, colour, background]) => ({ text, ratio: contrast(luminance(colour), luminance(background)) }));
}

function contrast(one: number, other: number): number {
  return (Math.max(one, other) + 0.05) / (Math.min(one, other) + 0.05);
}

/** Relative luminance of a colour as browsers write it, like `rgb(1, 2, 3)`. */
function luminance(colour: string): number {
  const [red = 0, green = 0, blue = 0] = (colour.match(/[\d.]+/g) ?? []).map((part) => {
    const value = Number(part) / 255;
    return value <= 0.03928 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}
