import assert from 'node:assert/strict';
import { matches, type DetectionRow } from './support';
import { conditionRows } from './tables/conditions';
import { modifierRows } from './tables/modifiers';
import { plainRows } from './tables/plain';
import { presenceRows } from './tables/presence';
import { secondReaderRows } from './tables/second-reader';
import { specialRows } from './tables/special';
import { trapRows } from './tables/traps';

const tables: Readonly<Record<string, readonly DetectionRow[]>> = {
  'plain values and wildcards': plainRows,
  'presence and paths': presenceRows,
  modifiers: modifierRows,
  'expressions, networks, references, encodings': specialRows,
  'conditions and keywords': conditionRows,
  'traps and pairs': trapRows,
  'a second reading of the specification': secondReaderRows,
};

describe('conformance of detections', () => {
  for (const [theme, rows] of Object.entries(tables)) {
    describe(theme, () => {
      for (const { name, detection, yes, no } of rows) {
        it(name, () => {
          for (const event of yes) assert.equal(matches(detection, event), true, JSON.stringify(event));
          for (const event of no) assert.equal(matches(detection, event), false, JSON.stringify(event));
        });
      }
    });
  }

  it('has no two rows of one name in a table', () => {
    for (const rows of Object.values(tables)) {
      assert.equal(new Set(rows.map((row) => row.name)).size, rows.length);
    }
  });
});
