import type { Input } from '../../input.ts';
import { builtinFormat, compileFormat, type NumberFormat, plainNumber } from './number-format.ts';
import { readElements } from './package.ts';

/** Number format of each cell style, by the index cells refer to. */
export type Styles = readonly NumberFormat[];

/** Spreadsheets allow 65 490 cell styles. */
const maxStyles = 100_000;

/** Reads what styles do to numbers; fonts and colours are passed by. */
export async function readStyles(input: Input): Promise<Styles> {
  const codes = new Map<number, NumberFormat>();
  const styles: NumberFormat[] = [];
  let inCellStyles = false;
  await readElements(input, (name, attributes) => {
    if (name === 'numFmt' && codes.size < maxStyles) {
      codes.set(Number(attributes['numFmtId']), compileFormat(attributes['formatCode'] ?? ''));
    } else if (name === 'cellXfs') inCellStyles = true;
    else if (name === 'cellStyleXfs' || name === 'cellStyles' || name === 'dxfs') inCellStyles = false;
    else if (name === 'xf' && inCellStyles && styles.length < maxStyles) {
      const id = Number(attributes['numFmtId'] ?? 0);
      styles.push(codes.get(id) ?? builtinFormat(id));
    }
  });
  return styles;
}

export function styleAt(styles: Styles, index: string | undefined): NumberFormat {
  return index === undefined ? plainNumber : (styles[Number(index)] ?? plainNumber);
}
