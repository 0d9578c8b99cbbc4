import { seededRandom } from '../../../src/emulators/seeded-random.ts';

/** A row of a table, by column. */
type Row = Readonly<Record<string, string>>;

/** The tables of a load, each with its rows; all keys are unique within their table. */
export interface Tables {
  readonly companies: readonly Row[];
  readonly contacts: readonly Row[];
  readonly leads: readonly Row[];
  readonly deals: readonly Row[];
  readonly activities: readonly Row[];
  readonly notes: readonly Row[];
}

const shares = { companies: 1, contacts: 3, leads: 1, deals: 2, activities: 1, notes: 2 } as const;
const surnames = ['Воробьёв', 'Щукин', 'Лебедев', 'Громов', 'Киселёв', 'Дроздов', 'Фомин', 'Зуев'];
const givenNames = ['Олег', 'Пётр', 'Егор', 'Лев', 'Марк', 'Глеб'];

/** So many records of all kinds, by a seed: nobody is like anybody else, so each row becomes one record. */
export function tablesOf(seed: number, records: number): Tables {
  const random = seededRandom(seed);
  const unit = Math.max(1, Math.round(records / 10));
  const pick = (limit: number): string => String(1 + Math.floor(random() * limit));
  const some = (share: number, row: (i: number) => Row): readonly Row[] =>
    Array.from({ length: share * unit }, (_, index) => row(index + 1));
  const [companies, contacts, deals] = [shares.companies * unit, shares.contacts * unit, shares.deals * unit];
  return {
    companies: some(shares.companies, (i) => ({
      Код: String(i),
      Название: `ООО Фирма ${letters(i)}`,
      Полное: `Общество с ограниченной ответственностью «${letters(i)}»`,
      Счёт: `4070281000000${String(1_000_000 + i)}`,
    })),
    contacts: some(shares.contacts, (i) => ({
      Код: String(i),
      Фамилия: `${surnames[i % surnames.length]}${letters(i)}`,
      Имя: givenNames[i % givenNames.length] ?? '',
      Телефон: `+7916${1_000_000 + i}`,
      Почта: `person${i}@firma.example`,
      Компания: pick(companies),
    })),
    leads: some(shares.leads, (i) => ({ Код: String(i), Название: `Заявка ${i}`, Сумма: `${i}00` })),
    deals: some(shares.deals, (i) => ({
      Код: String(i),
      Название: `Сделка ${i}`,
      Сумма: `${pick(90_000)}`,
      Контакт: pick(contacts),
      Компания: pick(companies),
      Товар: `Товар ${i}`,
      Цена: `${i}`,
      Количество: pick(9),
    })),
    activities: some(shares.activities, (i) => ({
      Код: String(i),
      Тема: `Дело ${i % 5}`,
      Срок: i % 2 === 0 ? '2031-03-01' : '',
      Сделка: pick(deals),
    })),
    // Equal texts at equal deals: which note is whose is told by what is known, not by what it says.
    notes: some(shares.notes, (i) => ({
      Код: String(i),
      Текст: `Запись ${i % 3}`,
      Сделка: pick(Math.ceil(deals / 4)),
    })),
  };
}

/** The same rows after a week of work in the old system. */
export function editedTables(tables: Tables): Tables {
  const edit = (rows: readonly Row[], every: number, change: (row: Row) => Row): readonly Row[] =>
    rows.map((row, index) => (index % every === 0 ? { ...row, ...change(row) } : row));
  return {
    ...tables,
    companies: edit(tables.companies, 2, ({ Название }) => ({ Название: Название?.replace('ООО', 'АО') ?? '' })),
    contacts: edit(tables.contacts, 3, ({ Почта }) => ({ Почта: `new-${Почта}` })),
    leads: edit(tables.leads, 2, ({ Название }) => ({ Название: `${Название} (снова)` })),
    deals: edit(tables.deals, 2, ({ Сумма }) => ({ Сумма: `${Number(Сумма) + 1}` })),
  };
}

/** As files of a project. */
export function filesOf(tables: Tables): Readonly<Record<string, string>> {
  const csv = (rows: readonly Row[]): string =>
    [Object.keys(rows[0] ?? {}), ...rows.map((row) => Object.values(row))]
      .map((cells) => `${cells.join(';')}\n`)
      .join('');
  return Object.fromEntries(
    Object.entries(tables as object as Record<string, readonly Row[]>).map(([name, rows]) => [
      `${name}.csv`,
      csv(rows),
    ]),
  );
}

export function countOf(tables: Tables): number {
  return Object.values(tables as object as Record<string, readonly Row[]>).reduce((sum, rows) => sum + rows.length, 0);
}

function letters(index: number): string {
  return Array.from(String(index), (digit) => 'абвгдежзик'[Number(digit)]).join('');
}
