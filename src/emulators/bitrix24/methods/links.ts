import { asList, asMap, type PhpValue } from '../../php-parameters.ts';
import type { Binding, Bindings } from '../bindings.ts';
import { isYes, phpInteger } from '../field-value.ts';
import { mapParameter } from '../list-page.ts';
import { parameter, type Method, type MethodCall, type MethodResult, type MethodTable } from '../method.ts';
import type { BindingName, Portal } from '../portal.ts';
import { mustBeArray, RestError } from '../rest-error.ts';

/** One direction of a link of many to many. */
interface Link {
  readonly method: string;
  readonly bindings: BindingName;
  readonly owner: 'contact' | 'deal' | 'lead';
  readonly other: 'company' | 'contact';
  /** Name of the other end's id: `COMPANY_ID`. */
  readonly key: string;
}

const links: readonly Link[] = [
  {
    method: 'crm.contact.company',
    bindings: 'contactCompanies',
    owner: 'contact',
    other: 'company',
    key: 'COMPANY_ID',
  },
  { method: 'crm.deal.contact', bindings: 'dealContacts', owner: 'deal', other: 'contact', key: 'CONTACT_ID' },
  { method: 'crm.lead.contact', bindings: 'leadContacts', owner: 'lead', other: 'contact', key: 'CONTACT_ID' },
];

function ownerOf({ owner }: Link, { portal, params }: MethodCall): number {
  const id = phpInteger(parameter(params, 'id'));
  if (id <= 0) throw new RestError('', 'The parameter ownerEntityID is invalid or not defined.');
  if (portal.items[owner].get(id) === undefined) throw new RestError('', 'Not found.');
  return id;
}

function bound(key: string, { id, sort, isPrimary }: Binding): Record<string, unknown> {
  return { [key]: id, SORT: sort, ROLE_ID: 0, IS_PRIMARY: isPrimary ? 'Y' : 'N' };
}

/** Entries of `items`; those without a record behind them are left out. @throws RestError */
function itemsOf(given: PhpValue | undefined, key: string, isThere: (id: number) => boolean): readonly Binding[] {
  const items = asList(given);
  if (items === undefined) throw new RestError('', 'The parameter items must be array.');
  return items.flatMap((entry, at) => {
    const map = asMap(entry);
    const id = phpInteger(map?.[key]);
    if (map === undefined || !isThere(id)) return [];
    return [
      {
        id,
        sort: map['SORT'] === undefined ? (at + 1) * 10 : phpInteger(map['SORT']),
        isPrimary: isYes(map['IS_PRIMARY']),
      },
    ];
  });
}

function one(link: Link, call: MethodCall): Binding {
  const fields = mapParameter(parameter(call.params, 'fields') ?? 0);
  if (fields === undefined) throw mustBeArray('fields');
  const id = phpInteger(fields[link.key]);
  if (id <= 0) throw new RestError('', `The parameter fields.${link.key} is invalid or not defined.`);
  if (call.portal.items[link.other].get(id) === undefined) throw new RestError('', 'Not found.');
  return { id, sort: phpInteger(fields['SORT'] ?? 10), isPrimary: isYes(fields['IS_PRIMARY']) };
}

function methodsOf(link: Link): MethodTable {
  const table = (portal: Portal): Bindings => portal.bindings[link.bindings];
  const get: Method = (call) => ({
    result: table(call.portal)
      .of(ownerOf(link, call))
      .map((one) => bound(link.key, one)),
  });
  return {
    [`${link.method}.items.get`]: get,
    [`${link.method}.items.set`]: (call) => {
      const owner = ownerOf(link, call);
      const isThere = (id: number): boolean => call.portal.items[link.other].get(id) !== undefined;
      table(call.portal).set(owner, itemsOf(parameter(call.params, 'items'), link.key, isThere));
      return { result: true };
    },
    [`${link.method}.items.delete`]: (call) => {
      table(call.portal).set(ownerOf(link, call), []);
      return { result: true };
    },
    [`${link.method}.add`]: (call) => ({ result: table(call.portal).add(ownerOf(link, call), one(link, call)) }),
    [`${link.method}.delete`]: (call) => ({
      result: table(call.portal).remove(ownerOf(link, call), one(link, call).id),
    }),
    [`${link.method}.fields`]: () => ({ result: linkFields(link.key) }),
  };
}

function linkFields(key: string): unknown {
  const description = (type: string, isRequired: boolean): unknown => ({
    type,
    isRequired,
    isReadOnly: false,
    isImmutable: false,
    isMultiple: false,
    isDynamic: false,
  });
  return {
    [key]: description('integer', true),
    SORT: description('integer', false),
    IS_PRIMARY: description('char', false),
  };
}

/** The other direction: contacts of a company. */
function companyContacts({ portal, params }: MethodCall): number {
  const id = phpInteger(parameter(params, 'id'));
  if (id <= 0) throw new RestError('', 'The parameter ownerEntityID is invalid or not defined.');
  if (portal.items.company.get(id) === undefined) throw new RestError('', 'Not found.');
  return id;
}

function setCompanyContacts(call: MethodCall): MethodResult {
  const { portal } = call;
  const company = companyContacts(call);
  const isThere = (id: number): boolean => portal.items.contact.get(id) !== undefined;
  const items = itemsOf(parameter(call.params, 'items'), 'CONTACT_ID', isThere);
  const links = portal.bindings.contactCompanies;
  for (const contact of links.ownersOf(company)) {
    if (!items.some(({ id }) => id === contact)) links.remove(contact, company);
  }
  for (const { id, sort, isPrimary } of items) links.add(id, { id: company, sort, isPrimary });
  return { result: true };
}

export const linkMethods: MethodTable = {
  ...(Object.assign({}, ...links.map(methodsOf)) as MethodTable),
  'crm.company.contact.items.get': (call) => {
    const contacts = call.portal.bindings.contactCompanies.ownersOf(companyContacts(call));
    const rows = contacts.map((id, at) => bound('CONTACT_ID', { id, sort: (at + 1) * 10, isPrimary: at === 0 }));
    return { result: rows };
  },
  'crm.company.contact.items.set': setCompanyContacts,
};
