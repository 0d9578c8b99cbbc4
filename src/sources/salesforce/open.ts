import { createHash } from 'node:crypto';
import { dirname, join } from 'node:path';
import type { Context } from '../../context.ts';
import { InputError } from '../../errors.ts';
import { fileInput } from '../../input.ts';
import { issueAt, type Finding } from '../../model/issue.ts';
import { readWhole } from '../../archive.ts';
import { cleanSheet } from './clean-sheet.ts';
import { csvSheet } from './csv-sheet.ts';
import type { DateOrder } from './dates.ts';
import { decideEncodings } from './encoding.ts';
import { jsonSheets, treeScope, type TreeScope } from './json-sheet.ts';
import type { Part } from './parts.ts';
import { readingOrder } from './objects.ts';
import type { Relations } from './relations.ts';
import { reportSheet } from './report-sheet.ts';
import type { FileShape, Shape } from './shape.ts';
import type { Sheet } from './sheet.ts';
import { surveyPart } from './survey.ts';
import { unfold } from './unfold.ts';
import { workbookSheet } from './workbook-sheet.ts';

/** What a person may say about an export. */
export interface SalesforceOptions {
  readonly encoding?: string | undefined;
  readonly delimiter?: string | undefined;
  readonly object?: string | undefined;
  readonly date?: DateOrder | undefined;
  readonly cases?: boolean | undefined;
  readonly null_words?: 'empty' | 'text' | undefined;
}

/** The tables of an export and the contents of its files. */
export interface Export {
  readonly sheets: readonly Sheet[];
  readonly bodies: ReadonlyMap<string, Part>;
}

interface Opening {
  readonly file: string;
  readonly options: SalesforceOptions;
  readonly relations: Relations;
  readonly context: Context;
}

/** Folders of the weekly export whose files are named by the id of their record. */
const bodyFolder = /(?:^|\/)(?:Attachments|ContentVersion|Documents|Other Uploaded Collateral)\/([A-Za-z0-9]{15,18})$/;

/**
 * Finds out what each file of an export is and makes tables of it, in an order in which parents come first.
 * @throws InputError when nothing of Salesforce is there
 */
export async function openExport(parts: readonly Part[], opening: Opening): Promise<Export> {
  const bodies = new Map<string, Part>();
  const tables: { readonly part: Part; readonly shape: FileShape }[] = [];
  const json: { readonly part: Part; readonly shape: Shape }[] = [];
  const sheets: Sheet[] = [];
  for (const part of parts) {
    const body = bodyFolder.exec(part.name);
    const survey = body === null ? await surveyPart(part, opening.options) : undefined;
    if (body !== null) bodies.set(body[1] ?? '', part);
    else if (survey === undefined) tell(opening, part, { code: 'salesforce.file-skipped', args: {} });
    else if (survey.kind === 'csv') tables.push({ part, shape: survey.shape });
    else if (survey.kind === 'json') json.push({ part, shape: survey.shape });
    else {
      const sheet = await workbookSheet(part.input);
      if (sheet !== undefined) sheets.push(sheet);
    }
  }
  sheets.push(...(await tableSheets(await withoutCopies(tables, opening), opening)));
  sheets.push(...(await recordSheets(json, opening)));
  if (sheets.length === 0) throw new InputError('salesforce.no-data', { file: opening.file });
  const isWeekly = sheets.some(({ shape }) => shape === 'weekly');
  return { sheets: inOrder(sheets).map((sheet) => cleanSheet(sheet, opening.options.date, isWeekly)), bodies };
}

function tell({ context }: Opening, part: Part, finding: Finding): void {
  context.report(issueAt({ table: { file: part.input.file, name: '' }, line: 1 }, finding));
}

type Table = { readonly part: Part; readonly shape: FileShape };

/** Of files that are equal byte for byte one is read: an export may lie there twice, packed and unpacked. */
async function withoutCopies(tables: readonly Table[], opening: Opening): Promise<readonly Table[]> {
  const bySize = new Map<string, Table[]>();
  for (const table of tables) {
    const size = `${table.shape.object ?? ''} ${table.part.input.bytes}`;
    bySize.set(size, [...(bySize.get(size) ?? []), table]);
  }
  const copies = new Set<Table>();
  for (const same of bySize.values()) {
    const known = new Map<string, Table>();
    for (const table of same.length > 1 ? same : []) {
      const hash = await hashOf(table.part);
      const first = known.get(hash);
      if (first === undefined) known.set(hash, table);
      else {
        copies.add(table);
        tell(opening, table.part, { code: 'salesforce.same-file', args: { other: first.part.input.file } });
      }
    }
  }
  return tables.filter((table) => !copies.has(table));
}

async function hashOf({ input }: Part): Promise<string> {
  const hash = createHash('sha256');
  for await (const chunk of input.open() as AsyncIterable<Uint8Array>) hash.update(chunk);
  return hash.digest('hex');
}

async function tableSheets(tables: readonly Table[], opening: Opening): Promise<readonly Sheet[]> {
  const { options, context } = opening;
  const isSet = tables.length > 1 && options.encoding === undefined;
  const isWeekly = tables.some(({ shape }) => shape.shape === 'weekly');
  const files = tables.map(({ part }) => part);
  const encodings = isSet ? await decideEncodings(files, isWeekly, context) : undefined;
  return tables.flatMap(({ part, shape }) => {
    const object = options.object ?? shape.object;
    if (object === undefined) throw new InputError('salesforce.object-unknown', { file: part.input.file });
    const nullIsEmpty = options.null_words === 'empty';
    const encoding = options.encoding ?? encodings?.get(part);
    const sheet = csvSheet({ part, shape, object, encoding, nullIsEmpty });
    return shape.shape === 'report' ? [reportSheet(sheet)] : unfold(sheet);
  });
}

/** JSON files: answers of queries, and trees with the plans that hold them together. */
async function recordSheets(
  files: readonly { readonly part: Part; readonly shape: Shape }[],
  { relations }: Opening,
): Promise<readonly Sheet[]> {
  const plans = files.filter(({ shape }) => shape === 'plan').map(({ part }) => part);
  const trees = files.filter(({ shape }) => shape === 'tree').map(({ part }) => part);
  const scopes = new Map<Part, TreeScope>();
  for (const plan of plans) {
    const names = await planFiles(plan);
    const planned = await Promise.all([...new Set(names)].map((name) => partNamed(name, plan, trees)));
    const scope = await treeScope(planned, plan.name.replace(/^.*\//, ''));
    for (const tree of planned) scopes.set(tree, scope);
  }
  const loose = trees.filter((tree) => !scopes.has(tree));
  if (loose.length > 0) {
    const scope = await treeScope(loose);
    for (const tree of loose) scopes.set(tree, scope);
  }
  for (const { references } of new Set(scopes.values())) {
    for (const { key, object } of references.values()) relations.treeObjects.set(key, object);
  }
  const sheets: Sheet[] = [];
  for (const [tree, scope] of scopes) sheets.push(...(await jsonSheets(tree, scope)));
  for (const { part, shape } of files) if (shape === 'json') sheets.push(...(await jsonSheets(part, undefined)));
  return sheets;
}

async function planFiles({ input }: Part): Promise<readonly string[]> {
  let plan: unknown;
  try {
    plan = JSON.parse((await readWhole(input)).toString('utf8').replace(/^\uFEFF/, ''));
  } catch (cause) {
    if (cause instanceof InputError) throw cause;
    throw new InputError('salesforce.no-data', { file: input.file }, { cause });
  }
  const steps = Array.isArray(plan) ? (plan as readonly unknown[]) : [];
  return steps.flatMap((step) => {
    const files = typeof step === 'object' && step !== null && 'files' in step ? step.files : [];
    return Array.isArray(files) ? files.map(String) : [];
  });
}

/** A file of a plan: among those given, or on disk beside the plan. */
async function partNamed(name: string, plan: Part, trees: readonly Part[]): Promise<Part> {
  const folder = plan.name.includes('/') ? plan.name.slice(0, plan.name.lastIndexOf('/') + 1) : '';
  const given = trees.find((tree) => tree.name === folder + name);
  if (given !== undefined) return given;
  const { path, file, limits } = plan.input;
  if (path === undefined) throw new InputError('salesforce.plan-file-missing', { file, name });
  const beside = join(dirname(path), name);
  try {
    return { name, input: { ...(await fileInput(beside, limits)), file: join(dirname(file), name) } };
  } catch (cause) {
    throw new InputError('salesforce.plan-file-missing', { file, name }, { cause });
  }
}

function inOrder(sheets: readonly Sheet[]): readonly Sheet[] {
  const place = ({ object }: Sheet): number => {
    const index = readingOrder.indexOf(object);
    return index < 0 ? readingOrder.length : index;
  };
  return sheets
    .map((sheet, index) => ({ sheet, index }))
    .toSorted((one, other) => place(one.sheet) - place(other.sheet) || one.index - other.index)
    .map(({ sheet }) => sheet);
}
