import { amount, companiesOfContact, emails, tableMapping } from '../../../bench/loading/table-mapping.ts';

export type TargetName = 'bitrix24' | 'amocrm';

/** The mapping of the tables of `rows.ts`. `settings`: of the target, a line of YAML each. */
export function mappingOf(target: TargetName, settings: readonly string[]): string {
  const company =
    target === 'bitrix24' ? ['legal_name: Полное', "bank_accounts: [{account: Счёт, bik: {const: '044525225'}}]"] : [];
  return tableMapping(target, {
    project: 'kills',
    settings,
    isExact: true,
    tables: {
      companies: company,
      contacts: [emails, companiesOfContact],
      leads: [amount],
      deals: ['items: [{name: Товар, price: Цена, quantity: Количество}]'],
      activities: [],
      notes: [],
    },
  });
}
