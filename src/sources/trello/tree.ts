import type { Input } from '../../input.ts';
import { openText } from '../../text-input.ts';
import { JsonParser, type JsonHandler, type JsonScalar } from '../json/parser.ts';

export type Tree = JsonScalar | Tree[] | TreeObject;
export interface TreeObject {
  readonly [name: string]: Tree | undefined;
}

/** A JSON document held whole, with the line each object starts on. */
export interface Document {
  readonly root: Tree;
  lineOf(object: TreeObject): number;
}

/** Reads a JSON file whole. @throws InputError when it is no JSON or breaks off */
export async function readDocument(input: Input, checkAborted: () => void): Promise<Document> {
  const builder = new TreeBuilder();
  const parser = new JsonParser(builder, input.file, input.limits);
  const text = await openText(input);
  for await (const chunk of text.chunks()) {
    checkAborted();
    parser.write(chunk.text);
  }
  parser.end();
  return { root: builder.root, lineOf: (object) => builder.lines.get(object) ?? 1 };
}

class TreeBuilder implements JsonHandler {
  root: Tree = null;
  readonly lines = new WeakMap<object, number>();
  readonly #stack: (Record<string, Tree> | Tree[])[] = [];
  #key = '';

  next(): boolean {
    return false;
  }

  key(name: string): void {
    this.#key = name;
  }

  open(kind: 'object' | 'array', line: number): void {
    // Without a prototype a name such as `__proto__` is a name like any other.
    const node: Record<string, Tree> | Tree[] = kind === 'array' ? [] : (Object.create(null) as Record<string, Tree>);
    this.lines.set(node, line);
    this.#add(node);
    this.#stack.push(node);
  }

  close(): void {
    this.#stack.pop();
  }

  scalar(value: JsonScalar): void {
    this.#add(value);
  }

  #add(value: Tree): void {
    const open = this.#stack.at(-1);
    if (open === undefined) this.root = value;
    else if (Array.isArray(open)) open.push(value);
    else open[this.#key] = value;
  }
}

export function isObject(value: Tree | undefined): value is TreeObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** The objects of a list; none when it is no list. */
export function objects(value: Tree | undefined): readonly TreeObject[] {
  return Array.isArray(value) ? value.filter(isObject) : [];
}

/** A scalar as text; empty for anything else. */
export function textOf(value: Tree | undefined): string {
  if (typeof value === 'string') return value;
  return typeof value === 'number' || typeof value === 'boolean' ? String(value) : '';
}

export function texts(value: Tree | undefined): readonly string[] {
  return Array.isArray(value) ? value.map(textOf).filter((text) => text !== '') : [];
}
