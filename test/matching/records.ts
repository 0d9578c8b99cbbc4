import type { DedupeRules } from '../../src/model/dedupe.ts';
import { defaultDedupeRules } from '../../src/model/dedupe.ts';
import type { EntityData } from '../../src/model/entity.ts';
import type { Staged } from '../../src/model/staged.ts';
import { match } from '../../src/matching/index.ts';
import type { MatchedKind, MatchOutcome } from '../../src/matching/matcher.ts';

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
): Promise<MatchOutcome> {
  return match(
    { kind, records: () => [records.slice(0, 2), records.slice(2)] },
    { ...defaultDedupeRules, ...rules },
    { signal: new AbortController().signal, report: () => {}, fact: () => {}, now: () => new Date(0) },
  );
}

export function groups(outcome: MatchOutcome): readonly (readonly number[])[] {
  return outcome.clusters.map(({ members }) => members);
}
