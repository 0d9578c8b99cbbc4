/** A generated table of people with what a correct run makes of it. */
export interface People {
  readonly csv: string;
  readonly records: number;
  /** E.164 phones of the clean rows by key. */
  readonly phones: ReadonlyMap<string, string>;
  /** Lines (1-based) of the rows whose phone cannot be read. */
  readonly unreadable: readonly number[];
}

const surnames = ['Иванов', 'Петров', 'Сидоров', 'Кузнецов', 'Смирнов', 'Попов', 'Васильев', 'Соколов', 'Фёдоров'];
const names = ['Иван', 'Пётр', 'Алексей', 'Сергей', 'Дмитрий', 'Андрей', 'Николай', 'Михаил', 'Олег', 'Павел'];

/** Written the way people write them; every form means the same number. */
const forms: readonly ((national: string) => string)[] = [
  (p) => `+7${p}`,
  (p) => `8${p}`,
  (p) => `8 (${p.slice(0, 3)}) ${p.slice(3, 6)}-${p.slice(6, 8)}-${p.slice(8)}`,
  (p) => `+7 ${p.slice(0, 3)} ${p.slice(3, 6)} ${p.slice(6, 8)} ${p.slice(8)}`,
  (p) => p,
];

/** Every fiftieth phone is unreadable; everyone has a phone and an e-mail of their own. */
export function people(count: number, delimiter: string, lineEnd: string): People {
  const phones = new Map<string, string>();
  const unreadable: number[] = [];
  const lines = [['Код', 'ФИО', 'Телефон', 'Почта'].join(delimiter)];
  for (let i = 1; i <= count; i++) {
    const national = `9${16 + (i % 3)}${String(1_000_000 + ((i * 7919) % 8_999_999)).padStart(7, '0')}`;
    const isBad = i % 50 === 0;
    const form = forms[i % forms.length] ?? String;
    const name = `${surnames[i % surnames.length]}${i} ${names[(i * 7) % names.length]}`;
    lines.push([`k${i}`, name, isBad ? '12-34' : form(national), `u${i}@firma-perenos.ru`].join(delimiter));
    if (isBad) unreadable.push(i + 1);
    else phones.set(`k${i}`, `+7${national}`);
  }
  return { csv: lines.join(lineEnd) + lineEnd, records: count, phones, unreadable };
}

export const peopleMapping = (file: string): string => `perenos: 1
project: people
sources:
  people: {file: ${file}, key: Код}
load:
  people:
    entity: contact
    from: people
    key: Код
    fields:
      full_name: {from: ФИО, required: true}
      phones: [{from: Телефон, do: [phone], on_error: keep}]
      emails: [{from: Почта, do: [email], on_error: keep}]
`;
