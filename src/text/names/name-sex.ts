import type { NameCandidate, Sex } from './first-names.ts';
import type { NameToken } from './name-token.ts';
import type { Patronymic } from './patronymics.ts';

/** What the parts of a name say of the sex of their bearer. */
export interface SexSigns {
  readonly patronymic: Patronymic | undefined;
  readonly last: NameToken | undefined;
  readonly first: NameToken | undefined;
  readonly title: Sex | undefined;
}

/** Patronymic counts twice, surname, first name and title once each; a tie is unknown. */
export function sexOfSigns({ patronymic, last, first, title }: SexSigns): Sex | undefined {
  const balance =
    2 * vote(patronymic?.sex) +
    vote(last?.surname?.sex) +
    (first === undefined ? 0 : vote(onlySex(first.candidates))) +
    vote(title);
  return balance === 0 ? undefined : balance > 0 ? 'male' : 'female';
}

function vote(sex: Sex | undefined): number {
  return sex === undefined ? 0 : sex === 'male' ? 1 : -1;
}

function onlySex(candidates: readonly NameCandidate[]): Sex | undefined {
  const [head] = candidates;
  if (head === undefined || candidates.length === 1) return head?.sex;
  return candidates.every((other) => other.sex === head.sex) ? head.sex : undefined;
}
