import { asList, asMap, type PhpMap, type PhpValue } from '../../php-parameters.ts';
import type { EntityType } from '../entity-types.ts';
import { parameter, type MethodCall, type MethodTable } from '../method.ts';
import { readChange, type Shape } from '../record-change.ts';
import { createItem } from '../record-write.ts';
import { missingParameter, RestError } from '../rest-error.ts';
import { hasOriginalNames, typeOf } from './universal-items.ts';
import { mangledRows } from './mangled-rows.ts';

const mostItems = 20;

function importOne(call: MethodCall, type: EntityType, fields: PhpMap): { readonly item: { readonly id: number } } {
  const shape: Shape = {
    family: 'import',
    takesHistory: true,
    isUpdate: false,
    hasOriginalNames: hasOriginalNames(call),
  };
  const change = readChange(call.portal, type, fields, { shape, fault: call.fault });
  return { item: { id: createItem(call.portal, type, change, { ...call.actor, shape }).id } };
}

/** A failed item does not stop the others. */
function importEach(call: MethodCall, type: EntityType, entries: readonly PhpValue[]): unknown[] {
  const spoilt = call.fault?.kind === 'item-error' ? entries.length >> 1 : -1;
  return entries.map((entry, at) => {
    if (at === spoilt) return { error: 'ERROR_CORE', error_description: 'Не удалось сохранить запись.' };
    try {
      return importOne(call, type, asMap(entry) ?? {});
    } catch (error) {
      if (error instanceof RestError) return error.body;
      throw error;
    }
  });
}

function batchImport(call: MethodCall): ReturnType<MethodTable[string]> {
  const type = typeOf(call);
  const data = parameter(call.params, 'data');
  if (data === undefined) throw missingParameter('data');
  const entries = asList(data);
  if (entries === undefined) {
    throw new RestError('100', 'Invalid value {data} to match with parameter {data}. Should be value of type array.');
  }
  if (entries.length > mostItems) {
    throw new RestError('MAX_IMPORT_BATCH_SIZE_EXCEEDED', `Maximum batch size is ${mostItems}`);
  }
  if (call.fault?.kind === 'partial') {
    const most = Number(call.fault.argument) || entries.length >> 1;
    importEach(call, type, entries.slice(0, most));
    return { result: null, isBroken: true, units: most };
  }
  return { result: { items: mangledRows(importEach(call, type, entries), call.fault) }, units: entries.length };
}

/** The methods meant for migrations: no robots, and an administrator may set history. */
export const importItems: MethodTable = {
  'crm.item.import': (call) => {
    const type = typeOf(call);
    const fields = parameter(call.params, 'fields');
    if (fields === undefined) throw missingParameter('fields');
    return { result: importOne(call, type, asMap(fields) ?? {}) };
  },
  'crm.item.batchimport': batchImport,
};
