import type { DedupeRules } from '../../src/model/dedupe.ts';
import { defaultDedupeRules } from '../../src/model/dedupe.ts';
import type { EntityData } from '../../src/model/entity.ts';
import type { Staged } from '../../src/model/staged.ts';
import { match } from '../../src/matching/index.ts';
import type { MatchedKind, MatchInput, MatchOutcome } from '../../src/matching/matcher.ts';

/** Short ways to write records in tests: `phones` and `emails` as plain text. */
interface Points {
  readonly phones?: readonly string[];
  readonly emails?: readonly string[];
  readonly system?: string;
  readonly key?: string;
}

type Lists = 'phones' | 'emails';

function points({ phones, emails }: Points) {
  return {
    ...(phones && {
      phones: phones.map((text, index) => {
        const [value = '', ext] = text.split('x');
        return { value, raw: text, type: 'mobile' as const, primary: index === 0, ...(ext && { ext }) };
      }),
    }),
    ...(emails && {
      emails: emails.map((value, index) => ({ value, raw: value, type: 'work' as const, primary: index === 0 })),
    }),
  };
}

export function person(
  seq: number,
  full_name: string,
  given: Points & Omit<Partial<EntityData['contact']>, Lists> = {},
): Staged<'contact'> {
  const { phones, emails, system = 'crm', key = String(seq), ...rest } = given;
  const lists = points({ ...(phones && { phones }), ...(emails && { emails }) });
  return { seq, kind: 'contact', system, key, data: { full_name, ...rest, ...lists } };
}

export function firm(
  seq: number,
  name: string,
  given: Points & Omit<Partial<EntityData['company']>, Lists> = {},
): Staged<'company'> {
  const { phones, emails, system = 'crm', key = String(seq), ...rest } = given;
  const lists = points({ ...(phones && { phones }), ...(emails && { emails }) });
  return { seq, kind: 'company', system, key, data: { name, ...rest, ...lists } };
}

export async function matched<K extends MatchedKind>(
  kind: K,
  records: readonly Staged<K>[],
  rules: Partial<DedupeRules> = {},
  given: Pick<MatchInput<K>, 'companyName' | 'decisions'> = {},
): Promise<MatchOutcome> {
  return match(
    { kind, records: () => [records.slice(0, 2), records.slice(2)], ...given },
    { ...defaultDedupeRules, ...rules },
    { signal: new AbortController().signal, report: () => {}, fact: () => {}, event: () => {}, now: () => new Date(0) },
  );
}

export function groups(outcome: MatchOutcome): readonly (readonly number[])[] {
  return [...outcome.clusters].map(({ members }) => members);
}

const names = ['Воробьёв', 'Щукин', 'Лебедев', 'Громов', 'Киселёв', 'Дроздов', 'Фомин', 'Зуев', 'Носков', 'Рябов'];
const firsts = ['Олег', 'Пётр', 'Егор', 'Лев', 'Яков', 'Марк', 'Фёдор', 'Глеб', 'Артём', 'Денис'];

/** People with nothing in common, so that a test has a file around its few records. */
export function crowd(from: number, count: number): Staged<'contact'>[] {
  return Array.from({ length: count }, (_, index) => {
    const last = `${names[index % 10]}${'абвгдежзик'.charAt(Math.floor(index / 10) % 10)}ский`;
    const first = firsts[(index * 7 + Math.floor(index / 10)) % 10] ?? '';
    return person(from + index, `${last} ${first}`, {
      phones: [`+7903${String(1_000_003 + index * 7919).slice(0, 7)}`],
    });
  });
}
