export type TargetName = 'bitrix24' | 'amocrm';

/** The mapping of the tables of `rows.ts`. `options`: of the target, as YAML. */
export function mappingOf(target: TargetName, options: string): string {
  const sources = ['companies', 'contacts', 'leads', 'deals', 'activities', 'notes'];
  const company =
    target === 'bitrix24'
      ? "\n      legal_name: Полное\n      bank_accounts: [{account: Счёт, bik: {const: '044525225'}}]"
      : '';
  return `perenos: 1
project: kills
target:
  type: ${target}
  ${options}
  limits: {max_reject_share: 100%}
dedupe: {contact: {mode: exact}, company: {mode: exact}}
sources:
${sources.map((name) => `  ${name}: {file: ${name}.csv, key: Код, system: old}`).join('\n')}
load:
  companies:
    entity: company
    from: companies
    key: Код
    fields:
      name: {from: Название, required: true}${company}
  contacts:
    entity: contact
    from: contacts
    key: Код
    fields:
      last_name: {from: Фамилия, required: true}
      first_name: Имя
      phones: [{from: Телефон, type: mobile, do: [phone]}]
      emails: [{from: Почта, do: [email]}]
      companies: [{ref: companies, by: Компания}]
  leads:
    entity: lead
    from: leads
    key: Код
    fields:
      title: {from: Название, required: true}
      amount: {from: Сумма, do: [{money: RUB}]}
  deals:
    entity: deal
    from: deals
    key: Код
    fields:
      title: {from: Название, required: true}
      amount: {from: Сумма, do: [{money: RUB}]}
      company: {ref: companies, by: Компания}
      contacts: [{ref: contacts, by: Контакт}]
      items: [{name: Товар, price: Цена, quantity: Количество}]
  activities:
    entity: activity
    from: activities
    key: Код
    fields:
      type: {const: task}
      subject: {from: Тема, required: true}
      status: {expr: 'row["Срок"] == "" ? "done" : "open"'}
      due_date: {from: Срок, do: [date]}
      links: [{ref: deals, by: Сделка}]
  notes:
    entity: note
    from: notes
    key: Код
    fields:
      text: {from: Текст, required: true}
      links: [{ref: deals, by: Сделка}]
`;
}
