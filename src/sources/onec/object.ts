/** A reference to another object, as an object format writes it. */
export interface OnecReference {
  /** GUID or another identifier; empty when only the block says what is meant. */
  readonly id: string;
  /** `Контрагенты`; empty when the file does not say. */
  readonly catalog: string;
  /** What the file repeats of the other object at the place of use. */
  readonly block: OnecRecord | undefined;
}

/** Fields, references and tables of an object or of a table row, by the names 1C gives them. Empty values are absent. */
export interface OnecRecord {
  readonly fields: Map<string, string>;
  readonly references: Map<string, OnecReference>;
  readonly tables: Map<string, OnecRecord[]>;
}

export type Section = 'catalog' | 'document' | 'register' | 'deletion' | 'table' | 'other';

/** One object of a file made by an object format: exchange, dump, OData. */
export interface OnecObject extends OnecRecord {
  readonly section: Section;
  /** `Контрагенты`, `ЗаказКлиента`. */
  readonly name: string;
  readonly line: number;
  /** Empty when the object has none. */
  readonly id: string;
  /** Other identifiers references may use: the number within the file. */
  readonly aliases: readonly string[];
}

export function emptyRecord(): OnecRecord {
  return { fields: new Map(), references: new Map(), tables: new Map() };
}

/** English standard names of dumps and OData, as the Russian ones that exchanges use. */
const standardNames: Readonly<Record<string, string>> = {
  Ref: 'Ссылка',
  Ref_Key: 'Ссылка',
  IsFolder: 'ЭтоГруппа',
  DeletionMark: 'ПометкаУдаления',
  Parent: 'Родитель',
  Owner: 'Владелец',
  Code: 'Код',
  Description: 'Наименование',
  Date: 'Дата',
  Number: 'Номер',
  Posted: 'Проведен',
  Predefined: 'Предопределенный',
  PredefinedDataName: 'ИмяПредопределенныхДанных',
  LineNumber: 'НомерСтроки',
};

export function russianName(name: string): string {
  return standardNames[name] ?? name;
}

const sections: readonly (readonly [RegExp, Section])[] = [
  [/^(?:Catalog|Справочник)/, 'catalog'],
  [/^(?:Document|Документ)/, 'document'],
  [/^(?:\w*Register|Регистр)/, 'register'],
];

/** The section an object kind belongs to by its full name: `CatalogObject.X`, `СправочникСсылка.X`, `Catalog_X`. */
export function sectionOf(kind: string): Section {
  return sections.find(([pattern]) => pattern.test(kind))?.[1] ?? 'other';
}

/** The first of several names that has a value. */
export function fieldOf(record: OnecRecord | undefined, ...names: readonly string[]): string {
  if (record === undefined) return '';
  for (const name of names) {
    const value = record.fields.get(name);
    if (value !== undefined && value !== '') return value;
  }
  return '';
}

export function referenceOf(record: OnecRecord | undefined, ...names: readonly string[]): OnecReference | undefined {
  if (record === undefined) return undefined;
  for (const name of names) {
    const reference = record.references.get(name);
    if (reference !== undefined) return reference;
  }
  return undefined;
}

/** The rows of every table whose name fits. */
export function rowsOf(record: OnecRecord, pattern: RegExp): readonly OnecRecord[] {
  const rows: OnecRecord[] = [];
  for (const [name, table] of record.tables) if (pattern.test(name)) rows.push(...table);
  return rows;
}
