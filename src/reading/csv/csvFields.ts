import type { Cell, Row } from './csv';
import type { Header } from './csvHeader';
import { type Layer, SliceLayer } from '../layers/layer';
import { columnKey, type Fields, type Value } from '../json/members';
import { undoubled } from '../layers/quoting';
import type { Translation } from '../translation/translation';

/** Fields of a row by the header's names, in any case. */
export class CsvFields implements Fields {
  constructor(
    private readonly source: Layer,
    private readonly header: Header,
    private readonly row: Row,
    private readonly nothing: Translation['nothing'],
  ) {}

  get paths(): readonly string[] {
    return this.header.paths;
  }

  get(path: string): Value | undefined {
    const cell = this.row.cells[this.header.keys.get(columnKey(path)) ?? -1];
    if (cell === undefined || cell.end === cell.start) return undefined;
    const layer = cellLayer(this.source, cell);
    if (layer.bytes.length === this.nothing?.length && new TextDecoder().decode(layer.bytes) === this.nothing)
      return undefined;
    return { layer, start: 0, end: layer.bytes.length, kind: 'text' };
  }
}

/** What a cell says. */
export function cellLayer(source: Layer, { start, end, quoted }: Cell): Layer {
  return quoted ? undoubled(source, start, end) : new SliceLayer(source, start, end);
}
