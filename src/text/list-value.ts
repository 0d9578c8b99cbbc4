import { foldName, nearestName } from './nearest-name.ts';

/** A value of a list, as people see it. */
export interface ListValue {
  readonly id: string;
  readonly name: string;
}

/** By its code, else by its name as people see it; case, ё and spaces do not matter in names. */
export function findNamed<T extends ListValue>(values: readonly T[], text: string): T | undefined {
  const folded = foldName(text);
  return values.find(({ id }) => id === text) ?? values.find(({ name }) => foldName(name) === folded);
}

/** The name a person most likely meant; empty when there is none. */
export function nearestOf(values: readonly ListValue[], text: string): string {
  return (
    nearestName(
      text,
      values.map(({ name }) => name),
    ) ?? ''
  );
}
