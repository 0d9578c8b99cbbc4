import { asList } from '../../php-parameters.ts';
import { universalDescription, universalName } from '../describe-fields.ts';
import { typeById, type EntityType } from '../entity-types.ts';
import { isYes, phpInteger } from '../field-value.ts';
import type { Item } from '../item-table.ts';
import { listPage, mapParameter, startOf } from '../list-page.ts';
import { parameter, type MethodCall, type MethodTable } from '../method.ts';
import { fieldsByName, readChange, type Shape } from '../record-change.ts';
import { universalRecord } from '../record-print.ts';
import { createItem, deleteItem, updateItem } from '../record-write.ts';
import { itemNotFound, missingParameter, RestError } from '../rest-error.ts';
import { itemFilter, listedItems } from './item-filter.ts';
import { mangledRows } from './mangled-rows.ts';

/** The type a universal call names. @throws RestError */
export function typeOf({ params }: Pick<MethodCall, 'params'>): EntityType {
  const given = parameter(params, 'entityTypeId');
  if (given === undefined) throw missingParameter('entityTypeId');
  const type = typeById(phpInteger(given));
  if (type === undefined) throw new RestError('NOT_FOUND', 'Смарт-процесс не найден');
  return type;
}

export function hasOriginalNames({ params }: Pick<MethodCall, 'params'>): boolean {
  return isYes(parameter(params, 'useOriginalUfNames'));
}

function foundItem(type: EntityType, { portal, params }: MethodCall): Item {
  const given = parameter(params, 'id');
  if (given === undefined) throw missingParameter('id');
  const item = portal.items[type.name].get(phpInteger(given));
  if (item === undefined) throw itemNotFound();
  return item;
}

function fieldsParameter(call: MethodCall): ReturnType<typeof mapParameter> & object {
  const given = parameter(call.params, 'fields');
  if (given === undefined) throw missingParameter('fields');
  const fields = mapParameter(given);
  if (fields === undefined)
    throw new RestError(
      '100',
      'Invalid value {fields} to match with parameter {fields}. Should be value of type array.',
    );
  return fields;
}

function printed(call: MethodCall, type: EntityType, item: Item): unknown {
  return { item: universalRecord(call.portal, type, item, { hasOriginalNames: hasOriginalNames(call) }) };
}

function list(call: MethodCall): ReturnType<MethodTable[string]> {
  const { portal, params, actor, fault } = call;
  const type = typeOf(call);
  const names = fieldsByName(portal, type, { family: 'item', hasOriginalNames: hasOriginalNames(call) });
  const setup = itemFilter(
    portal,
    type,
    (name) => names.get(name) ?? names.get(name.toLowerCase() === 'id' ? 'id' : name),
  );
  const filter = mapParameter(parameter(params, 'filter')) ?? {};
  const order = mapParameter(parameter(params, 'order')) ?? {};
  const start = startOf(parameter(params, 'start'));
  const unknown = (name: string): never => {
    throw new RestError('INVALID_ARG_VALUE', `Invalid filter: field '${name}' is not allowed in filter`);
  };
  const page = listPage(listedItems(portal, type, actor.now), { filter, order, start }, { ...setup, unknown });
  const select = (asList(parameter(params, 'select')) ?? []).map(String);
  const isWhole = select.length === 0 || select.includes('*');
  const options = {
    hasOriginalNames: hasOriginalNames(call),
    ...(isWhole ? {} : { wanted: new Set(['id', ...select]) }),
  };
  const items = mangledRows(
    page.rows.map((item) => universalRecord(portal, type, item, options)),
    fault,
  );
  return { result: { items }, total: page.total, ...(page.next === undefined ? {} : { next: page.next }) };
}

/** `crm.item.*` but for the imports. */
export const universalItems: MethodTable = {
  'crm.item.fields': (call) => {
    const type = typeOf(call);
    const isOriginal = hasOriginalNames(call);
    const fields = call.portal.fieldsOf(type).filter((field) => field.type !== 'crm_multifield');
    const described = fields.map((field) => [universalName(field, isOriginal), universalDescription(field)] as const);
    const fm = {
      type: 'crm_multifield',
      isRequired: false,
      isReadOnly: false,
      isImmutable: false,
      isMultiple: true,
      isDynamic: false,
      title: 'FM',
      upperName: 'FM',
    };
    return { result: { fields: { ...Object.fromEntries(described), ...(type.hasMulti ? { fm } : {}) } } };
  },
  'crm.item.add': (call) => {
    const type = typeOf(call);
    const shape: Shape = {
      family: 'item',
      takesHistory: false,
      isUpdate: false,
      hasOriginalNames: hasOriginalNames(call),
    };
    const change = readChange(call.portal, type, fieldsParameter(call), { shape, fault: call.fault });
    return { result: printed(call, type, createItem(call.portal, type, change, { ...call.actor, shape })) };
  },
  'crm.item.update': (call) => {
    const type = typeOf(call);
    const item = foundItem(type, call);
    const shape: Shape = {
      family: 'item',
      takesHistory: false,
      isUpdate: true,
      hasOriginalNames: hasOriginalNames(call),
    };
    const change = readChange(call.portal, type, fieldsParameter(call), { shape, fault: call.fault });
    updateItem(call.portal, type, item, { change, by: call.actor });
    return { result: printed(call, type, item) };
  },
  'crm.item.get': (call) => {
    const type = typeOf(call);
    return { result: printed(call, type, foundItem(type, call)) };
  },
  'crm.item.list': list,
  'crm.item.delete': (call) => {
    const type = typeOf(call);
    deleteItem(call.portal, type, foundItem(type, call).id);
    return { result: [] };
  },
};
