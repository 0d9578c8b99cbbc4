import type { InputLimits } from '../../input.ts';
import { type JsonHandler, JsonParser, type JsonScalar } from './parser.ts';

/**
 * How a JSON text holds its records. array: one list. lines: one value after another (JSON Lines), or a single record.
 * wrapper: an object around one or more lists of objects.
 */
export type JsonShape = 'array' | 'lines' | 'wrapper';

/** Looks at the start of a text only. */
class ShapeProbe implements JsonHandler {
  shape: JsonShape | undefined;
  /** A list of objects that is reached through objects only. */
  #hasList = false;
  #isRootClosed = false;
  readonly #stack: ('object' | 'array')[] = [];

  open(kind: 'object' | 'array'): void {
    const parent = this.#stack.at(-1);
    if (parent === undefined && kind === 'array') this.shape ??= 'array';
    const isListed = parent === 'array' && this.#stack.indexOf('array') === this.#stack.length - 1;
    if (kind === 'object' && isListed) this.#hasList = true;
    this.#stack.push(kind);
  }

  close(): void {
    this.#stack.pop();
    if (this.#stack.length === 0) this.#isRootClosed = true;
  }

  key(): void {}

  scalar(_value: JsonScalar): void {
    if (this.#stack.length === 0) this.shape ??= 'lines';
  }

  next(): boolean {
    if (this.shape !== 'array') this.shape = 'lines';
    return true;
  }

  get result(): JsonShape {
    if (this.shape !== undefined) return this.shape;
    return this.#isRootClosed && !this.#hasList ? 'lines' : 'wrapper';
  }
}

const linesExtension = /\.(jsonl|ndjson)$/i;

/** The name says that every line is a value. */
export function isNamedLines(file: string): boolean {
  return linesExtension.test(file);
}

export interface ShapeGuess {
  readonly shape: JsonShape;
  /** The text looked at is well-formed as far as it goes. */
  readonly isJson: boolean;
}

/** The shape of a JSON text by its start and the name of its file. */
export function shapeOf(head: string, file: string, limits: InputLimits): ShapeGuess {
  const probe = new ShapeProbe();
  let isJson = true;
  try {
    new JsonParser(probe, file, { ...limits, fieldBytes: Infinity }).write(head);
  } catch {
    // The reading itself says what is wrong and where.
    isJson = false;
  }
  return { shape: isNamedLines(file) ? 'lines' : probe.result, isJson };
}
