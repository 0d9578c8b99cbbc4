import { asList, type PhpValue } from '../../php-parameters.ts';
import { entityTypes, type EntityType } from '../entity-types.ts';
import { classicDescription } from '../describe-fields.ts';
import type { Field } from '../field.ts';
import { isYes } from '../field-value.ts';
import type { Item } from '../item-table.ts';
import { listPage, mapParameter, startOf } from '../list-page.ts';
import { parameter, type Method, type MethodCall, type MethodResult, type MethodTable } from '../method.ts';
import { readChange, type Shape } from '../record-change.ts';
import { classicRecord } from '../record-print.ts';
import { createItem, deleteItem, updateItem } from '../record-write.ts';
import { badId, mustBeArray, notFound } from '../rest-error.ts';
import { itemFilter, listedItems } from './item-filter.ts';
import { mangledRows } from './mangled-rows.ts';

function add(type: EntityType): Method {
  return ({ portal, params, actor, fault }) => {
    const fields = mapParameter(parameter(params, 'fields') ?? null);
    if (fields === undefined || parameter(params, 'fields') === undefined) throw mustBeArray('fields');
    const shape = shapeOf(type, params);
    const change = readChange(portal, type, fields, { shape, fault });
    return { result: createItem(portal, type, change, { ...actor, shape }).id };
  };
}

/** `params: {IMPORT: "Y"}` is known for contacts and companies. */
function shapeOf(type: EntityType, params: MethodCall['params']): Shape {
  const options = mapParameter(parameter(params, 'params'));
  if (options === undefined) throw mustBeArray('params');
  const isImport = !type.stageField && isYes(options['IMPORT'] ?? options['import']);
  return { family: 'classic', takesHistory: isImport, isUpdate: false, hasOriginalNames: true };
}

function update(type: EntityType): Method {
  return ({ portal, params, actor, fault }) => {
    const item = found(type, { portal, params });
    const given = parameter(params, 'fields');
    const fields = given === undefined ? undefined : mapParameter(given);
    if (fields === undefined) throw mustBeArray('fields');
    const shape: Shape = { family: 'classic', takesHistory: false, isUpdate: true, hasOriginalNames: true };
    const change = readChange(portal, type, fields, { shape, fault });
    updateItem(portal, type, item, { change, by: actor });
    return { result: true };
  };
}

/** The record a classic call names by `id`. @throws RestError */
export function found(type: EntityType, { portal, params }: Pick<MethodCall, 'portal' | 'params'>): Item {
  const item = portal.items[type.name].get(idOf(parameter(params, 'id')));
  if (item === undefined) throw notFound();
  return item;
}

/** @throws RestError when it is not a positive number */
export function idOf(value: PhpValue | undefined): number {
  const id = typeof value === 'string' || typeof value === 'number' ? Number(value) : Number.NaN;
  if (!Number.isInteger(id) || id <= 0) throw badId();
  return id;
}

function list(type: EntityType): Method {
  return ({ portal, params, actor, fault }): MethodResult => {
    const filter = mapParameter(parameter(params, 'filter'));
    if (filter === undefined) throw mustBeArray('filter');
    const order = mapParameter(parameter(params, 'order')) ?? {};
    const start = startOf(parameter(params, 'start'));
    const setup = itemFilter(portal, type, (name) => portal.fieldsOf(type).find((field) => field.name === name));
    // Unknown names of filters are passed over: the list comes back unfiltered.
    const page = listPage(
      listedItems(portal, type, actor.now),
      { filter, order, start },
      { ...setup, unknown: () => {} },
    );
    const wanted = selected(parameter(params, 'select'));
    const rows = page.rows.map((item) => classicRecord(portal, type, item, wanted));
    const result = mangledRows(rows, fault);
    return { result, total: page.total, ...(page.next === undefined ? {} : { next: page.next }) };
  };
}

/** Left out: all but multiple values; `*` standard fields, `UF_*` custom ones. The id always comes. */
function selected(select: PhpValue | undefined): (field: Field) => boolean {
  const names = new Set((asList(select) ?? []).map(String));
  if (names.size === 0) return ({ type }) => type !== 'crm_multifield';
  return ({ name, type, custom }) => {
    if (name === 'ID' || names.has(name)) return true;
    if (type === 'crm_multifield') return false;
    return custom === undefined ? names.has('*') : names.has('UF_*');
  };
}

function methodsOf(type: EntityType): MethodTable {
  const prefix = `crm.${type.name}`;
  return {
    [`${prefix}.fields`]: ({ portal }) => ({
      result: Object.fromEntries(portal.fieldsOf(type).map((field) => [field.name, classicDescription(field)])),
    }),
    [`${prefix}.add`]: add(type),
    [`${prefix}.update`]: update(type),
    [`${prefix}.get`]: (call) => ({ result: classicRecord(call.portal, type, found(type, call), () => true) }),
    [`${prefix}.list`]: list(type),
    [`${prefix}.delete`]: (call) => {
      const { id } = found(type, call);
      deleteItem(call.portal, type, id);
      return { result: true };
    },
  };
}

/** `crm.contact.add` and its like for the four types of records. */
export const classicItems: MethodTable = Object.assign({}, ...entityTypes.map(methodsOf)) as MethodTable;
