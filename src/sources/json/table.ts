import { InputError } from '../../errors.ts';
import type { InputLimits } from '../../input.ts';
import type { Finding } from '../../model/issue.ts';
import type { Cell, Row, Scalar, Table } from '../../model/row.ts';
import type { JsonScalar } from './parser.ts';

/** A value inside a record: objects keep their names in order, repeated ones too. */
export type JsonNode = JsonScalar | JsonNode[] | JsonObject;
export interface JsonObject {
  readonly keys: string[];
  readonly values: JsonNode[];
}

/** Where a value of a record goes: a column of its own, or columns for what is inside it. */
interface Slot {
  readonly name: string;
  /** -1 until a value came. */
  column: number;
  readonly children: Map<string, Slot>;
  /** The object in which the slot was last used, by number: used twice in one object is a repeated name. */
  usedBy: number;
  /** Where the next value of the same name in the same object goes. */
  repeat?: Slot;
}

export interface JsonTableSetting {
  readonly file: string;
  readonly limits: InputLimits;
  readonly notice: (
    origin: { readonly table: Table; readonly line: number },
    finding: Finding,
    column?: string,
  ) => void;
}

function slot(name: string): Slot {
  return { name, column: -1, children: new Map(), usedBy: 0 };
}

/**
 * One list of objects as a table. Nested objects become columns such as `address.city`; lists become list cells; lists of objects
 * become list cells that run parallel, `phones.value` beside `phones.type`. A list inside a list is given as JSON text.
 */
export class JsonTable {
  readonly table: Table & { readonly columns: string[] };
  readonly #setting: JsonTableSetting;
  readonly #root = slot('');
  readonly #nested = new Set<string>();
  #cells: Cell[] = [];
  /** The list cells of the record by column. */
  readonly #lists = new Map<number, Scalar[]>();
  #line = 0;
  #objects = 0;

  constructor(name: string, setting: JsonTableSetting) {
    this.table = { file: setting.file, name, columns: [] };
    this.#setting = setting;
  }

  /** The row of a record that starts at `line`. */
  row(record: JsonNode, line: number): Row {
    this.#cells = [];
    this.#lists.clear();
    this.#line = line;
    if (isObject(record)) this.#flatten(this.#root, record);
    else this.#flatten(this.#child(this.#root, 'value'), record);
    const cells = this.#cells;
    for (let index = 0; index < cells.length; index += 1) cells[index] ??= null;
    return { table: this.table, line, cells };
  }

  #child(parent: Slot, key: string): Slot {
    const known = parent.children.get(key);
    if (known !== undefined) return known;
    const created = slot(parent.name === '' ? key : `${parent.name}.${key}`);
    parent.children.set(key, created);
    return created;
  }

  /** The slot of a name in the object numbered `object`; a repeated name has a slot for each time. */
  #slotIn(parent: Slot, key: string, object: number): Slot {
    let child = this.#child(parent, key);
    if (child.usedBy === object) this.#notice({ code: 'json.duplicate-key', args: { key } }, child.name);
    while (child.usedBy === object) child = child.repeat ??= slot(child.name);
    child.usedBy = object;
    return child;
  }

  #column(target: Slot): number {
    if (target.column !== -1) return target.column;
    const { columns } = this.table;
    const { file, limits } = this.#setting;
    target.column = columns.push(target.name) - 1;
    if (columns.length > limits.columns) {
      const args = { file, limit: 'columns', value: String(columns.length), allowed: String(limits.columns) };
      throw new InputError('input.limit', args, { place: { file, line: this.#line } });
    }
    return target.column;
  }

  #flatten(target: Slot, value: JsonNode): void {
    if (isObject(value)) this.#flattenObject(target, value, (child, inner) => this.#flatten(child, inner));
    else if (Array.isArray(value)) this.#flattenList(target, value);
    else if (value !== null || target.children.size === 0) this.#cells[this.#column(target)] = value;
  }

  #flattenObject(target: Slot, { keys, values }: JsonObject, into: (child: Slot, value: JsonNode) => void): void {
    if (keys.length === 0 && target !== this.#root && target.children.size === 0) this.#column(target);
    this.#objects += 1;
    const object = this.#objects;
    for (const [index, key] of keys.entries()) into(this.#slotIn(target, key, object), values[index] ?? null);
  }

  #flattenList(target: Slot, list: readonly JsonNode[]): void {
    if (list.length === 0) {
      if (target.children.size === 0) this.#column(target);
      return;
    }
    for (const [index, item] of list.entries()) this.#flattenItem(target, item, { index, length: list.length });
  }

  /** Puts one item of a list at its place in the list cells of its parts. */
  #flattenItem(target: Slot, item: JsonNode, at: { readonly index: number; readonly length: number }): void {
    if (isObject(item)) {
      this.#flattenObject(target, item, (child, inner) => this.#flattenItem(child, inner, at));
      return;
    }
    if (item === null && target.children.size > 0) return;
    const column = this.#column(target);
    let list = this.#lists.get(column);
    if (list === undefined) {
      list = Array.from<Scalar>({ length: at.length }).fill(null);
      this.#lists.set(column, list);
      this.#cells[column] = list;
    }
    if (Array.isArray(item)) {
      this.#noticeNested(target.name);
      list[at.index] = jsonText(item);
    } else {
      list[at.index] = item;
    }
  }

  /** Said once a column: it is a fact about the layout. */
  #noticeNested(column: string): void {
    if (this.#nested.has(column)) return;
    this.#nested.add(column);
    this.#notice({ code: 'json.nested-list', args: { column } }, column);
  }

  #notice(finding: Finding, column: string): void {
    this.#setting.notice({ table: this.table, line: this.#line }, finding, column);
  }
}

function isObject(node: JsonNode): node is JsonObject {
  return typeof node === 'object' && node !== null && !Array.isArray(node);
}

/** The node as JSON text, repeated names included. */
function jsonText(node: JsonNode): string {
  if (Array.isArray(node)) return `[${node.map(jsonText).join(',')}]`;
  if (!isObject(node)) return JSON.stringify(node);
  return `{${node.keys.map((key, index) => `${JSON.stringify(key)}:${jsonText(node.values[index] ?? null)}`).join(',')}}`;
}
