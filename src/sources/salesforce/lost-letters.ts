import type { Context } from '../../context.ts';
import { InputError } from '../../errors.ts';
import { issueAt } from '../../model/issue.ts';
import { holdsWords } from './objects.ts';
import type { RawRecord, Sheet } from './sheet.ts';

/** A word that a Western encoding had no letters for. */
const lostWord = /^[^\p{L}\d?]*\?{2,}[^\p{L}\d?]*$/u;
/** A letter that no Western encoding has: the export was made in Unicode. */
const beyondWestern = /[\u0180-\u1FFF\u2C00-\uD7FF]/;
const minLost = 5;
const minShare = 0.05;
/** Cells seen before a share means anything; at the end it always does. */
const enoughWords = 500;

/**
 * Watches names and titles for words that consist of question marks only: letters that the encoding of the export could not hold.
 * Nothing restores them, so the reading stops as soon as it is certain.
 */
export class LostLetters {
  #words = 0;
  #lost = 0;
  #isUnicode = false;
  #worst:
    | { readonly file: string; readonly object: string; readonly column: string; readonly line: number }
    | undefined;

  /** @throws InputError when more than a small share of the words is lost */
  look(sheet: Sheet, places: readonly number[], { cells, line }: RawRecord): void {
    if (this.#isUnicode) return;
    for (const place of places) {
      const cell = cells[place] ?? '';
      if (cell === '') continue;
      this.#words += 1;
      if (!cell.includes('??')) {
        if (beyondWestern.test(cell)) this.#isUnicode = true;
        continue;
      }
      if (!cell.split(/[\s,;"]+/).some((word) => lostWord.test(word))) continue;
      this.#lost += 1;
      this.#worst ??= { file: sheet.input.file, object: sheet.object, column: sheet.columns[place] ?? '', line };
    }
    if (this.#words >= enoughWords) this.#check();
  }

  /** Says what was lost in an export that is well otherwise. @throws InputError as `look` does */
  finish(context: Context): void {
    this.#check();
    const worst = this.#worst;
    if (worst === undefined || this.#isUnicode) return;
    const { file, object, column, line } = worst;
    const args = { object, column, count: this.#lost };
    context.report(
      issueAt({ table: { file, name: object }, line }, { code: 'salesforce.lost-words', args }, { column }),
    );
  }

  #check(): void {
    const worst = this.#worst;
    if (worst === undefined || this.#isUnicode || this.#lost < minLost || this.#lost < this.#words * minShare) return;
    const { file, object, column } = worst;
    const percent = Math.round((this.#lost / this.#words) * 100);
    throw new InputError('salesforce.lost-letters', { file, object, column, percent });
  }
}

/** Positions of the columns that hold names and titles. */
export function wordPlaces({ columns }: Sheet): readonly number[] {
  return columns.flatMap((name, index) => (holdsWords(name) ? [index] : []));
}
