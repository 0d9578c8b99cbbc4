import type { MatrixKind, Row, Words } from './cell.ts';

/** A tax number of a company with its check digit. */
export function taxNumber(number: number): string {
  const digits = `77${String(10_000_00 + number).padStart(7, '0')}`;
  const weights = [2, 4, 10, 3, 5, 9, 4, 6, 8];
  const sum = Array.from(digits).reduce((total, digit, at) => total + Number(digit) * (weights[at] ?? 0), 0);
  return `${digits}${(sum % 11) % 10}`;
}

/** Letters alone, another for each number: names are told apart by them. */
export function letters(number: number): string {
  return Array.from(String(number), (digit) => 'абвгдежзик'[Number(digit)]).join('');
}

export const text = (word: string) => (number: number) => `${word} ${letters(number)}`;
export const phoneOf = (start: string) => (number: number) => `+7${start}${String(1_000_000 + number)}`;
export const emailOf = (name: string) => (number: number) => `${name}${number}@example.com`;

/** A row of a kind, different from all others in everything that records are told apart by. */
export function usualRow(kind: MatrixKind, number: number, { owner, stage, status, cents }: Words): Row {
  const point = {
    Телефон: phoneOf('916')(number + offsets[kind]),
    Почта: emailOf(kind)(number),
    Сайт: `https://${kind}${number}.example.com`,
    Телеграм: `${kind}_${number}`,
    Адрес: `Москва, улица ${letters(number)}`,
  };
  const shared = { Ответственный: owner, Комментарий: `Сказано ${letters(number)}` };
  switch (kind) {
    case 'company':
      return {
        Название: `ООО Фирма ${letters(number)}`,
        Полное: `Общество ${letters(number)}`,
        ИНН: taxNumber(number),
        КПП: '770001001',
        Счёт: `4070281000000${String(1_000_000 + number)}`,
        Отрасль: 'Производство',
        ...point,
        ...shared,
      };
    case 'contact':
      return {
        Фамилия: `Иванова${letters(number)}`,
        Имя: 'Анна',
        Отчество: 'Петровна',
        Должность: 'Директор',
        Родился: '1990-05-17',
        Обращение: 'г-жа',
        Компания: 'A',
        Источник: 'Звонок',
        ...point,
        ...shared,
      };
    case 'lead':
      return {
        Название: `Заявка ${letters(number)}`,
        Статус: status,
        Сумма: `${number}${cents}`,
        Фирма: `Фирма ${letters(number)}`,
        Фамилия: `Сидоров${letters(number)}`,
        Источник: 'Звонок',
        ...point,
        ...shared,
      };
    case 'deal':
      return {
        Название: `Поставка ${letters(number)}`,
        Этап: stage,
        Исход: 'open',
        Сумма: `${number}${cents}`,
        Вероятность: '50',
        Закрытие: '2027-01-02',
        Товар: `Товар ${letters(number)}`,
        Цена: '10.50',
        Количество: '2',
        Компания: 'A',
        Контакт: 'A',
        Источник: 'Звонок',
        ...shared,
      };
    case 'activity':
      return {
        Тема: `Позвонить ${letters(number)}`,
        Текст: `Узнать ${letters(number)}`,
        Срок: '2027-03-04T09:00:00Z',
        Сделка: 'A',
        Ответственный: owner,
      };
    case 'note':
      return { Текст: `Договорились ${letters(number)}`, Сделка: 'A' };
  }
}

const offsets = { company: 0, contact: 200_000, lead: 400_000, deal: 0, activity: 0, note: 0 } as const;

const pointFields = `
      phones: [{from: Телефон, type: work, do: [phone]}]
      emails: [{from: Почта, do: [email]}]
      urls: [Сайт]
      messengers: [{from: Телеграм, service: telegram}]
      addresses: [{from: Адрес, type: actual}]`;
const commonOnes = `
      owner: Ответственный
      comment: Комментарий`;

const kinds: readonly MatrixKind[] = ['company', 'contact', 'lead', 'deal', 'activity', 'note'];

export const mappingFor = (target: string): string => `perenos: 1
project: rehearsal
target:
  type: ${target}
  limits: {max_reject_share: 0%}
sources:
${kinds.map((kind) => `  ${kind}: {file: ${kind}.csv, key: Код, system: old}`).join('\n')}
dedupe:
  company: {mode: none}
  contact: {mode: none}
  lead: {mode: none}
load:
  company:
    entity: company
    from: company
    key: Код
    fields:
      name: {from: Название, required: true}
      legal_name: Полное
      inn: ИНН
      kpp: КПП
      bank_accounts: [{account: Счёт, bik: {const: '044525225'}}]
      industry: Отрасль${pointFields}${commonOnes}
  contact:
    entity: contact
    from: contact
    key: Код
    fields:
      last_name: Фамилия
      first_name: Имя
      middle_name: Отчество
      position: Должность
      birth_date: {from: Родился, do: [date]}
      salutation: Обращение
      source: Источник
      companies: [{ref: company, by: Компания}]${pointFields}${commonOnes}
  lead:
    entity: lead
    from: lead
    key: Код
    fields:
      title: Название
      status: Статус
      amount: {from: Сумма, do: [{money: RUB}]}
      company_name: Фирма
      last_name: Фамилия
      source: Источник${pointFields}${commonOnes}
  deal:
    entity: deal
    from: deal
    key: Код
    fields:
      title: Название
      stage: Этап
      outcome: Исход
      amount: {from: Сумма, do: [{money: RUB}]}
      probability: {from: Вероятность, do: [num]}
      close_date: {from: Закрытие, do: [date]}
      items: [{name: Товар, price: {from: Цена, do: [{money: RUB}], when: 'row["Товар"] != ""'}, quantity: {from: Количество, when: 'row["Товар"] != ""'}}]
      company: {ref: company, by: Компания}
      contacts: [{ref: contact, by: Контакт}]
      source: Источник${commonOnes}
  activity:
    entity: task
    from: activity
    key: Код
    fields:
      subject: Тема
      body: Текст
      due_at: {from: Срок, do: [datetime]}
      owner: Ответственный
      links: [{ref: deal, by: Сделка}]
  note:
    entity: note
    from: note
    key: Код
    fields:
      text: Текст
      links: [{ref: deal, by: Сделка}]
`;
