import { readDecimal, shift } from '../../text/decimal.ts';
import { type DateOrder, isoOf } from './dates.ts';
import { isFullId, isNullId, readId } from './id.ts';
import { type ColumnKind, columnKind, hasKnownPrefix } from './objects.ts';

/** What was done to the cells of one column. */
export interface ColumnChanges {
  repaired: number;
  broken: number;
  apostrophes: number;
}

interface Setting {
  /** The weekly export writes date-times in UTC without saying so, and dates with a midnight. */
  readonly isWeekly: boolean;
  readonly orderOf: (column: number) => DateOrder | undefined;
}

type Clean = (cell: string) => string;

const stamp = /^\d{4}-\d\d-\d\d \d\d:\d\d:\d\d$/;
const plainDecimal = /^-?\d+(?:\.\d+)?$/;
const exponent = /^(-?)(\d)(?:\.(\d+))?E\+?(\d{1,2})$/i;

/** Brings the cells of a table to the forms of the API: ids of 18 characters, ISO dates, `true` and `false`, plain decimals. */
export class Cleaner {
  readonly changes: readonly ColumnChanges[];
  readonly #steps: readonly { readonly index: number; readonly clean: Clean }[];

  constructor(columns: readonly string[], setting: Setting) {
    this.changes = columns.map(() => ({ repaired: 0, broken: 0, apostrophes: 0 }));
    this.#steps = columns.flatMap((name, index) => {
      const clean = this.#cleanOf(columnKind(name.split('.').at(-1) ?? name), index, setting);
      return clean === undefined ? [] : [{ index, clean }];
    });
  }

  clean(cells: string[]): void {
    for (const { index, clean } of this.#steps) {
      const cell = cells[index];
      if (cell !== undefined && cell !== '') cells[index] = clean(cell);
    }
  }

  #cleanOf(kind: ColumnKind, index: number, { isWeekly, orderOf }: Setting): Clean | undefined {
    const changes = this.changes[index] ?? { repaired: 0, broken: 0, apostrophes: 0 };
    switch (kind) {
      case 'id':
        return (cell) => cleanId(cell, changes);
      case 'date':
        return (cell) => cleanDate(cell, orderOf(index));
      case 'instant':
        return (cell) => cleanInstant(cell, isWeekly, orderOf(index));
      case 'flag':
        return cleanFlag;
      case 'number':
        return cleanNumber;
      case 'phone':
        return (cell) => cleanPhone(cell, changes);
      case 'currency':
        return (cell) => (cell === '000' ? '' : cell);
      case 'custom':
        return (cell) => cleanCustom(cell, isWeekly);
      case 'text':
        return undefined;
    }
  }
}

function cleanId(cell: string, changes: ColumnChanges): string {
  if (cell.length !== 18 && cell.length !== 15) return cell;
  // Fifteen characters prove nothing by themselves: numbers of contracts and terminals are as long.
  if (cell.length === 15 && !isNullId(cell) && !hasKnownPrefix(cell)) return cell;
  const { id, state } = readId(cell);
  if (state === 'fixed') changes.repaired += 1;
  else if (state === 'broken') changes.broken += 1;
  return id;
}

function cleanDate(cell: string, order: DateOrder | undefined): string {
  if (cell.length === 10 && cell.charCodeAt(4) === 0x2d) return cell;
  if (/^\d{4}-\d\d-\d\d[ T]/.test(cell)) return cell.slice(0, 10);
  const iso = isoOf(cell, order);
  return iso === cell ? cell : iso.slice(0, 10);
}

const local = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d$/;

function cleanInstant(cell: string, isWeekly: boolean, order: DateOrder | undefined): string {
  if (cell.length === 24 && cell.endsWith('.000Z')) return `${cell.slice(0, 19)}Z`;
  if (cell.length === 19 && stamp.test(cell)) return `${cell.slice(0, 10)}T${cell.slice(11)}${isWeekly ? 'Z' : ''}`;
  const iso = cell.endsWith('Z') ? cell : isoOf(cell, order);
  // A file of the weekly export that was saved again in a spreadsheet: another form, the same clock.
  return isWeekly && local.test(iso) ? `${iso}Z` : iso;
}

function cleanFlag(cell: string): string {
  if (cell === '0') return 'false';
  if (cell === '1') return 'true';
  return /^(?:true|false)$/i.test(cell) ? cell.toLowerCase() : cell;
}

/** Exact: `1.25E7` becomes `12500000`, other text is left to whoever knows the column. */
function cleanNumber(cell: string): string {
  if (plainDecimal.test(cell)) return cell;
  const found = exponent.exec(cell);
  if (found !== null) {
    const [, sign = '', whole = '', fraction = '', power = ''] = found;
    return sign + shift(fraction === '' ? whole : `${whole}.${fraction}`, Number(power));
  }
  const reading = readDecimal(cell.replaceAll(/[\s\u00A0\u202F]/g, ''));
  return reading.status === 'ok' ? reading.value : cell;
}

function cleanPhone(cell: string, changes: ColumnChanges): string {
  if (cell.charCodeAt(0) !== 0x27 || !/^'[+\-=@\d]/.test(cell)) return cell;
  changes.apostrophes += 1;
  return cell.slice(1);
}

/** A custom column may hold anything: only what proves itself is touched. */
function cleanCustom(cell: string, isWeekly: boolean): string {
  if (cell.length === 18 || cell.length === 15) return isNullId(cell) || isFullId(cell) ? readId(cell).id : cell;
  if (!isWeekly || cell.length !== 19 || !stamp.test(cell)) return cell;
  return cell.endsWith(' 00:00:00') ? cell.slice(0, 10) : `${cell.slice(0, 10)}T${cell.slice(11)}Z`;
}
