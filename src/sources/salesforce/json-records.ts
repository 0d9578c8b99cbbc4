import { checkLimit } from '../../archive.ts';
import type { Input } from '../../input.ts';
import { openText } from '../../text-input.ts';
import { type JsonHandler, JsonParser, type JsonScalar } from '../json/parser.ts';

/** A value inside a record. */
export type JsonValue = JsonScalar | readonly JsonValue[] | JsonRecord;
export interface JsonRecord {
  readonly [name: string]: JsonValue;
}

/** One record with the line where it starts. */
export interface JsonItem {
  readonly line: number;
  readonly value: JsonRecord;
}

/** Numbers and flags that stand around the records, such as `totalSize`. */
export type Surroundings = Map<string, JsonScalar>;

/**
 * The objects of the outermost list: `records` of a query or a tree, alone or under `result`, or a list that is the whole file.
 * Holds one record at a time.
 */
export async function* jsonItems(input: Input, around: Surroundings = new Map()): AsyncGenerator<readonly JsonItem[]> {
  const text = await openText(input);
  const handler = new Handler(around);
  const parser = new JsonParser(handler, input.file, input.limits);
  for await (const chunk of text.chunks()) {
    parser.write(chunk.text);
    checkLimit(input, 'heldBytes', handler.size);
    yield handler.take();
  }
  parser.end();
  yield handler.take();
}

type Open = Record<string, JsonValue> | JsonValue[];

class Handler implements JsonHandler {
  #items: JsonItem[] = [];
  readonly #around: Surroundings;
  /** Open objects and lists around the records: objects only, then the one list. */
  readonly #outer: ('object' | 'array')[] = [];
  readonly #open: Open[] = [];
  readonly #keys: string[] = [];
  #line = 1;
  #key = '';
  /** Values of the record being read. */
  size = 0;

  constructor(around: Surroundings) {
    this.#around = around;
  }

  take(): readonly JsonItem[] {
    const items = this.#items;
    this.#items = [];
    return items;
  }

  next(): boolean {
    return false;
  }

  key(name: string): void {
    this.#key = name;
  }

  open(kind: 'object' | 'array', line: number): void {
    if (this.#open.length === 0) {
      if (kind === 'array' || !this.#outer.includes('array')) {
        this.#outer.push(kind);
        return;
      }
      this.#line = line;
      this.size = 0;
    }
    const node: Open = kind === 'array' ? [] : Object.create(null);
    this.#put(node);
    this.#open.push(node);
    this.#keys.push(this.#key);
  }

  close(): void {
    const node = this.#open.pop();
    this.#keys.pop();
    if (node === undefined) {
      this.#outer.pop();
      return;
    }
    if (this.#open.length === 0 && !Array.isArray(node)) this.#items.push({ line: this.#line, value: node });
  }

  scalar(value: JsonScalar): void {
    if (this.#open.length > 0) this.#put(value);
    else if (!this.#outer.includes('array')) this.#around.set(this.#key, value);
  }

  #put(value: JsonValue | Open): void {
    this.size += 1;
    const parent = this.#open.at(-1);
    if (parent === undefined) return;
    if (Array.isArray(parent)) parent.push(value);
    else parent[this.#key] = value;
  }
}

/** Whether a value of a record is an object. */
export function isRecord(value: JsonValue | undefined): value is JsonRecord {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
