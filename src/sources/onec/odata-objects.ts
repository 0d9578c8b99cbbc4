import { cleanText, identifier, isGuid, type EntityCounter } from '../../text/onec-values.ts';
import { emptyRecord, russianName, sectionOf, type OnecObject, type OnecRecord, type Section } from './object.ts';

/** A value of OData, whichever of its two forms it came in; numbers are the text of the file. */
export type ODataValue = string | boolean | null | ODataFields | readonly ODataValue[];
export interface ODataFields {
  readonly [name: string]: ODataValue;
}

/** The name of an entity set from the metadata link of an answer or the type of an entry. */
export interface EntitySet {
  readonly section: Section;
  /** Without the prefix: names themselves may hold `_`, so the link is the only certain source. */
  readonly name: string;
}

export function entitySet(full: string): EntitySet {
  const underscore = full.indexOf('_');
  const section = sectionOf(full);
  return { section, name: underscore < 0 ? full : full.slice(underscore + 1) };
}

/** One entity as an object. A table published as a set of its own has rows with the key of their owner. */
export function objectOf(fields: ODataFields, set: EntitySet, line: number, counter: EntityCounter): OnecObject {
  const record = recordOf(fields, counter);
  const id = identifier(textOf(fields['Ref_Key']));
  const isTable = set.section === 'catalog' && fields['LineNumber'] !== undefined && fields['Ref_Key'] !== undefined;
  return { ...record, section: isTable ? 'table' : set.section, name: set.name, line, id, aliases: [] };
}

function recordOf(fields: ODataFields, counter: EntityCounter): OnecRecord {
  const record = emptyRecord();
  for (const name of Object.keys(fields)) {
    const value = fields[name];
    if (value === undefined || value === null || isService(name)) continue;
    if (Array.isArray(value)) {
      const rows = value.filter((row): row is ODataFields => isFields(row));
      if (rows.length > 0)
        record.tables.set(
          russianName(name),
          rows.map((row) => recordOf(row, counter)),
        );
    } else if (isFields(value)) expanded(record, name, recordOf(value, counter));
    else scalar(record, name, fields, counter);
  }
  return record;
}

/** Links, value storages and type names of composite values. */
function isService(name: string): boolean {
  return name.includes('@') || name.includes('odata.') || /_(?:Base64Data|Type)$/.test(name);
}

function isFields(value: ODataValue): value is ODataFields {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function textOf(value: ODataValue | undefined): string {
  return typeof value === 'string' ? value : typeof value === 'boolean' ? String(value) : '';
}

function expanded(record: OnecRecord, name: string, block: OnecRecord): void {
  const own = russianName(name);
  const id = record.references.get(own)?.id ?? identifier(block.fields.get('Ссылка') ?? '');
  record.references.set(own, { id, catalog: '', block });
}

function scalar(record: OnecRecord, name: string, fields: ODataFields, counter: EntityCounter): void {
  const raw = textOf(fields[name]);
  // A contact string keeps its own escaping: it is a document to be parsed.
  const text = /^\s*[<{]/.test(raw) ? raw.trim() : cleanText(raw, counter);
  if (text === '') return;
  const type = textOf(fields[`${name}_Type`]);
  if (name === 'Ref_Key') record.fields.set('Ссылка', identifier(text));
  else if (name.endsWith('_Key')) reference(record, russianName(name.slice(0, -4)), text, '');
  else if (type.startsWith('StandardODATA.') && isGuid(text)) {
    reference(record, russianName(name), text, entitySet(type.slice('StandardODATA.'.length)).name);
  } else record.fields.set(russianName(name), text);
}

function reference(record: OnecRecord, name: string, text: string, catalog: string): void {
  const id = identifier(text);
  if (id === '') return;
  const block = record.references.get(name)?.block;
  record.references.set(name, { id, catalog, block });
}
