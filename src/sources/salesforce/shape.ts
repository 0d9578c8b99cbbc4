import type { Input } from '../../input.ts';
import { decodeAll } from '../../text/decoder.ts';
import { sniffDelimiter } from '../../text/delimiter.ts';
import { byteOrderMark, detectEncoding } from '../../text/encoding.ts';
import { CsvScanner } from '../csv/scanner.ts';
import type { CsvRecord } from '../csv/record.ts';
import { readId } from './id.ts';
import { apiName, knownObjects, objectOfHeadings, objectOfId } from './objects.ts';
import { isReportFooter, objectOfLabels } from './report-labels.ts';

/** The shapes in which exports of Salesforce come, in the words of those who make them. */
export const shapeNames = {
  weekly: 'Salesforce Data Export',
  loader: 'Salesforce Data Loader CSV',
  result: 'Salesforce Data Loader result file',
  bulk: 'Salesforce Bulk API CSV',
  query: 'Salesforce sf query CSV',
  json: 'Salesforce sf query JSON',
  tree: 'Salesforce sObject tree',
  plan: 'Salesforce sObject tree plan',
  report: 'Salesforce report',
  workbook: 'Salesforce report workbook',
} as const;
export type Shape = keyof typeof shapeNames;

/** What the start of a file shows. */
export interface FileShape {
  readonly shape: Shape;
  /** Undefined: the file does not tell. */
  readonly object: string | undefined;
  readonly delimiter: string;
  /** Headings as they stand. */
  readonly header: readonly string[];
  /** 1-based line of the header. */
  readonly headerLine: number;
  /** How sure it is that the file comes from Salesforce, 0 to 1. */
  readonly confidence: number;
}

/** The start of a file as text; UTF-16 with its mark included. */
export async function headText(input: Input): Promise<{ readonly text: string; readonly isWhole: boolean }> {
  const bytes = await input.head();
  const mark = byteOrderMark(bytes);
  const { encoding } = detectEncoding(bytes);
  const text = decodeAll(bytes, encoding, mark?.encoding === encoding ? mark.length : 0);
  return { text, isWhole: bytes.length >= input.bytes };
}

/** Looks at the start of a CSV file; undefined when it is no table. */
export async function csvShape(input: Input, name: string, named?: string): Promise<FileShape | undefined> {
  const { text, isWhole } = await headText(input);
  if (text.trim() === '' || text.split('\0').length > 1 + text.length / 50 || /^\s*[<{[]/.test(text)) return undefined;
  const delimiter = named ?? delimiterOf(text, isWhole);
  const records = firstRecords(text, delimiter, input, isWhole).filter(({ cells }) =>
    cells.some((cell) => cell !== ''),
  );
  const [head, ...rows] = records;
  if (head === undefined) return undefined;
  const header = head.cells.map((cell) => cell.trim());
  const base = { delimiter, header, headerLine: head.line };
  const isSigned = records.some(({ cells }) => isReportFooter(cells));
  const label = objectOfLabels(header, isSigned ? 1 : 2);
  if (isSigned || (label !== undefined && !header.some((heading) => heading.toLowerCase() === 'id'))) {
    if (label === undefined && !isSigned) return undefined;
    return { ...base, shape: 'report', object: label, confidence: isSigned ? 0.97 : 0.84 };
  }
  const shape = writerOf(text, header, rows);
  return { ...base, shape, ...recordsOf({ name, header, rows, isQuoted: text.startsWith('"Id"') }) };
}

/** The delimiters of Bulk API that the general search does not look for. */
function delimiterOf(text: string, isWhole: boolean): string {
  const guess = sniffDelimiter(text, isWhole);
  if (guess.columns > 1) return guess.delimiter;
  const line = text.slice(0, (text.search(/[\r\n]/) + 1 || text.length + 1) - 1);
  const written = ['^', '`'].find((char) => line.includes(char));
  return written ?? guess.delimiter;
}

function firstRecords(text: string, delimiter: string, input: Input, isWhole: boolean): readonly CsvRecord[] {
  const records: CsvRecord[] = [];
  const { file, limits } = input;
  const scanner = new CsvScanner(delimiter, { file, limits, firstLine: 1, width: 0, notice: () => {} });
  try {
    for (let from = 0; from < text.length && records.length < 50; from += 4096) {
      records.push(...scanner.write(text.slice(from, from + 4096)));
    }
    if (records.length < 50 && (isWhole || records.length === 0)) records.push(...scanner.end());
  } catch {
    // What is broken here stops the reading itself, with its place.
  }
  return records;
}

/** Which program wrote the table. */
function writerOf(text: string, header: readonly string[], rows: readonly CsvRecord[]): Shape {
  const last = header.at(-1)?.toUpperCase();
  if ((last === 'ERROR' || last === 'STATUS') && header.length > 2 && header.at(-1) === last) return 'result';
  const cells = rows.slice(0, 20).flatMap((row) => row.cells);
  const hasMidnight = cells.some((cell) => /^\d{4}-\d\d-\d\d \d\d:\d\d:\d\d$/.test(cell));
  const isQuoted = text.startsWith('"');
  if (isQuoted && text.startsWith('"Id"') && (hasMidnight || rows.length === 0)) return 'weekly';
  if (header.some((heading) => heading.length > 2 && heading === heading.toUpperCase() && /[A-Z]/.test(heading))) {
    return 'loader';
  }
  return isQuoted ? 'bulk' : 'query';
}

interface TableHead {
  readonly name: string;
  readonly header: readonly string[];
  readonly rows: readonly CsvRecord[];
  readonly isQuoted: boolean;
}

function recordsOf({ name, header, rows, isQuoted }: TableHead): Pick<FileShape, 'object' | 'confidence'> {
  const stem = (name.split('/').at(-1) ?? name).replace(/\.[^.]+$/, '');
  const named = knownObjects.includes(stem) || /^\w+__[a-z]+$/i.test(stem) ? stem : undefined;
  const idAt = header.findIndex((heading) => heading.toLowerCase() === 'id');
  if (idAt < 0) {
    const object = objectOfHeadings(header);
    return { object: named ?? object, confidence: object === undefined ? 0 : 0.82 };
  }
  const ids = rows.map(({ cells }) => readId((cells[idAt] ?? '').trim()));
  const real = ids.filter(({ state }) => state === 'id' || state === 'fixed');
  const known = header.filter((heading) => knownFields.has(apiName(heading))).length;
  // A full id proves itself by its checksum; an empty table is one when its name and its columns say so.
  const isProved = real.length > 0 && real.length >= ids.length / 2;
  const isEmptyTable = rows.length === 0 && known >= 3;
  // Among other tables of a weekly export its form is enough: some objects have no rows, some no ids of their own.
  const isWeeklyForm = header[0] === 'Id' && stemOf(stem) !== undefined && isQuoted;
  if (!isProved && !isEmptyTable && isWeeklyForm) return { object: named ?? stem, confidence: 0.4 };
  if (!isProved && !isEmptyTable) return { object: named, confidence: 0 };
  const confidence = known >= 2 ? 0.95 : 0.86;
  return { object: named ?? majority(real.map(({ id }) => objectOfId(id))) ?? stemOf(stem), confidence };
}

/** A custom object is named by its file only. */
function stemOf(stem: string): string | undefined {
  return /^[A-Za-z]\w*$/.test(stem) ? stem : undefined;
}

const knownFields = new Set([
  'IsDeleted',
  'CreatedDate',
  'CreatedById',
  'LastModifiedDate',
  'LastModifiedById',
  'SystemModstamp',
  'OwnerId',
  'AccountId',
  'StageName',
  'CloseDate',
  'LeadSource',
  'RecordTypeId',
  'MasterRecordId',
  'WhoId',
  'WhatId',
  'LastActivityDate',
  'LinkedEntityId',
  'ContactId',
  'OpportunityId',
  'ParentId',
  'Name',
  'FirstName',
  'LastName',
]);

function majority(names: readonly (string | undefined)[]): string | undefined {
  const counts = new Map<string, number>();
  for (const name of names) if (name !== undefined) counts.set(name, (counts.get(name) ?? 0) + 1);
  const [best] = [...counts].toSorted((one, other) => other[1] - one[1]);
  return best !== undefined && best[1] > names.length / 2 ? best[0] : undefined;
}
