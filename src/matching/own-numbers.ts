import type { ReadColumn } from './feature-table.ts';
import type { KindModel } from './kind-model.ts';

/** Numbers that the state gives to one: two records with an equal right one are asked about, however else they differ. */
export interface OwnNumbers {
  /** Features with one value that hold such numbers. */
  readonly features: readonly string[];
  /** True for a value of theirs that can only be of one: its check digits are right. */
  readonly isOwn: (value: string) => boolean;
  /** Features that tell apart units of one owner when both records have them and they differ. */
  readonly apart: readonly string[];
}

/** Of more records than this that differ, a number is that of an agent or a filler typed again and again. */
const MOST_CARRIERS = 5;

type Columns = (name: string) => ReadColumn;
type Model = Pick<KindModel, 'ownNumbers'>;

/** The features of a model with their values that speak for a question, as 1. Those without such a value are left out. */
function askedValues(
  { ownNumbers }: Model,
  column: Columns,
): readonly { readonly ids: Int32Array; readonly isAsked: Uint8Array }[] {
  if (ownNumbers === undefined) return [];
  return ownNumbers.features.flatMap((feature) => {
    const { ids, dictionary } = column(feature);
    const isAsked = Uint8Array.from(dictionary.carriers, (carriers, id) =>
      carriers > 1 && carriers <= MOST_CARRIERS && ownNumbers.isOwn(dictionary.text(id)) ? 1 : 0,
    );
    return isAsked.includes(1) ? [{ ids, isAsked }] : [];
  });
}

/** The pairs that are asked about whatever their score; undefined when no two records share such a number. */
export function sharedNumber(model: Model, column: Columns): ((left: number, right: number) => boolean) | undefined {
  const values = askedValues(model, column);
  if (values.length === 0) return undefined;
  const apart = (model.ownNumbers?.apart ?? []).map((feature) => column(feature).ids);
  return (left, right) =>
    values.some(({ ids, isAsked }) => ids[left] === ids[right] && isAsked[ids[left] ?? -1] === 1) &&
    !apart.some((ids) => ids[left] !== ids[right] && ids[left] !== -1 && ids[right] !== -1);
}

/** For each such number of a record the record and the number's own number, from 1: equal ones speak for a question. */
export function* askedNumbers(
  model: Model,
  column: Columns,
  places: readonly number[],
): Iterable<readonly [place: number, said: number]> {
  let before = 1;
  for (const { ids, isAsked } of askedValues(model, column)) {
    for (const place of places) {
      const id = ids[place] ?? -1;
      if (isAsked[id] === 1) yield [place, before + id];
    }
    before += isAsked.length;
  }
}
