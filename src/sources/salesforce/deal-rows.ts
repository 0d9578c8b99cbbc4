import { contactOfPerson } from './persons.ts';
import type { Relations } from './relations.ts';
import type { RowEdit } from './row-edit.ts';
import { common, currency, type World } from './world.ts';

/** An opportunity with its people, primary ones first, and its positions. A person account is a contact of the deal, not its company. */
export function completeDeal(row: RowEdit, world: World): void {
  const { relations } = world;
  common(row, world);
  currency('Opportunity', 'Amount', row, world);
  const account = row.get('AccountId');
  const person = account === '' ? undefined : contactOfPerson(relations, account);
  row.set('AccountId', person === undefined ? relations.resolve(account) : '');
  const roles = relations
    .find('role', row.get('Id'))
    .toSorted(([, , one], [, , other]) => Number(other === 'true') - Number(one === 'true'));
  const people = new Map<string, string>();
  for (const [contact = '', role = ''] of [...roles, [row.get('ContactId')], [person ?? '']]) {
    const id = relations.resolve(contact);
    if (id !== '' && !people.has(id)) people.set(id, role);
  }
  row.set('Contacts.Id', people.size === 0 ? null : [...people.keys()]);
  row.set('Contacts.Role', people.size === 0 ? null : [...people.values()].map((role) => role || null));
  row.set('Campaign.Name', relations.campaigns.get(row.get('CampaignId')) ?? null);
  addItems(row, relations);
}

function addItems(row: RowEdit, relations: Relations): void {
  const items = relations.find('item', row.get('Id'));
  if (items.length === 0) return;
  const lists = items.map(([direct = '', entry = '', own = '', ...amounts]) => {
    const product = direct || (relations.find('entry', entry)[0]?.[0] ?? '');
    const [name = '', unit = ''] = relations.find('product', product)[0] ?? [];
    return [name === '' ? '' : product, name || own || product, unit, ...amounts];
  });
  const columns = ['Product2Id', 'Name', 'Unit', 'Quantity', 'UnitPrice', 'Discount', 'TotalPrice', 'CurrencyIsoCode'];
  for (const [index, column] of columns.entries()) {
    const cells = lists.map((list) => list[index] || (column === 'CurrencyIsoCode' ? row.get(column) : '') || null);
    row.set(`Items.${column}`, cells);
  }
}

/** The price of the standard price book, in the organisation's own currency when there are several. */
export function completeProduct(row: RowEdit, world: World): void {
  const { relations } = world;
  world.owners.fill(row);
  const prices = relations.find('price', row.get('Id')).filter(([book = '']) => relations.standardBooks.has(book));
  const price = prices.find(([, , code]) => code === relations.corporateCurrency) ?? prices[0];
  if (price === undefined) return;
  row.set('Price', price[1] ?? null);
  row.set('PriceCurrency', price[2] || relations.corporateCurrency || null);
}
