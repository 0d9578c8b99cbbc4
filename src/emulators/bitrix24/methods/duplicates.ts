import { asList, asMap, phpArray, phpText } from '../../php-parameters.ts';
import { typeById, entityTypes, type EntityType } from '../entity-types.ts';
import { phpInteger } from '../field-value.ts';
import { parameter, type MethodCall, type MethodResult, type MethodTable } from '../method.ts';
import { phoneKey } from '../phone-key.ts';
import { deleteItem } from '../record-write.ts';
import { RestError } from '../rest-error.ts';

const mostValues = 20;
const mostFound = 20;
/** Types are searched in this order; once one has so many, the others are left out. */
const searched = ['LEAD', 'CONTACT', 'COMPANY'] as const;

function find(call: MethodCall): MethodResult {
  const { params } = call;
  const kind = phpText(parameter(params, 'type')).toUpperCase();
  if (kind === '') throw new RestError('Communication type is not defined', "Parameter 'type' is required.");
  if (kind !== 'PHONE' && kind !== 'EMAIL') throw new RestError('Communication type is not supported', kind);
  const given = asList(parameter(params, 'values'));
  if (given === undefined || given.length === 0)
    throw new RestError('Communication values is not defined', "Parameter 'values' is required.");
  const keyOf = kind === 'PHONE' ? phoneKey : (text: string) => text.trim().toLowerCase();
  const keys = new Set(given.slice(0, mostValues).map((value) => keyOf(phpText(value))));
  keys.delete('');
  const only = phpText(parameter(params, 'entity_type')).toUpperCase();
  const found: Record<string, readonly number[]> = {};
  for (const code of searched) {
    const type = entityTypes.find((one) => one.code === code);
    if (type === undefined || (only !== '' && only !== code)) continue;
    const ids = matching(call, type, (value) => value.kind === kind && keys.has(keyOf(value.value)));
    if (ids.length > 0) found[code] = ids;
    if (ids.length >= mostFound) break;
  }
  return { result: phpArray(found) };
}

function matching(
  { portal, actor }: MethodCall,
  type: EntityType,
  test: (value: { readonly kind: string; readonly value: string }) => boolean,
): readonly number[] {
  const ids: number[] = [];
  for (const item of portal.items[type.name].all()) {
    if (item.listedFrom <= actor.now && item.multi.some(test)) ids.push(item.id);
    if (ids.length >= mostFound) break;
  }
  return ids;
}

/** Joins records into the first: it gets their multiple values, the others are gone. Different names are a conflict. */
function merge(call: MethodCall): MethodResult {
  const { portal } = call;
  const given = asMap(parameter(call.params, 'params')) ?? {};
  const type = typeById(phpInteger(given['entityTypeId']));
  if (type === undefined) throw new RestError('NOT_FOUND', 'Смарт-процесс не найден');
  const ids = (asList(given['entityIds']) ?? []).map(phpInteger);
  const items = ids.map((id) => portal.items[type.name].get(id));
  const [main] = items;
  if (main === undefined || items.length < 2 || items.some((item) => item === undefined)) {
    return { result: { STATUS: 'ERROR', ENTITY_IDS: ids } };
  }
  const names = ['TITLE', 'NAME', 'LAST_NAME'];
  const isConflict = names.some((name) => new Set(items.map((item) => item?.values[name]).filter(Boolean)).size > 1);
  if (isConflict) return { result: { STATUS: 'CONFLICT', ENTITY_IDS: ids } };
  for (const item of items.slice(1)) {
    if (item === undefined) continue;
    main.multi = [...main.multi, ...item.multi];
    for (const [name, value] of Object.entries(item.values)) main.values[name] ??= value;
    deleteItem(portal, type, item.id);
  }
  return { result: { STATUS: 'SUCCESS', ENTITY_IDS: [main.id] } };
}

export const duplicateMethods: MethodTable = {
  'crm.duplicate.findbycomm': find,
  'crm.entity.mergebatch': merge,
};
