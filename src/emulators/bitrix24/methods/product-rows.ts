import { asList, asMap, type PhpMap, type PhpValue } from '../../php-parameters.ts';
import { entityTypes, type EntityType } from '../entity-types.ts';
import { camelCase } from '../field.ts';
import { phpInteger } from '../field-value.ts';
import type { Item } from '../item-table.ts';
import { mapParameter } from '../list-page.ts';
import { parameter, type MethodCall, type MethodResult, type MethodTable } from '../method.ts';
import { isManualSum } from '../record-write.ts';
import { missingParameter, RestError } from '../rest-error.ts';
import { rowValues, type RowFields } from '../row-fields.ts';
import type { DataRow } from '../row-table.ts';
import { listPage, startOf } from '../list-page.ts';
import { rowFilter } from '../row-fields.ts';

/** By upper-case name; universal methods write them in camelCase. */
const fields: RowFields = {
  ID: { type: 'integer', isReadOnly: true },
  OWNER_ID: { type: 'integer' },
  OWNER_TYPE: { type: 'string' },
  PRODUCT_ID: { type: 'integer' },
  PRODUCT_NAME: { type: 'string', length: 256 },
  PRICE: { type: 'double' },
  QUANTITY: { type: 'double' },
  DISCOUNT_TYPE_ID: { type: 'integer' },
  DISCOUNT_RATE: { type: 'double' },
  DISCOUNT_SUM: { type: 'double' },
  TAX_RATE: { type: 'double' },
  TAX_INCLUDED: { type: 'char' },
  MEASURE_CODE: { type: 'integer' },
  MEASURE_NAME: { type: 'string', length: 50 },
  SORT: { type: 'integer' },
  XML_ID: { type: 'string', length: 255 },
};

const upperNames: ReadonlyMap<string, string> = new Map(Object.keys(fields).map((name) => [camelCase(name), name]));

interface Owner {
  readonly type: EntityType;
  readonly item: Item;
}

function ownerByLetter({ portal }: MethodCall, letter: PhpValue | undefined, id: PhpValue | undefined): Owner {
  const type = entityTypes.find((one) => one.letter === letter && one.stageField !== undefined);
  const item = type === undefined ? undefined : portal.items[type.name].get(phpInteger(id));
  if (type === undefined || item === undefined) throw new RestError('OWNER_NOT_FOUND', 'Owner was not found');
  return { type, item };
}

function upperKeys(given: PhpValue): PhpMap {
  const entries = Object.entries<PhpValue>(asMap(given) ?? {});
  return Object.fromEntries(entries.map(([name, value]) => [upperNames.get(name) ?? '', value]));
}

/** Replaces all rows of an owner and counts its sum anew unless that is given by hand. */
function replaceRows(call: MethodCall, owner: Owner, given: readonly PhpMap[]): readonly DataRow[] {
  const { portal } = call;
  const { type, item } = owner;
  portal.rows.productRows.deleteWhere((row) => isOf(row, owner));
  const rows = given.map((row, at) => addRow(call, owner, { row, at }));
  recount(call, owner);
  if (type.name === 'deal') item.values['DATE_MODIFY'] = portal.time.print(call.actor.now);
  return rows;
}

function addRow(
  call: MethodCall,
  { type, item }: Owner,
  { row, at }: { readonly row: PhpMap; readonly at: number },
): DataRow {
  const { OWNER_ID: _id, OWNER_TYPE: _type, ...values } = rowValues(fields, row);
  const defaults = {
    PRODUCT_ID: 0,
    PRODUCT_NAME: '',
    PRICE: 0,
    QUANTITY: 1,
    DISCOUNT_TYPE_ID: 2,
    DISCOUNT_RATE: 0,
    DISCOUNT_SUM: 0,
    TAX_RATE: null,
    TAX_INCLUDED: 'N',
    MEASURE_CODE: 796,
    MEASURE_NAME: 'шт',
    SORT: (at + 1) * 10,
    XML_ID: '',
  };
  const whole = { ...defaults, ...values, OWNER_ID: item.id, OWNER_TYPE: type.letter };
  return call.portal.rows.productRows.add(whole, call.actor.now + call.portal.settings.lookupLagMs);
}

function isOf({ values }: DataRow, { type, item }: Owner): boolean {
  return values['OWNER_TYPE'] === type.letter && values['OWNER_ID'] === item.id;
}

function recount({ portal }: MethodCall, owner: Owner): void {
  if (isManualSum(owner.item)) return;
  let cents = 0;
  for (const row of portal.rows.productRows.all()) {
    if (isOf(row, owner)) cents += Math.round(Number(row.values['PRICE']) * Number(row.values['QUANTITY']) * 100);
  }
  owner.item.values['OPPORTUNITY'] = cents / 100;
}

function universalRow({ id, values }: DataRow): Record<string, unknown> {
  const named = Object.entries(values).map(([name, value]) => [camelCase(name), value] as const);
  const price = Number(values['PRICE']);
  const prices = { priceAccount: price, priceExclusive: price, priceNetto: price, priceBrutto: price };
  return { id, ...Object.fromEntries(named), ...prices, customized: 'Y', type: 4 };
}

function classicRow({ id, values }: DataRow): Record<string, unknown> {
  const price = Number(values['PRICE']);
  return {
    ...values,
    ID: String(id),
    OWNER_ID: String(values['OWNER_ID']),
    ORIGINAL_PRODUCT_NAME: values['PRODUCT_NAME'],
    PRODUCT_DESCRIPTION: null,
    PRICE_EXCLUSIVE: price,
    PRICE_NETTO: price,
    PRICE_BRUTTO: price,
    PRICE_ACCOUNT: price.toFixed(2),
    CUSTOMIZED: 'Y',
    TYPE: 4,
  };
}

function set(call: MethodCall): MethodResult {
  const { params } = call;
  const owner = ownerByLetter(call, parameter(params, 'ownerType'), parameter(params, 'ownerId'));
  const given = parameter(params, 'productRows');
  if (given === undefined) throw missingParameter('productRows');
  const rows = replaceRows(call, owner, (asList(given) ?? []).map(upperKeys));
  return { result: { productRows: rows.map(universalRow) } };
}

/** Filter names are those of universal methods: `=ownerType`, `@ownerId`. */
function list(call: MethodCall): MethodResult {
  const { portal, params } = call;
  const setup = rowFilter(fields, portal.time);
  const unknown = (name: string): never => {
    throw new RestError('INVALID_ARG_VALUE', `Invalid filter: field '${name}' is not allowed in filter`);
  };
  const column = (name: string): ReturnType<typeof setup.column> => setup.column(upperNames.get(name) ?? '');
  const query = {
    filter: mapParameter(parameter(params, 'filter')) ?? {},
    order: mapParameter(parameter(params, 'order')) ?? {},
    start: startOf(parameter(params, 'start')),
  };
  const rows = { after: (id: number) => portal.rows.productRows.after(id), id: ({ id }: DataRow) => id };
  const page = listPage(rows, query, { time: portal.time, column, unknown });
  const next = page.next === undefined ? {} : { next: page.next };
  return { result: { productRows: page.rows.map(universalRow) }, total: page.total, ...next };
}

function classicOwner(type: EntityType, { portal, params }: MethodCall): Owner {
  const item = portal.items[type.name].get(phpInteger(parameter(params, 'id')));
  if (item === undefined) throw new RestError('', 'The parameter id is invalid or not defined.');
  return { type, item };
}

function classicMethods(type: EntityType): MethodTable {
  const prefix = `crm.${type.name}.productrows`;
  return {
    [`${prefix}.get`]: (call) => {
      const owner = classicOwner(type, call);
      return { result: [...call.portal.rows.productRows.all()].filter((row) => isOf(row, owner)).map(classicRow) };
    },
    [`${prefix}.set`]: (call) => {
      const rows = asList(parameter(call.params, 'rows'));
      if (rows === undefined) throw new RestError('', "The parameter 'rows' must be array.");
      const owner = classicOwner(type, call);
      replaceRows(
        call,
        owner,
        rows.map((row) => asMap(row) ?? {}),
      );
      return { result: true };
    },
  };
}

export const productRowMethods: MethodTable = {
  'crm.item.productrow.set': set,
  'crm.item.productrow.list': list,
  'crm.item.productrow.add': (call) => {
    const given = parameter(call.params, 'fields');
    if (given === undefined) throw missingParameter('fields');
    const map = asMap(given) ?? {};
    const owner = ownerByLetter(call, map['ownerType'], map['ownerId']);
    const row = addRow(call, owner, { row: upperKeys(given), at: 0 });
    recount(call, owner);
    return { result: { productRow: universalRow(row) } };
  },
  ...(Object.assign(
    {},
    ...entityTypes.filter(({ stageField }) => stageField !== undefined).map(classicMethods),
  ) as MethodTable),
};
