import type { Dictionary } from './dictionary.ts';
import type { ReadColumn } from './feature-table.ts';
import { rememberPairs } from './pair-memo.ts';
import { unlikeBySigns, type ValueSigns } from './value-signs.ts';

/** One outcome of comparing a field. */
export interface Level {
  readonly name: string;
  /** Weight in bits; for a level with `frequency` it is added to the rarity of the value. */
  readonly bits: number;
  /** Equal values: how rare they are counts, at most this many bits. */
  readonly frequency?: Frequency;
  /** Learning may not move the weight above or below these. */
  readonly most?: number;
  readonly least?: number;
}

/** How the rarity of a value is measured. */
export interface Frequency {
  readonly cap: number;
  /** A share a value is expected to have before any is seen, and how many records that belief is worth. */
  readonly expected: number;
  readonly belief: number;
  /**
   * For values that ought to be unique: one that two records carry counts as carried by one, and exact repeats of a record
   * count once. Other values are counted in all records, so that eighty namesakes are eighty.
   */
  readonly identifier?: boolean;
}

/** How one field of two records is compared. Level 0 means that a side says nothing. */
export interface Comparison {
  readonly field: string;
  /** Numbered from 1. */
  readonly levels: readonly Level[];
  /** The level of a pair. For levels with frequency the agreed value is left in `agreed`. */
  readonly level: (left: number, right: number) => number;
  /** The feature whose values `agreed` numbers. */
  readonly column?: ReadColumn;
  /** True when the level is 0 wherever a side has no value of `column`, so that it need not be asked for. */
  readonly needsBoth?: boolean;
  readonly agreed?: () => number;
}

/** How many records a table has, and how many of them differ in their features. */
export interface TableSize {
  readonly records: number;
  readonly representatives: number;
}

/** Rarity in bits of every value of a feature: log2 of one over its share, smoothed for small files. */
export function rarityOf(column: ReadColumn, size: TableSize, frequency: Frequency): Float64Array {
  const { counts, carriers, size: values } = column.dictionary;
  const bits = new Float64Array(values);
  const { cap, expected, belief, identifier } = frequency;
  const records = identifier ? size.representatives : size.records;
  for (let id = 0; id < values; id += 1) {
    const count = identifier ? Math.max(2, carriers[id] ?? 0) - 1 : (counts[id] ?? 0);
    const share = (count + expected * belief) / (records + belief);
    bits[id] = Math.min(cap, Math.max(0, -Math.log2(share)));
  }
  return bits;
}

type Grade = (left: string, right: string) => number;

/** Of more values than this most pairs are met once. */
const MOST_REMEMBERED = 1 << 17;

/** Grades values by their numbers; those met often are graded once. */
function gradeNumbers(
  dictionary: Dictionary,
  { grade, signs }: { readonly grade?: Grade; readonly signs?: ValueSigns },
): (left: number, right: number) => number {
  if (grade === undefined) return () => 0;
  const graded = (left: number, right: number): number => grade(dictionary.text(left), dictionary.text(right));
  const find = dictionary.size > MOST_REMEMBERED ? graded : rememberPairs(dictionary.size, graded);
  if (signs === undefined) return find;
  const areUnlike = unlikeBySigns(dictionary.columns, signs);
  return (left, right) => (areUnlike(left, right) ? 0 : find(left, right));
}

/** Compares features with one value: equal, or the first of the graded levels whose test holds, or different. */
export function singleComparison(given: {
  readonly field: string;
  readonly column: ReadColumn;
  /** The first level is `equal`, the last `differs`; between them as many as `grade` tells apart. */
  readonly levels: readonly Level[];
  /** 1 for the first graded level and so on; 0 when the values differ. */
  readonly grade?: Grade;
  /** Where they tell two values apart, these are not graded. */
  readonly signs?: ValueSigns;
}): Comparison {
  const { field, column, levels } = given;
  const { ids, dictionary } = column;
  const grade = gradeNumbers(dictionary, given);
  const differs = levels.length;
  let agreed = -1;
  return {
    field,
    column,
    needsBoth: true,
    levels,
    agreed: () => agreed,
    level: (left, right) => {
      const a = ids[left] ?? -1;
      const b = ids[right] ?? -1;
      if (a === -1 || b === -1) return 0;
      if (a === b) {
        agreed = a;
        return 1;
      }
      const graded = grade(a, b);
      return graded === 0 ? differs : graded + 1;
    },
  };
}

/** Compares lists: the best pair of values counts; among equal ones the rarest. */
export function listComparison(given: {
  readonly field: string;
  readonly column: ReadColumn;
  readonly levels: readonly Level[];
  readonly grade?: Grade;
  /** Where they tell two values apart, these are not graded. */
  readonly signs?: ValueSigns;
}): Comparison {
  const { field, column, levels } = given;
  const { ids, starts, dictionary } = column;
  const grade = gradeNumbers(dictionary, given);
  const { counts } = dictionary;
  const differs = levels.length;
  let agreed = -1;
  const best = (left: number, right: number): number => {
    let level = differs;
    const leftEnd = starts[left + 1] ?? 0;
    const rightEnd = starts[right + 1] ?? 0;
    agreed = -1;
    for (let i = starts[left] ?? 0; i < leftEnd; i += 1) {
      const a = ids[i] ?? -1;
      for (let j = starts[right] ?? 0; j < rightEnd; j += 1) {
        const b = ids[j] ?? -1;
        if (a === b) {
          if (agreed === -1 || (counts[a] ?? 0) < (counts[agreed] ?? 0)) agreed = a;
          level = 1;
        } else if (level > 2) {
          const graded = grade(a, b);
          if (graded !== 0 && graded + 1 < level) level = graded + 1;
        }
      }
    }
    return level;
  };
  return {
    field,
    column,
    needsBoth: true,
    levels,
    agreed: () => agreed,
    level: (left, right) =>
      starts[left] === starts[left + 1] || starts[right] === starts[right + 1] ? 0 : best(left, right),
  };
}

/** The name of the level that two records have in a field. */
export function levelNames(comparisons: readonly Comparison[], field: string): (left: number, right: number) => string {
  const comparison = comparisons.find((one) => one.field === field);
  if (comparison === undefined) throw new RangeError(`no comparison of ${field}`);
  const { levels, level } = comparison;
  return (left, right) => levels[level(left, right) - 1]?.name ?? '';
}
