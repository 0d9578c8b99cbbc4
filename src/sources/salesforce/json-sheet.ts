import { hash } from 'node:crypto';
import type { Context } from '../../context.ts';
import { issueAt } from '../../model/issue.ts';
import {
  isRecord,
  jsonItems,
  type JsonItem,
  type JsonRecord,
  type JsonValue,
  type Surroundings,
} from './json-records.ts';
import type { Part } from './parts.ts';
import { apiName } from './objects.ts';
import type { RawRecord, Sheet } from './sheet.ts';

/** A record of one object, its nested children taken out. */
interface FlatRecord {
  readonly object: string;
  readonly line: number;
  readonly fields: ReadonlyMap<string, string>;
}

/** What a reference id of a tree stands for. */
export interface TreeReference {
  readonly key: string;
  readonly object: string;
}

/** How references between records of a tree are told from text. */
export interface TreeScope {
  /** Reference ids of all files of one export. */
  readonly references: Map<string, TreeReference>;
  /** What makes keys of reference ids. */
  readonly prefix: string;
}

/** Lookup fields of children that are written inside their parents, by the name of the list. */
const childLookups: Readonly<Record<string, string>> = {
  Contacts: 'AccountId',
  Opportunities: 'AccountId',
  Cases: 'AccountId',
  ChildAccounts: 'ParentId',
  OpportunityLineItems: 'OpportunityId',
  OpportunityContactRoles: 'OpportunityId',
  AccountContactRelations: 'AccountId',
  CampaignMembers: 'CampaignId',
  Notes: 'ParentId',
  Attachments: 'ParentId',
};

/** The lookup field by which the records of a list refer to the record they stand in. */
export function lookupOf(list: string, parent: string): string {
  if (list === 'Tasks' || list === 'Events') return parent === 'Contact' || parent === 'Lead' ? 'WhoId' : 'WhatId';
  if (list === 'AccountContactRelations' && parent === 'Contact') return 'ContactId';
  return childLookups[list] ?? `${parent}Id`;
}

/**
 * The records of a query or tree file, one sheet an object. Reads the file once to learn its objects and columns.
 * @param scope of a tree; undefined for the answer of a query
 */
export async function jsonSheets(part: Part, scope: TreeScope | undefined): Promise<readonly Sheet[]> {
  const { input } = part;
  const columns = new Map<string, Set<string>>();
  const around: Surroundings = new Map();
  let records = 0;
  for await (const items of jsonItems(input, around)) {
    for (const item of items) {
      records += 1;
      for (const { object, fields } of flatten(item, scope)) {
        const known = columns.get(object) ?? new Set(['Id']);
        columns.set(object, known);
        for (const name of fields.keys()) known.add(name);
      }
    }
  }
  const total = around.get('totalSize');
  const isCut = typeof total === 'number' && total > records;
  return [...columns].map(([object, names], index) => {
    const list = [...names];
    return {
      object,
      shape: scope === undefined ? ('json' as const) : ('tree' as const),
      input,
      columns: list,
      async *records(context) {
        if (isCut && index === 0) {
          const origin = { table: { file: input.file, name: object }, line: 1 };
          context.report(issueAt(origin, { code: 'salesforce.truncated', args: { object, rows: records } }));
        }
        for await (const items of jsonItems(input)) {
          context.signal.throwIfAborted();
          const taken: RawRecord[] = [];
          for (const flat of items.flatMap((item) => flatten(item, scope))) {
            if (flat.object !== object) continue;
            taken.push({ line: flat.line, cells: resolved(flat, list, scope, { context, file: input.file }) });
          }
          yield taken;
        }
      },
    };
  });
}

/**
 * The reference ids of the files of one export. Their keys carry a mark of the export, because another one begins again with
 * `AccountRef1`; the mark stays the same when values are corrected in the files.
 * @param plan name of the plan that holds them together
 */
export async function treeScope(parts: readonly Part[], plan = ''): Promise<TreeScope> {
  const objects = new Map<string, string>();
  const note = (value: JsonRecord): void => {
    const { attributes } = value;
    const { referenceId: id, type } = isRecord(attributes) ? attributes : {};
    if (typeof id === 'string' && typeof type === 'string') objects.set(id, type);
    for (const child of Object.values(value)) for (const inner of recordsOf(child) ?? []) note(inner);
  };
  for (const { input } of parts) {
    for await (const items of jsonItems(input)) for (const { value } of items) note(value);
  }
  const mark = hash('sha256', JSON.stringify([plan, ...[...objects.keys()].toSorted()]), 'hex').slice(0, 8);
  const prefix = `@${mark}:`;
  const references = new Map([...objects].map(([id, object]) => [id, { key: prefix + id, object }]));
  return { references, prefix };
}

function resolved(
  { fields, line, object }: FlatRecord,
  columns: readonly string[],
  scope: TreeScope | undefined,
  { context, file }: { readonly context: Context; readonly file: string },
): string[] {
  return columns.map((name) => {
    const cell = fields.get(name) ?? '';
    if (scope === undefined || !cell.startsWith('@')) return cell;
    const known = scope.references.get(cell.slice(1));
    if (known !== undefined) return known.key;
    if (!/^@\w+Ref\d*$/.test(cell) || !/(?:Id|__c)$/.test(name)) return cell;
    const origin = { table: { file, name: object }, line };
    const finding = { code: 'salesforce.unresolved-reference', args: { reference: cell } } as const;
    context.report(issueAt(origin, finding, { column: name, value: cell }));
    return '';
  });
}

/** The record and the children written inside it, each as a record of its own. */
function flatten({ value, line }: JsonItem, scope: TreeScope | undefined): FlatRecord[] {
  const found: FlatRecord[] = [];
  const visit = (record: JsonRecord, lookup?: readonly [name: string, id: string]): void => {
    const { attributes } = record;
    const type = isRecord(attributes) ? attributes['type'] : undefined;
    if (typeof type !== 'string') return;
    const fields = new Map<string, string>();
    const reference = isRecord(attributes) ? attributes['referenceId'] : undefined;
    if (typeof reference === 'string' && scope !== undefined) fields.set('Id', scope.prefix + reference);
    if (lookup !== undefined) fields.set(...lookup);
    const children: [string, readonly JsonRecord[]][] = [];
    for (const [name, inner] of Object.entries(record)) {
      const list = recordsOf(inner);
      if (list !== undefined) children.push([name, list]);
      else if (name !== 'attributes') addField(fields, apiName(name), inner);
    }
    found.push({ object: type, line, fields });
    const id = fields.get('Id') ?? '';
    for (const [name, list] of children) {
      for (const child of list) visit(child, id === '' ? undefined : [lookupOf(name, type), id]);
    }
  };
  visit(value);
  return found;
}

function recordsOf(value: JsonValue | undefined): readonly JsonRecord[] | undefined {
  if (!isRecord(value)) return undefined;
  const { records } = value;
  return Array.isArray(records) ? (records as readonly JsonValue[]).filter(isRecord) : undefined;
}

const addressParts = ['street', 'city', 'state', 'postalCode', 'country'] as const;

/** A parent becomes columns such as `Account.Name`, an address the columns of its parts. */
function addField(fields: Map<string, string>, name: string, value: JsonValue): void {
  if (value === null) return;
  if (isRecord(value)) {
    if (name.endsWith('Address') && 'postalCode' in value) {
      for (const part of addressParts) {
        const text = value[part];
        const field = name.slice(0, -'Address'.length) + part.charAt(0).toUpperCase() + part.slice(1);
        if (typeof text === 'string' && !fields.has(field)) fields.set(field, text);
      }
      return;
    }
    for (const [inner, field] of Object.entries(value)) {
      if (inner !== 'attributes') addField(fields, `${name}.${inner}`, field);
    }
    return;
  }
  fields.set(name, Array.isArray(value) ? value.map(String).join(';') : String(value as string | number | boolean));
}
