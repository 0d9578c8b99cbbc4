import { isBlank } from './blank.ts';
import {
  isAmountText,
  isFooterLabel,
  isGrandLabel,
  isGroupLabel,
  isNameOfSomebody,
  isSubtotalLabel,
  isTotalLabel,
} from './report-labels.ts';

/** A row of a table, however its file is stored. */
export interface ReportRow {
  readonly cells: readonly unknown[];
  /** Depth in the outline or of the indentation; absent outside of groups. */
  readonly level?: number;
}

/** What a report adds to its records. */
export interface Aside {
  readonly kind: 'total' | 'group' | 'footer';
  /** The text that tells, shortened; may be empty in the further rows of a total. */
  readonly label: string;
}

/** Takes the rows that are decided, records in the order of the file. */
export interface SortedRows<R> {
  record(row: R): void;
  aside(row: R, what: Aside): void;
}

/** A footer of a report is short; more single cells than this below a total are a list. */
const maxFooterRows = 20;
/** Groups stand in one another: `Россия`, `Москва`, then records. More single cells than this in a row are a list of names. */
const maxNested = 2;

type Certainty = 'plain' | 'unsure';

/**
 * Tells records from what a report adds to them. Rules: a total is a row whose first text is a
 * total's label and whose other cells are amounts, or what Excel's subtotals put below a group; a group is a row of a name and
 * amounts with deeper rows right below, a row above fuller ones whose label calls itself a group, or, in a list that begins with
 * such a row, one cell in the first column that names nobody and stands above the row of somebody or of a code; a footer stands after a gap at the end and is known
 * by its words, or by following a grand total with one cell a row.
 */
export class ReportRows<R extends ReportRow> {
  readonly #sorted: SortedRows<R>;
  /** Rows whose kind the next ones tell; all but the first are single cells. */
  #held: R[] = [];
  #footer: { readonly row: R; readonly label: string }[] = [];
  #afterTotal = false;
  #lastLevel = 0;
  /** The list begins with the name of a group; undefined before its first row is known. */
  #grouped: boolean | undefined;

  constructor(sorted: SortedRows<R>) {
    this.#sorted = sorted;
  }

  /** Takes the next row; `afterGap`: an empty one stands above it. */
  push(row: R, afterGap: boolean): void {
    if (isPlainRecord(row.cells)) {
      this.#release(row, 'plain');
      this.#record(row);
      this.#afterTotal = false;
      this.#lastLevel = row.level ?? 0;
      return;
    }
    const filled = row.cells.filter((cell) => !isBlank(cell));
    const label = labelOf(filled);
    const aside = this.#asideAlone(row, filled, afterGap);
    if (aside !== undefined) {
      this.#release(row, 'unsure');
      this.#lastLevel = row.level ?? 0;
      if (aside.kind === 'footer') this.#footer.push({ row, label });
      else {
        this.#endFooter();
        this.#sorted.aside(row, aside);
        this.#afterTotal ||= isGrandLabel(label);
      }
      return;
    }
    const isLone = filled.length === 1;
    if (this.#held.length > 0 && !(isLone && this.#maysWait(row))) this.#release(row, 'unsure');
    this.#endFooter();
    this.#afterTotal = false;
    this.#lastLevel = row.level ?? 0;
    if (label !== '' && filled.slice(1).every(isAmount)) this.#held.push(row);
    else this.#record(row);
  }

  /** Gives what still waits at the end of the table. */
  end(): void {
    this.#release(undefined, 'unsure');
    const footer = this.#footer;
    this.#footer = [];
    for (const { row, label } of footer) {
      this.#sorted.aside(row, { kind: 'footer', label: shortened(label) });
    }
  }

  /** What a row is whatever follows it. */
  #asideAlone(row: R, filled: readonly unknown[], afterGap: boolean): Aside | undefined {
    const label = labelOf(filled);
    const followsTotal = this.#afterTotal && (afterGap || this.#footer.length > 0);
    if (filled.length === 1 && label !== '' && (followsTotal || isFooterLabel(label))) {
      if (this.#footer.length < maxFooterRows) return { kind: 'footer', label: shortened(label) };
    }
    if (label === '') {
      // A total may go on in rows without a label: Salesforce counts records there.
      const isMoreOfTotal = this.#afterTotal && filled.length > 0 && filled.every(isAmount);
      return isMoreOfTotal ? { kind: 'total', label: '' } : undefined;
    }
    if (!filled.slice(1).every(isAmount)) return undefined;
    const isBelowGroup = (row.level ?? 0) < this.#lastLevel;
    const isTotal = isTotalLabel(label) || (isBelowGroup && isSubtotalLabel(label));
    return isTotal ? { kind: 'total', label: shortened(label) } : undefined;
  }

  /** Several names of groups may stand above one another. */
  #maysWait(row: R): boolean {
    const last = this.#held.at(-1);
    return (
      this.#held.length < maxNested &&
      this.#held.every(({ cells }) => isLoneName(cells)) &&
      isLoneName(row.cells) &&
      (last?.level ?? 0) >= (row.level ?? 0)
    );
  }

  /** Decides what waits: `next` is the row below, undefined at the end. */
  #release(next: R | undefined, certainty: Certainty): void {
    if (this.#held.length > 0) {
      const held = this.#held;
      this.#held = [];
      const fuller = next !== undefined && (certainty === 'plain' || countFilled(next.cells) > 1) ? next : undefined;
      for (const [at, row] of held.entries()) this.#decide(row, held[at + 1] ?? next, fuller);
    }
    if (certainty === 'plain') this.#endFooter();
  }

  #decide(row: R, next: R | undefined, fuller: R | undefined): void {
    const filled = row.cells.filter((cell) => !isBlank(cell));
    const label = labelOf(filled);
    const isDeeper = next !== undefined && (next.level ?? 0) > (row.level ?? 0);
    const isNamed = fuller !== undefined && isGroupLabel(label, filled.length === 1);
    if (isDeeper || isNamed || this.#isGroupOfList(row, label, fuller)) {
      this.#grouped ??= true;
      this.#sorted.aside(row, { kind: 'group', label: shortened(label) });
    } else this.#record(row);
  }

  #isGroupOfList({ cells }: R, label: string, fuller: R | undefined): boolean {
    if (this.#grouped === false || fuller === undefined || !isLoneName(cells) || isNameOfSomebody(label)) return false;
    const [first] = fuller.cells;
    return typeof first !== 'string' || !/\p{L}/u.test(first) || isNameOfSomebody(first);
  }

  #record(row: R): void {
    this.#grouped ??= false;
    this.#sorted.record(row);
  }

  /** What looked like the footer was followed by more: it was not the end of the table. */
  #endFooter(): void {
    if (this.#footer.length === 0) return;
    const footer = this.#footer;
    this.#footer = [];
    for (const { row } of footer) this.#record(row);
  }
}

/** Two texts, the second no amount: neither a total nor a group nor a footer. Nearly every row, so it is asked first. */
function isPlainRecord(cells: readonly unknown[]): boolean {
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

function isAmount(cell: unknown): boolean {
  if (typeof cell === 'number') return Math.abs(cell) < 1e9 || !Number.isInteger(cell);
  return typeof cell === 'string' && isAmountText(cell);
}

/** Words in the first column and nothing beside them. */
function isLoneName(cells: readonly unknown[]): boolean {
  const [first] = cells;
  return typeof first === 'string' && /\p{L}/u.test(first) && cells.every((cell, at) => at === 0 || isBlank(cell));
}

function countFilled(cells: readonly unknown[]): number {
  let count = 0;
  for (const cell of cells) if (!isBlank(cell)) count += 1;
  return count;
}

function labelOf([first]: readonly unknown[]): string {
  return typeof first === 'string' ? first.trim() : '';
}

function shortened(label: string): string {
  return label.length > 80 ? `${label.slice(0, 79)}…` : label;
}
