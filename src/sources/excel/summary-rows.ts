import type { Finding } from '../../model/issue.ts';
import type { Scalar } from '../../model/row.ts';
import { isBlank } from './blank.ts';
import type { SheetRow } from './sheet.ts';

/** What the rows of a report are beside records, with the finding that says so. */
interface SummaryRow {
  readonly row: SheetRow;
  readonly finding: Finding;
}

/** Either a record or what a report adds to records. */
export type Sorted = SheetRow | SummaryRow;

/** Tells records from totals, groups and footers, one row behind the reader. */
export interface RowSorter {
  /** Takes the next row; gives rows that are decided, in order. */
  push(row: SheetRow): readonly Sorted[];
  /** The rows still waiting at the end of the sheet. */
  end(): readonly Sorted[];
}

const totalLabel =
  /^(?:(?:общий |промежуточный )?(?:итог[ои]?|всего)(?: по .*|,.*| оборот| за период| на конец| в рублях)?|(?:оборот|сальдо|остаток)(?: на (?:начало|конец))?(?: периода)?|grand total|sub ?total|total|count|sum|average|<\.\.\.>)\s*:?$/i;
/** `Москва Итог`, `Moscow Total`: the subtotals that Excel puts below a group, one level up. */
const subtotalLabel = /\s(?:итог|всего|количество|сумма|среднее|total|count|sum|average)$/i;
/** `Всего: 3`, `Итого клиентов 25`: a count in the label's own cell. */
const countedLabel =
  /^(?:общий )?(?:итого|всего|total)(?: (?:записей|строк|клиентов|контактов|контрагентов|компаний|организаций|позиций|records|rows))?[:\s—-]+\d[\d\s]*(?:шт\.?)?$/i;
const grandLabel = /^(?:общий )?(?:итог|всего)|^(?:grand )?total/i;
const footerLabel =
  /^(?:сформирован[оа]?|отч[её]т сформирован|дата формирования|исполнитель|ответственный|руководитель|главный бухгалтер|подпись|составил|проверил)[: ]|^copyright ©|^confidential information|^©|^generated (?:by|on)|^as of /i;

/** A footer of a report is short; more single cells than this below a total are a list. */
const maxFooterRows = 20;

/**
 * Sorts rows of a sheet. Rules, each named in the finding: a total is a row whose first text is a total's label and whose other cells
 * are amounts, or what Excel's subtotals put below a group; a group (1C) is a row of a name and amounts with deeper rows right below; a footer stands after a gap at the
 * end of the sheet and is known by its words, or by following a grand total with one cell a row.
 */
export function rowSorter(): RowSorter {
  let waiting: SheetRow | undefined;
  let afterTotal = false;
  let lastLine = 0;
  let lastLevel = 0;
  let footer: SummaryRow[] = [];

  const decide = (row: SheetRow, next: SheetRow | undefined): readonly Sorted[] => {
    const gap = lastLine > 0 && row.line > lastLine + 1;
    const isBelowGroup = row.level < lastLevel;
    lastLine = row.line;
    lastLevel = row.level;
    if (footer.length === 0 && isPlainRecord(row)) {
      afterTotal = false;
      return [row];
    }
    const cells = row.cells.filter((cell) => !isBlank(cell));
    const [first] = cells;
    const label = typeof first === 'string' ? first.trim() : '';
    if (isFooter(cells, label, afterTotal && (gap || footer.length > 0)) && footer.length < maxFooterRows) {
      footer.push({ row, finding: { code: 'excel.footer-row', args: { label: shortened(label) } } });
      return [];
    }
    // What looked like the footer was followed by more: it was not the end of the sheet.
    const released = footer.map((one) => one.row);
    footer = [];
    const sorted = sortRow(row, { cells, label, afterTotal, isBelowGroup, next });
    if ('finding' in sorted) afterTotal ||= grandLabel.test(label);
    else afterTotal = false;
    return [...released, sorted];
  };
  return {
    push(row) {
      const previous = waiting;
      waiting = row;
      return previous === undefined ? [] : decide(previous, row);
    },
    end() {
      const rest = waiting === undefined ? [] : [...decide(waiting, undefined)];
      return [...rest, ...footer];
    },
  };
}

/** Two texts, the second no amount: neither a total nor a group nor a footer. Nearly every row, so it is asked first. */
function isPlainRecord({ cells }: SheetRow): boolean {
  let labelled = false;
  for (const cell of cells) {
    if (isBlank(cell)) continue;
    if (labelled) {
      if (!isAmount(cell)) return true;
    } else if (typeof cell === 'string') labelled = true;
    else return false;
  }
  return false;
}

interface Clues {
  /** Filled cells. */
  readonly cells: readonly Scalar[];
  readonly label: string;
  readonly afterTotal: boolean;
  /** The row before stood deeper in the outline. */
  readonly isBelowGroup: boolean;
  readonly next: SheetRow | undefined;
}

function sortRow(row: SheetRow, { cells, label, afterTotal, isBelowGroup, next }: Clues): Sorted {
  if (label !== '' && !cells.slice(1).every(isAmount)) return row;
  if (label === '') {
    // A total may go on in rows without a label: Salesforce counts records there.
    const isMoreOfTotal = afterTotal && cells.length > 0 && cells.every(isAmount);
    return isMoreOfTotal ? { row, finding: { code: 'excel.total-row', args: { label: '' } } } : row;
  }
  if (totalLabel.test(label) || countedLabel.test(label) || (isBelowGroup && subtotalLabel.test(label)))
    return { row, finding: { code: 'excel.total-row', args: { label: shortened(label) } } };
  if (next !== undefined && next.level > row.level) {
    return { row, finding: { code: 'excel.group-row', args: { label: shortened(label) } } };
  }
  return row;
}

function isFooter(cells: readonly Scalar[], label: string, afterGap: boolean): boolean {
  return cells.length === 1 && label !== '' && (afterGap || footerLabel.test(label));
}

const amountText = /^[-−(]?\d{1,3}(?:[\s\u00a0\u202f]?\d{3})*(?:[.,]\d+)?\)?\s?(?:%|₽|руб\.?|шт\.?)?$/;

/** A number a report adds up. Phones and tax numbers are longer than the amounts found there, unless these have a fraction. */
function isAmount(cell: Scalar): boolean {
  if (typeof cell === 'number') return Math.abs(cell) < 1e9 || !Number.isInteger(cell);
  if (typeof cell !== 'string') return false;
  const text = cell.trim();
  if (text === '-' || text === '—') return true;
  if (!amountText.test(text)) return false;
  return /[.,]\d{1,2}\D*$/.test(text) || text.replace(/\D/g, '').length < 10;
}

function shortened(label: string): string {
  return label.length > 80 ? `${label.slice(0, 79)}…` : label;
}
