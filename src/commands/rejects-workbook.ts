import { basename, extname } from 'node:path';
import type { Locale } from '../locales/language.ts';
import { loadWorkbookTexts, type WorkbookTexts } from '../locales/workbook-texts.ts';
import type { EntityKind } from '../model/entity.ts';
import type { PersonalClass } from '../model/personal-class.ts';
import { classOfField } from '../model/personal-classes.ts';
import type { Report } from '../model/report.ts';
import { decides } from '../pipeline/report-issues.ts';
import { maskArgs } from '../pipeline/report-masking.ts';
import { wordingOf } from '../report/errors.ts';
import { capital, kindName } from '../report/names.ts';
import { bookBytes } from '../report/workbook/book.ts';
import { rejectsSheets } from '../report/workbook/rejects-book.ts';
import type { MissingEntry, RejectRow, RejectsBook, RejectSheet } from '../report/workbook/rejects-layout.ts';
import { writeParts } from '../store/output-file.ts';
import { overridesFile, readOverrides } from '../store/override-file.ts';
import { OverrideBook } from '../store/overrides.ts';
import { findingGroups, type StoredFinding } from '../store/plan-findings.ts';
import {
  isOfSelection,
  rowGroups,
  rowsOfGroup,
  type RowFilter,
  type RowGroup,
  type RowSelection,
  type StoredRow,
} from '../store/plan-rows.ts';
import { readDocument, readManifest, type Plan } from '../store/plan.ts';
import { projectFolder } from '../store/project-folder.ts';
import { rowHash } from '../text/edit-text.ts';
import { mask } from '../text/mask.ts';
import type { Invocation } from './command.ts';

/** More rows than this go into further files: spreadsheets become slow. */
const rowsInFile = 200_000;

interface Export {
  readonly plan: Plan;
  readonly locale: Locale;
  readonly texts: WorkbookTexts;
  readonly filter: RowFilter;
  readonly hasValues: boolean;
  readonly overrides: OverrideBook;
  /** Hides what a finding quotes, when values are not to be shown. */
  readonly hide: (finding: StoredFinding, kind: EntityKind) => StoredFinding;
}

/** Writes a workbook for people to correct rows in; several when there are too many rows. @returns what was written */
export async function writeRejectsWorkbook(
  invocation: Invocation,
  { plan, locale, file }: { readonly plan: Plan; readonly locale: Locale; readonly file: string },
): Promise<{ readonly files: readonly string[]; readonly rows: number }> {
  const { flags, config, context } = invocation;
  const selection = (flags.text('only') ?? 'rejected') as RowSelection;
  const filter = { selection, codes: codesFor(plan, flags.text('code'), flags.text('owner')) };
  const texts = await loadWorkbookTexts(config.language);
  const overrides = new OverrideBook(readOverrides(overridesFile(projectFolder(config.root).folder)));
  const hasValues = flags.flag('values');
  const { planHash, personal } = readManifest(plan);
  const hide = (finding: StoredFinding, kind: EntityKind) =>
    hasValues ? finding : withoutValues(finding, classOfField(kind, finding.field, personal), planHash);
  const run: Export = { plan, locale, texts, filter, overrides, hasValues, hide };
  const groups = rowGroups(plan, filter);
  const books = split(groups, rowsInFile);
  const { runId, project, mapping } = readManifest(plan);
  const common = { texts, project, run: runId, mapping: mapping.map(({ sha256 }) => sha256.slice(0, 16)).join(' ') };
  const files: string[] = [];
  for (const [number, parts] of (books.length === 0 ? [[]] : books).entries()) {
    const sheets = parts.map((part) => sheetOf(run, part));
    const missing = number === 0 && flags.text('code') === undefined ? missingEntries(plan) : [];
    const name = number === 0 ? file : besides(file, number + 1);
    const exportedAt = context.now().toISOString();
    const book: RejectsBook = { ...common, exportedAt, hasValues: run.hasValues, sheets, missing };
    writeParts(name, bookBytes(rejectsSheets(book)));
    files.push(name);
  }
  return { files, rows: groups.reduce((sum, { count }) => sum + count, 0) };
}

/** `rejects-2.xlsx` after `rejects.xlsx`. */
function besides(file: string, number: number): string {
  const extension = extname(file);
  return `${file.slice(0, -extension.length)}-${number}${extension}`;
}

function codesFor(plan: Plan, code: string | undefined, owner: string | undefined): readonly string[] | undefined {
  if (code === undefined && owner === undefined) return undefined;
  const codes = new Set(
    findingGroups(plan)
      .filter(
        (group) => (code === undefined || group.code === code) && (owner === undefined || decides(group) === owner),
      )
      .map((group) => group.code),
  );
  return [...codes];
}

interface Part {
  readonly group: RowGroup;
  readonly from: number;
  readonly count: number;
}

/** Groups dealt out to files of at most so many rows. */
function split(groups: readonly RowGroup[], most: number): readonly (readonly Part[])[] {
  const files: Part[][] = [];
  let room = 0;
  for (const group of groups) {
    for (let from = 0; from < group.count;) {
      if (room === 0) {
        files.push([]);
        room = most;
      }
      const count = Math.min(room, group.count - from);
      files.at(-1)?.push({ group, from, count });
      from += count;
      room -= count;
    }
  }
  return files;
}

function sheetOf(run: Export, { group, from, count }: Part): RejectSheet {
  const { plan, locale, filter } = run;
  const { columns, file, sheet } = group;
  const found = group.found.map((column) => columns.indexOf(column)).filter((index) => index >= 0);
  const place = sheet === '' ? basename(file) : sheet;
  const lists = new Map<number, readonly string[]>();
  for (const row of rowsOfGroup(plan, group, filter, { from, count: Math.min(count, 500) })) noteLists(row, lists);
  return {
    title: `${capital(kindName(locale, group.kind))} ${place}`,
    file: basename(file),
    columns,
    found: run.hasValues ? found.toSorted((a, b) => a - b) : [],
    lists,
    count,
    *rows() {
      for (const row of rowsOfGroup(plan, group, filter, { from, count })) yield rejectRow(run, row);
    },
  };
}

/** A value that is not in a list can be chosen from it. */
function noteLists({ findings, columns }: StoredRow, lists: Map<number, readonly string[]>): void {
  for (const { code, args, column } of findings) {
    if (code !== 'record.not-in-list' || column === null) continue;
    const { allowed } = args as { readonly allowed: string };
    lists.set(columns.indexOf(column), allowed.split(', '));
  }
}

function rejectRow(run: Export, row: StoredRow): RejectRow {
  const { seq, kind, system, key, line, columns, findings } = row;
  const hash = row.cells === null ? null : rowHash(row.cells);
  const shown = findings.filter((finding) => isOfSelection(finding, run.filter.selection));
  return {
    number: String(seq),
    kind,
    system,
    key,
    line,
    cells: run.hasValues ? row.cells : null,
    hash,
    problems: shown.map((finding) => problem(run.locale, run.hide(finding, kind), columns)),
    proposals: proposals(run, row, hash),
  };
}

/** What a message quotes is a value too: only a pseudonym of it is left. */
function withoutValues(finding: StoredFinding, personal: PersonalClass, salt: string): StoredFinding {
  return { ...finding, args: maskArgs(finding.args, (value) => mask(value, personal, { masking: 'full', salt })) };
}

function problem(locale: Locale, { code, severity, field, column, args }: StoredFinding, columns: readonly string[]) {
  const wording = wordingOf(locale, code);
  return {
    code,
    message: capital(wording.message(args)),
    remedy: wording.fix,
    index: column === null ? -1 : columns.indexOf(column),
    field,
    isError: severity === 'error',
  };
}

/** What a person typed before, else what the tool would suggest for a cell that holds nothing but the value found wrong. */
function proposals(run: Export, row: StoredRow, hash: string | null): ReadonlyMap<number, string> {
  const found = new Map<number, string>();
  for (const { column, value, suggestion } of row.findings) {
    const index = column === null ? -1 : row.columns.indexOf(column);
    if (index === -1 || suggestion === null || value === null) continue;
    if (row.cells?.[index] === value) found.set(index, suggestion);
  }
  const before = hash === null ? undefined : run.overrides.ofRow(row.kind, row.system, hash);
  for (const [index, line] of before?.cells ?? [])
    if (line.decision === 'fixed') found.set(index, line.new_value ?? '');
  return found;
}

/** What is masked in the report is no value to choose. */
function canBeChosen({ masking }: Report, { kind }: Report['maps'][number]): boolean {
  return masking === 'none' || (masking === 'partial' && kind !== 'user');
}

function missingEntries(plan: Plan): readonly MissingEntry[] {
  const report = readDocument(plan, 'report') as Report | undefined;
  const open = new Map(report?.maps.map((one) => [one.map, canBeChosen(report, one) ? one.targets : []]));
  return (report?.unmapped ?? []).map(({ map, value, count }, at) => ({
    number: `M${at + 1}`,
    map,
    value,
    count,
    results: (open.get(map) ?? []).map(({ target }) => target),
  }));
}
