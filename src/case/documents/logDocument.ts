import type { DocumentAnalysis } from './documentAnalysis';
import { type EventSummary, summaryOf } from '../eventTable';

/** Numbers per record in {@link DocumentAnalysis.positions}. */
export const POSITIONS_A_RECORD = 8;

/** A place in a text: 0-based line and UTF-16 character. */
export interface TextPosition {
  readonly line: number;
  readonly character: number;
}

export interface TextRange {
  readonly start: TextPosition;
  readonly end: TextPosition;
}

/** What is known of one version of an open document: its records, where they stand, and what they say in a line. */
export class LogDocument {
  constructor(
    readonly uri: string,
    readonly version: number,
    readonly analysis: DocumentAnalysis,
  ) {}

  get records(): number {
    return this.analysis.records;
  }

  /** The whole record. */
  range(record: number): TextRange {
    return { start: this.position(record, 0), end: this.position(record, 3) };
  }

  /** The value of its eventName, quotes included; its first character when it has none. */
  nameRange(record: number): TextRange {
    return { start: this.position(record, 1), end: this.position(record, 2) };
  }

  event(record: number): EventSummary {
    return summaryOf(this.analysis.events, this.analysis.rows[record] as number);
  }

  eventOfRow(row: number): EventSummary {
    return summaryOf(this.analysis.events, row);
  }

  recordOfRow(row: number): number {
    return this.analysis.recordOfRow[row] as number;
  }

  /** The record that holds a place, or undefined between records; found by halving. */
  recordAt({ line, character }: TextPosition): number | undefined {
    let low = 0;
    let high = this.records - 1;
    while (low < high) {
      const middle = (low + high + 1) >> 1;
      if (isAfter(this.position(middle, 0), line, character)) high = middle - 1;
      else low = middle;
    }
    if (this.records === 0) return undefined;
    const { start, end } = this.range(low);
    return isAfter(start, line, character) || !isAfter(end, line, character) ? undefined : low;
  }

  private position(record: number, which: 0 | 1 | 2 | 3): TextPosition {
    const at = record * POSITIONS_A_RECORD + 2 * which;
    return { line: this.analysis.positions[at] as number, character: this.analysis.positions[at + 1] as number };
  }
}

function isAfter(position: TextPosition, line: number, character: number): boolean {
  return position.line > line || (position.line === line && position.character > character);
}
