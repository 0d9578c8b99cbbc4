import { lookupOf } from './json-sheet.ts';
import { apiName } from './objects.ts';
import type { RawRecord, Sheet } from './sheet.ts';

/** A column of a record inside a record: `Contacts.records.0.LastName`. */
const nested = /^(\w+)\.records\.(\d+)\.(.+)$/;
const around = /^(\w+)\.(?:totalSize|done)$/;
const addressParts = ['street', 'city', 'state', 'postalCode', 'country'] as const;

interface Child {
  readonly list: string;
  /** Positions of the fields of each record of the list, by its number. */
  readonly groups: Map<string, number>[];
}

/**
 * The tables that `sf data query` wrote into one CSV: sub-queries stand beside the record they belong to, addresses are JSON
 * inside a cell.
 */
export function unfold(sheet: Sheet): readonly Sheet[] {
  const children = childrenOf(sheet.columns);
  if (children.size === 0 && !sheet.columns.some(isAddress)) return [sheet];
  return [parentSheet(sheet, children), ...[...children.values()].map((child) => childSheet(sheet, child))];
}

function childrenOf(columns: readonly string[]): Map<string, Child> {
  const children = new Map<string, Child>();
  for (const [index, name] of columns.entries()) {
    const [, list = '', number = '', field = ''] = nested.exec(name) ?? [];
    if (list === '') continue;
    const child = children.get(list) ?? { list, groups: [] };
    children.set(list, child);
    const group = (child.groups[Number(number)] ??= new Map());
    group.set(apiName(field), index);
  }
  return children;
}

function isAddress(name: string): boolean {
  return /(?:^|[a-z])Address$/.test(name) && !/Email|From|To|Cc/.test(name);
}

function parentSheet(sheet: Sheet, children: ReadonlyMap<string, Child>): Sheet {
  const kept = sheet.columns.flatMap((name, index) => {
    const list = nested.exec(name)?.[1] ?? around.exec(name)?.[1];
    return list !== undefined && children.has(list) ? [] : [index];
  });
  const names = kept.map((index) => sheet.columns[index] ?? '');
  const addresses = kept.filter((index) => isAddress(sheet.columns[index] ?? ''));
  const added = addresses.flatMap((index) => addressParts.map((part) => partName(sheet.columns[index] ?? '', part)));
  return {
    ...sheet,
    columns: [...names, ...added.map((name) => (names.includes(name) ? `${name} (2)` : name))],
    async *records(context) {
      for await (const records of sheet.records(context)) {
        yield records.map(({ line, cells }) => ({
          line,
          cells: [
            ...kept.map((index) => cells[index] ?? ''),
            ...addresses.flatMap((index) => addressCells(cells[index] ?? '')),
          ],
        }));
      }
    },
  };
}

function partName(column: string, part: string): string {
  return column.slice(0, -'Address'.length) + part.charAt(0).toUpperCase() + part.slice(1);
}

function addressCells(cell: string): readonly string[] {
  if (!cell.startsWith('{')) return addressParts.map(() => '');
  try {
    const parsed = JSON.parse(cell) as Readonly<Record<string, unknown>>;
    return addressParts.map((part) => (typeof parsed[part] === 'string' ? parsed[part] : ''));
  } catch {
    // Not JSON after all: the cell itself stays in its column.
    return addressParts.map(() => '');
  }
}

function childSheet(sheet: Sheet, { list, groups }: Child): Sheet {
  const fields = [...new Set(groups.flatMap((group) => [...group.keys()]))].filter(
    (name) => !name.startsWith('attributes.'),
  );
  const lookup = lookupOf(list, sheet.object);
  const columns = [...new Set(['Id', lookup, ...fields])];
  const idAt = sheet.columns.indexOf('Id');
  return {
    ...sheet,
    object: childObject(list),
    columns,
    async *records(context) {
      for await (const records of sheet.records({ ...context, report: () => {}, fact: () => {} })) {
        yield records.flatMap(({ line, cells }): RawRecord[] =>
          groups.flatMap((group) => {
            const own = (name: string): string => cells[group.get(name) ?? -1] ?? '';
            if (fields.every((name) => own(name) === '')) return [];
            return [{ line, cells: columns.map((name) => (name === lookup ? cells[idAt] || own(name) : own(name))) }];
          }),
        );
      }
    },
  };
}

/** The object of a list of children, by the name of the relationship. */
function childObject(list: string): string {
  if (list === 'Opportunities') return 'Opportunity';
  if (list.endsWith('__r')) return list.replace(/__r$/, '__c');
  return list.replace(/s$/, '');
}
