import assert from 'node:assert/strict';
import fs from 'node:fs';
import path from 'node:path';

const ROOT = path.join(__dirname, '..', '..', '..');

/** Relative luminance of a grey like `#949494`. */
function luminance(colour: string): number {
  const value = parseInt(colour.slice(1, 3), 16) / 255;
  return value <= 0.03928 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4;
}

function contrast(one: string, other: string): number {
  const [low = 0, high = 0] = [luminance(one), luminance(other)].sort((a, b) => a - b);
  return (high + 0.05) / (low + 0.05);
}

describe('the icon of a log', () => {
  // the dark one is that of the light high contrast theme too
  const GROUNDS = { light: ['#ffffff', '#f8f8f8'], dark: ['#1f1f1f', '#181818', '#000000', '#ffffff'] };

  for (const [kind, grounds] of Object.entries(GROUNDS)) {
    it(`stands out in every theme that shows the ${kind} one, by WCAG's least of 3`, () => {
      const svg = fs.readFileSync(path.join(ROOT, 'media', `file-${kind}.svg`), 'utf8');
      const colour = /stroke="(#([0-9A-F]{2})\2\2)"/.exec(svg)?.[1] ?? assert.fail('it is no grey');
      for (const ground of grounds) {
        const ratio = contrast(colour, ground);
        assert.ok(ratio >= 3, `${colour} on ${ground}: ${ratio.toFixed(2)}`);
      }
    });
  }
});
