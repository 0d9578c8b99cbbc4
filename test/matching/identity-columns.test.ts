import { expect, test } from 'vitest';
import { DecisionBook } from '../../src/matching/decisions.ts';
import { ExactTableBuilder } from '../../src/matching/exact-table.ts';
import { eachIdentity, IdentityColumns } from '../../src/matching/identity-columns.ts';
import type { MatchedKind } from '../../src/matching/matcher.ts';
import { dedupeRules } from '../../src/model/dedupe.ts';
import type { Staged } from '../../src/model/staged.ts';
import { RecordBytes } from '../../src/store/record-bytes.ts';

const phone = { value: '+79161234567', type: 'mobile', raw: '8-916', primary: true } as const;
const email = { value: 'Ivan@Firma.ru', type: 'work', raw: 'Ivan@Firma.ru', primary: true } as const;
const people: readonly Staged<MatchedKind>[] = [
  { seq: 1, kind: 'contact', system: 'crm', key: '1', data: { full_name: 'Ёлкин 😀 a\ud800' } },
  {
    seq: 2,
    kind: 'contact',
    system: 'список',
    key: 'К-2',
    data: {
      full_name: 'Ёлкин Иван',
      last_name: 'Ёлкин',
      first_name: 'Иван',
      inn: '500100732259',
      phones: [phone, { ...phone, ext: '12' }, { ...phone, value: '+79999999999' }],
      emails: [email, { ...email, value: 'нет' }, { ...email, value: 'info@firma.ru' }],
    },
  },
  { seq: 5, kind: 'contact', system: 'crm', key: 'x'.repeat(500), data: { full_name: '', phones: [], emails: [] } },
];
const firms: readonly Staged<MatchedKind>[] = [
  { seq: 3, kind: 'company', system: 'crm', key: '3', data: { name: 'ООО Ёж', inn: '7707083893', kpp: '770701001' } },
  { seq: 4, kind: 'company', system: 'crm', key: '', data: { name: '', phones: [phone], emails: [email] } },
];

/** What exact matching knows of records. */
function noted(records: readonly Staged<MatchedKind>[]): unknown {
  const rules = dedupeRules.parse({ mode: 'exact' });
  const builder = new ExactTableBuilder(rules, new DecisionBook('contact', []));
  for (const record of records) builder.add(record);
  const { list, keys, identities, identityHashes, placeholders } = builder.finish();
  const about = records.map((_, at) => [list.seqOf(at), list.systemOf(at), identityHashes[at], identities.get(at)]);
  const columns = Object.values(keys).map(({ length, high, low, record }) =>
    [high, low, record].map((column) => column.slice(0, length).join(' ')),
  );
  return JSON.stringify([about, columns, list.systems, [...list.ranked()], placeholders]);
}

test.each([
  ['people', people],
  ['companies', firms],
  [
    'many',
    Array.from({ length: 900 }, (_, at) => ({ ...(people[1] as Staged<'contact'>), seq: at + 1, key: `К-${at}` })),
  ],
])('exact matching knows the same of records that were handed over: %s', (_name, records) => {
  const memory = new RecordBytes(16);
  const columns = new IdentityColumns();
  for (const record of records) columns.add(record, memory);
  const handed: Staged<MatchedKind>[] = [];
  eachIdentity(columns.take(), memory.memory, (record) => handed.push(record));
  expect(handed.map(({ seq, kind, system, key }) => ({ seq, kind, system, key }))).toEqual(
    records.map(({ seq, kind, system, key }) => ({ seq, kind, system, key })),
  );
  expect(noted(handed)).toEqual(noted(records));
  expect(columns.take()).toMatchObject({ numbers: new Int32Array(), systems: [] });
});
