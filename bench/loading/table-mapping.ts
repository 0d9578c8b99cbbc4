/** Tables that loads are rehearsed and measured with; all have a column Код. */
export type LoadTable = 'companies' | 'contacts' | 'leads' | 'deals' | 'activities' | 'notes';

/** What a mapping of such tables says beside what all of them say. */
export interface TableMapping {
  readonly project?: string;
  /** Lines of the section `target`, such as `portal: ...` and `options: ...`. */
  readonly settings?: readonly string[];
  /** A plan is made however many of the records are refused. */
  readonly isLenient?: boolean;
  /** Duplicates of people and companies are those that are equal in everything that counts. */
  readonly isExact?: boolean;
  /** The tables in the order they are loaded in, each with the fields it has beside the usual ones, as YAML. */
  readonly tables?: Readonly<Partial<Record<LoadTable, readonly string[]>>>;
}

/** Fields of several of the tables. */
export const emails = 'emails: [{from: Почта, do: [email]}]';
export const companiesOfContact = 'companies: [{ref: companies, by: Компания}]';
const title = 'title: {from: Название, required: true}';
export const amount = 'amount: {from: Сумма, do: [{money: RUB}]}';
export const phones = 'phones: [{from: Телефон, type: mobile, do: [phone]}]';
const linkToDeal = 'links: [{ref: deals, by: Сделка}]';

const usual: Readonly<Record<LoadTable, { readonly entity: string; readonly fields: readonly string[] }>> = {
  companies: { entity: 'company', fields: ['name: {from: Название, required: true}'] },
  contacts: { entity: 'contact', fields: ['last_name: {from: Фамилия, required: true}', 'first_name: Имя', phones] },
  leads: { entity: 'lead', fields: [title] },
  deals: {
    entity: 'deal',
    fields: [title, amount, 'company: {ref: companies, by: Компания}', 'contacts: [{ref: contacts, by: Контакт}]'],
  },
  activities: {
    entity: 'activity',
    fields: [
      'type: {const: task}',
      'subject: {from: Тема, required: true}',
      `status: {expr: 'row["Срок"] == "" ? "done" : "open"'}`,
      'due_date: {from: Срок, do: [date]}',
      linkToDeal,
    ],
  },
  notes: { entity: 'note', fields: ['text: {from: Текст, required: true}', linkToDeal] },
};

/** People with names, phones, e-mail and companies of their own, and deals of both. */
const peopleAndDeals = { companies: [], contacts: [emails, companiesOfContact], deals: [] };

/** The mapping of tables in files of their names for a target. */
export function tableMapping(
  target: string,
  {
    project = 'rehearsal',
    settings = [],
    isLenient = true,
    isExact = false,
    tables = peopleAndDeals,
  }: TableMapping = {},
): string {
  const names = Object.keys(tables) as LoadTable[];
  const blocks = names.map((name) => blockOf(name, [...usual[name].fields, ...(tables[name] ?? [])]));
  return `perenos: 1
project: ${project}
target:
  type: ${target}
${settings.map((line) => `  ${line}\n`).join('')}${isLenient ? '  limits: {max_reject_share: 100%}\n' : ''}${isExact ? 'dedupe: {contact: {mode: exact}, company: {mode: exact}}\n' : ''}sources:
${names.map((name) => `  ${name}: {file: ${name}.csv, key: Код, system: old}`).join('\n')}
load:
${blocks.join('\n')}
`;
}

function blockOf(name: LoadTable, fields: readonly string[]): string {
  return `  ${name}:
    entity: ${usual[name].entity}
    from: ${name}
    key: Код
    fields:
${fields.map((field) => `      ${field}`).join('\n')}`;
}
