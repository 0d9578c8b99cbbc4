import type { Context } from '../../context.ts';
import { issueAt } from '../../model/issue.ts';
import type { Cell, Row, Table } from '../../model/row.ts';
import { DroppedLinks } from './links.ts';
import { sayCounted } from './counted.ts';
import { enricherOf } from './enrich.ts';
import type { World } from './world.ts';
import { fillFromPerson } from './persons.ts';
import { LostLetters, wordPlaces } from './lost-letters.ts';
import type { Export } from './open.ts';
import { NamedParents } from './named-parents.ts';
import { Owners } from './owners.ts';
import type { Relations } from './relations.ts';
import { RowEdit } from './row-edit.ts';
import type { Sheet } from './sheet.ts';
import { contactColumns, tablesOf, type SheetTable } from './tables.ts';

const batchRows = 500;
/** Where the CLI stops unless told otherwise. */
const usualLimit = 50_000;

/** Gives the rows of an export, completed with what its tables know of each other. */
export class ExportRows {
  readonly #file: string;
  readonly #export: Export;
  readonly #relations: Relations;
  readonly #context: Context;
  readonly #tables: ReadonlyMap<Sheet, SheetTable>;
  readonly #world: World;
  readonly #lost = new LostLetters();
  readonly #counts = new Map<string, number>();
  readonly #parents: NamedParents;
  #origin: { table: Table; line: number };

  constructor(file: string, whole: Export, relations: Relations, context: Context) {
    this.#file = file;
    this.#export = whole;
    this.#relations = relations;
    this.#context = context;
    this.#tables = tablesOf(whole.sheets);
    this.#parents = new NamedParents(relations, whole.sheets);
    this.#origin = { table: { file, name: '', columns: [] }, line: 1 };
    this.#world = {
      relations,
      owners: new Owners(relations),
      dropped: new DroppedLinks(),
      bodies: whole.bodies,
      noCurrency: new Map(),
      files: { present: 0, missing: 0 },
      report: (finding) => context.report(issueAt(this.#origin, finding)),
    };
  }

  async *read(): AsyncGenerator<readonly Row[]> {
    const { sheets } = this.#export;
    const lastOfPeople = sheets.findLast(({ object }) => object === 'Contact' || object === 'Account');
    for (const sheet of sheets) {
      yield* this.#sheetRows(sheet);
      if (sheet === lastOfPeople) yield* this.#lonePersons();
    }
    yield* this.#parents.rows();
    this.#lost.finish(this.#context);
    sayCounted(this.#world, this.#file, this.#context);
    for (const [object, count] of this.#counts) this.#context.fact({ file: this.#file, name: object, value: count });
    const empty = sheets.filter(({ object }) => (this.#counts.get(object) ?? 0) === 0);
    const names = [...new Set(empty.map(({ object }) => object))].join(', ');
    if (names !== '') this.#context.fact({ file: this.#file, name: 'empty', value: names });
  }

  async *#sheetRows(sheet: Sheet): AsyncGenerator<readonly Row[]> {
    const { table, places } = this.#tables.get(sheet) ?? { table: undefined, places: undefined };
    if (table === undefined) return;
    const enricher = enricherOf(sheet.object);
    const edit = new RowEdit(table.columns);
    const words = wordPlaces(sheet);
    const namesParents = this.#parents.isNamedBy(table);
    const isSplit = this.#export.sheets.filter(({ object }) => object === sheet.object).length > 1;
    const idAt = isSplit ? sheet.columns.indexOf('Id') : -1;
    let [rows, repeated] = [0, 0];
    let batch: Row[] = [];
    for await (const records of sheet.records(this.#context)) {
      this.#context.signal.throwIfAborted();
      for (const record of records) {
        const { cells: raw, line } = record;
        rows += 1;
        const id = idAt < 0 ? '' : (raw[idAt] ?? '');
        if (id !== '' && !this.#relations.seeOnce(sheet.object, id)) {
          repeated += 1;
          continue;
        }
        this.#lost.look(sheet, words, record);
        const cells = placed(raw, places, table.columns.length);
        this.#origin = { table, line };
        edit.cells = cells;
        const pending = enricher?.apply(edit, this.#world);
        if (pending !== undefined) await pending;
        if (namesParents) this.#parents.note(edit, this.#origin);
        batch.push({ table, line, cells });
        if (batch.length < batchRows) continue;
        yield batch;
        batch = [];
      }
    }
    if (batch.length > 0) yield batch;
    this.#close(sheet, rows, repeated);
  }

  #close({ object, shape, input }: Sheet, rows: number, repeated: number): void {
    this.#counts.set(object, (this.#counts.get(object) ?? 0) + rows - repeated);
    const origin = { table: { file: input.file, name: object }, line: 1 };
    if (repeated > 0) {
      this.#context.report(issueAt(origin, { code: 'salesforce.repeated-ids', args: { object, count: repeated } }));
    }
    const isCut = rows === usualLimit && shape !== 'weekly' && shape !== 'json';
    const isCutTree = shape === 'tree' && (rows === 1000 || rows === 2000);
    if (isCut || isCutTree)
      this.#context.report(issueAt(origin, { code: 'salesforce.truncated', args: { object, rows } }));
  }

  /** Person accounts whose contact is not in the export become contacts by themselves. */
  async *#lonePersons(): AsyncGenerator<readonly Row[]> {
    if (!this.#relations.has('person')) return;
    const columns = contactColumns(this.#export.sheets, this.#tables);
    const edit = new RowEdit(columns);
    const tables = new Map<string, Table>();
    let batch: Row[] = [];
    for (const [account, facts] of this.#relations.all('person')) {
      if (!this.#relations.seeOnce('person', account)) continue;
      const [, line = '1', file = ''] = facts;
      const table = tables.get(file) ?? { file, name: 'Contact', columns };
      tables.set(file, table);
      const cells: Cell[] = columns.map(() => '');
      edit.cells = cells;
      edit.set('Id', this.#relations.resolve(account));
      edit.set('PersonAccountId', account);
      fillFromPerson(edit, facts);
      await enricherOf('Contact')?.apply(edit, this.#world);
      if (batch.length > 0 && (batch.length === batchRows || batch[0]?.table !== table)) {
        yield batch;
        batch = [];
      }
      batch.push({ table, line: Number(line), cells });
    }
    if (batch.length > 0) yield batch;
  }
}

/** The cells in the order of the table. */
function placed(raw: string[], places: readonly number[] | undefined, width: number): Cell[] {
  if (places === undefined) {
    const cells: Cell[] = raw;
    while (cells.length < width) cells.push(null);
    return cells;
  }
  const cells: Cell[] = Array.from<Cell>({ length: width }).fill(null);
  for (const [index, cell] of raw.entries()) cells[places[index] ?? 0] = cell;
  return cells;
}
