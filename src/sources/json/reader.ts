import type { InputLimits } from '../../input.ts';
import type { Row } from '../../model/row.ts';
import { type JsonHandler, JsonParser, type JsonScalar } from './parser.ts';
import { isNamedLines, type JsonShape } from './shape.ts';
import { type JsonNode, type JsonObject, JsonTable, type JsonTableSetting } from './table.ts';

export interface JsonReaderSetting extends JsonTableSetting {
  readonly file: string;
  readonly limits: InputLimits;
  readonly shape: JsonShape;
  /** Names that lead to the one list or object to read; undefined: every list of objects is a table. */
  readonly path: readonly string[] | undefined;
}

/** Makes rows of the events of the parser. Holds one record at a time. */
export class JsonReader implements JsonHandler {
  readonly parser: JsonParser;
  /** Rows completed and not yet taken. */
  rows: Row[] = [];
  /** Names of values that stand outside the tables. */
  readonly outside = new Set<string>();
  /** The list that `path` leads to was there, be it empty. */
  isPathSeen = false;
  readonly #setting: JsonReaderSetting;
  readonly #tables = new Map<string, JsonTable>();
  /** Open objects and lists outside of records, with the name under which each stands. */
  readonly #frames: { readonly kind: 'object' | 'array'; readonly name: string }[] = [];
  /** Open objects and lists of the record being read. */
  readonly #record: (JsonObject | JsonNode[])[] = [];
  #recordLine = 0;
  #recordStart = 0;
  #key = '';

  constructor(setting: JsonReaderSetting) {
    this.#setting = setting;
    const lines = setting.shape !== 'lines' ? 'no' : isNamedLines(setting.file) ? 'named' : 'maybe';
    this.parser = new JsonParser(this, setting.file, setting.limits, lines);
  }

  next(): boolean {
    return this.#setting.shape === 'lines';
  }

  key(name: string): void {
    const open = this.#record.at(-1);
    if (open !== undefined && !Array.isArray(open)) open.keys.push(name);
    else this.#key = name;
  }

  open(kind: 'object' | 'array', line: number): void {
    if (this.#record.length > 0 || this.#isRecord(kind)) {
      const node: JsonObject | JsonNode[] = kind === 'array' ? [] : { keys: [], values: [] };
      if (this.#record.length === 0) {
        this.#recordLine = line;
        this.#recordStart = this.parser.offset;
      } else {
        this.#add(node);
      }
      this.#record.push(node);
      return;
    }
    this.#frames.push({ kind, name: this.#frames.at(-1)?.kind === 'array' ? '' : this.#key });
    if (kind === 'array' && this.#isWanted('array')) this.isPathSeen = true;
  }

  close(): void {
    const node = this.#record.pop();
    if (node === undefined) {
      this.#frames.pop();
      return;
    }
    this.#checkSize();
    if (this.#record.length === 0) this.#emit(node, this.#recordLine);
  }

  scalar(value: JsonScalar): void {
    if (this.#record.length > 0) {
      this.#add(value);
      this.#checkSize();
      return;
    }
    if (this.#isListed() && this.#isWanted('array')) this.#emit(value, this.parser.line);
    else if (this.#frames.length > 0 && this.#key !== '') this.outside.add(this.#key);
  }

  #add(node: JsonNode): void {
    const open = this.#record.at(-1);
    if (Array.isArray(open)) open.push(node);
    else open?.values.push(node);
  }

  #checkSize(): void {
    const size = this.parser.offset - this.#recordStart;
    if (size > this.#setting.limits.rowBytes) throw this.parser.limit('rowBytes', size);
  }

  /** Directly in a list that holds records: the only list open, so that it was reached through objects. */
  #isListed(): boolean {
    if (this.#setting.shape === 'lines' && this.#setting.path === undefined) return this.#frames.length === 0;
    return (
      this.#frames.at(-1)?.kind === 'array' &&
      this.#frames.findIndex(({ kind }) => kind === 'array') === this.#frames.length - 1
    );
  }

  /** Whether the value that opens here is a record. */
  #isRecord(kind: 'object' | 'array'): boolean {
    const { path, shape } = this.#setting;
    if (path === undefined) {
      if (shape === 'lines') return true;
      return this.#isListed() && (kind === 'object' || shape === 'array');
    }
    if (this.#isListed()) return this.#isWanted('array');
    return kind === 'object' && this.#isWanted('object');
  }

  /** Whether what is open, or the object about to open, stands where `path` leads. */
  #isWanted(kind: 'object' | 'array'): boolean {
    const { path, shape } = this.#setting;
    if (path === undefined) return shape !== 'wrapper';
    const names = this.#names();
    if (kind === 'object' && this.#frames.length > 0) names.push(this.#key);
    return names.length === path.length && names.every((name, index) => name === path[index]);
  }

  /** Names from the root to the innermost open frame. */
  #names(): string[] {
    return this.#frames.slice(1).map(({ name }) => name);
  }

  #emit(node: JsonNode, line: number): void {
    const name = this.#names().join('.');
    let table = this.#tables.get(name);
    if (table === undefined) {
      table = new JsonTable(name, this.#setting);
      this.#tables.set(name, table);
    }
    this.rows.push(table.row(node, line));
  }
}
