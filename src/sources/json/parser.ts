import { InputError } from '../../errors.ts';
import type { InputLimits } from '../../input.ts';
import type { JsonExpected } from '../../model/issues/json.ts';
import { bare, exactNumber, isEscaped, words, type JsonScalar } from './tokens.ts';

export type { JsonScalar } from './tokens.ts';

/** What a reader of JSON does with each event; `line` is 1-based. */
export interface JsonHandler {
  open(kind: 'object' | 'array', line: number): void;
  close(): void;
  key(name: string): void;
  /** Numbers that a double cannot give back as written (`1.10`, ids of 20 digits) come as text. */
  scalar(value: JsonScalar): void;
  /** A second value after the first; an error unless the text is JSON Lines. */
  next(): boolean;
}

// oxlint-disable-next-line no-control-regex
const control = /[\u0000-\u001F]/;

/**
 * Whether every line is a value: `named`, the file says so by its name; `maybe`, the values may also stand over several lines;
 * `yes`, values of one line were read and none of several.
 */
export type JsonLines = 'no' | 'named' | 'maybe' | 'yes';

type Expecting = JsonExpected | 'key-or-end' | 'value-or-end';

/**
 * Reads JSON (RFC 8259) and JSON Lines from chunks of text: memory holds one token. Strict: what is not JSON stops it, with its place.
 */
export class JsonParser {
  readonly #handler: JsonHandler;
  readonly #file: string;
  readonly #limits: InputLimits;
  #text = '';
  #position = 0;
  /** Characters before `#text`. */
  #base = 0;
  #line = 1;
  /** Characters before the line being read. */
  #lineStart = 0;
  #retryAt = 0;
  #isLast = false;
  #expecting: Expecting = 'value';
  readonly #stack: ('object' | 'array')[] = [];
  #lines: JsonLines;
  /** Line where the outermost value being read begins. */
  #rootLine = 1;

  constructor(handler: JsonHandler, file: string, limits: InputLimits, lines: JsonLines = 'no') {
    this.#handler = handler;
    this.#file = file;
    this.#limits = limits;
    this.#lines = lines;
  }

  /** Characters read so far. */
  get offset(): number {
    return this.#base + this.#position;
  }

  get line(): number {
    return this.#line;
  }

  /** @throws InputError where the text is not JSON or exceeds a limit */
  write(text: string): void {
    this.#base += this.#position;
    this.#text = this.#position >= this.#text.length ? text : this.#text.slice(this.#position) + text;
    this.#position = 0;
    if (this.#text.length < this.#retryAt) return;
    this.#scan();
    const rest = this.#text.length - this.#position;
    this.#retryAt = rest * 2;
    if (rest > this.#limits.fieldBytes) throw this.limit('fieldBytes', rest);
  }

  /** @throws InputError when the text breaks off */
  end(): void {
    this.#isLast = true;
    this.#scan();
    const isComplete = this.#stack.length === 0 && this.#expecting === 'end';
    const isBlank = this.#stack.length === 0 && this.#expecting === 'value' && this.#position >= this.#text.length;
    if (isBlank) throw new InputError('input.empty', { file: this.#file });
    if (this.#position < this.#text.length || !isComplete) throw this.#truncated();
  }

  limit(name: keyof InputLimits, value: number): InputError {
    const place = this.#place();
    const allowed = String(this.#limits[name]);
    return new InputError('input.limit', { file: this.#file, limit: name, value: String(value), allowed }, { place });
  }

  #place(): { file: string; line: number; column: number } {
    return { file: this.#file, line: this.#line, column: this.offset - this.#lineStart + 1 };
  }

  #truncated(): InputError {
    const place = this.#place();
    const where = `${place.file}:${place.line}:${place.column}`;
    return new InputError('input.truncated', { file: this.#file, place: where }, { place });
  }

  #scan(): void {
    const text = this.#text;
    while (this.#position < text.length) {
      const code = text.charCodeAt(this.#position);
      if (code === 0x20 || code === 0x09) this.#position += 1;
      else if (code === 0x0a || code === 0x0d) {
        if (!this.#lineEnd(code)) return;
      } else if (!this.#token(code)) return;
    }
  }

  /** False when the rest of the line end may be in the next chunk. */
  #lineEnd(code: number): boolean {
    const isLastCharacter = this.#position === this.#text.length - 1;
    if (code === 0x0d && isLastCharacter && !this.#isLast) return false;
    if (this.#stack.length > 0 && this.#isLineBroken()) throw this.#unfinished();
    this.#position += code === 0x0d && this.#text.charCodeAt(this.#position + 1) === 0x0a ? 2 : 1;
    this.#line += 1;
    this.#lineStart = this.offset;
    return true;
  }

  /** A value goes on behind the end of its line where each line is a value: its end was lost. */
  #isLineBroken(): boolean {
    if (this.#lines === 'yes') return true;
    return this.#lines === 'named' && /[\n\r]\{/y.test(this.#text.slice(this.#position, this.#position + 2));
  }

  #unfinished(): InputError {
    const place = this.#place();
    return new InputError('json.unfinished-line', place, { place });
  }

  /** False when the token goes on in the next chunk. */
  #token(code: number): boolean {
    switch (code) {
      case 0x22:
        return this.#string();
      case 0x7b:
        return this.#open('object');
      case 0x5b:
        return this.#open('array');
      case 0x7d:
        return this.#close('object');
      case 0x5d:
        return this.#close('array');
      case 0x2c:
        return this.#comma();
      case 0x3a:
        if (this.#expecting !== 'colon') throw this.#unexpected(':');
        this.#expecting = 'value';
        this.#position += 1;
        return true;
      default:
        return this.#bare();
    }
  }

  #wantValue(found: string): void {
    if (this.#expecting === 'value' || this.#expecting === 'value-or-end') return;
    if (this.#expecting === 'end') {
      if (this.#handler.next()) return;
      const place = this.#place();
      throw new InputError('json.trailing', place, { place });
    }
    throw this.#unexpected(found);
  }

  #open(kind: 'object' | 'array'): boolean {
    this.#wantValue(kind === 'object' ? '{' : '[');
    if (this.#stack.length === 0) this.#rootLine = this.#line;
    this.#stack.push(kind);
    if (this.#stack.length > this.#limits.jsonDepth) throw this.limit('jsonDepth', this.#stack.length);
    this.#handler.open(kind, this.#line);
    this.#expecting = kind === 'object' ? 'key-or-end' : 'value-or-end';
    this.#position += 1;
    return true;
  }

  #close(kind: 'object' | 'array'): boolean {
    const isExpected =
      this.#expecting === 'comma' || this.#expecting === (kind === 'object' ? 'key-or-end' : 'value-or-end');
    if (!isExpected || this.#stack.at(-1) !== kind) throw this.#unexpected(kind === 'object' ? '}' : ']');
    this.#stack.pop();
    this.#position += 1;
    this.#afterValue();
    if (this.#stack.length === 0 && this.#lines !== 'no' && this.#lines !== 'yes')
      this.#lines = this.#line === this.#rootLine ? 'yes' : 'no';
    this.#handler.close();
    return true;
  }

  #comma(): boolean {
    if (this.#expecting !== 'comma') throw this.#unexpected(',');
    this.#expecting = this.#stack.at(-1) === 'object' ? 'key' : 'value';
    this.#position += 1;
    return true;
  }

  #afterValue(): void {
    this.#expecting = this.#stack.length === 0 ? 'end' : 'comma';
  }

  #string(): boolean {
    const isKey = this.#expecting === 'key' || this.#expecting === 'key-or-end';
    if (!isKey) this.#wantValue('"');
    const text = this.#text;
    const start = this.#position + 1;
    let end = text.indexOf('"', start);
    while (end !== -1 && isEscaped(text, start, end)) end = text.indexOf('"', end + 1);
    if (end === -1) {
      // A line break in the text means that the closing quote is missing: say so here, not at the end of the file.
      const next = text.indexOf('\n', start);
      if (next !== -1) throw this.#brokenString(next);
      return false;
    }
    if (end - start > this.#limits.fieldBytes) throw this.limit('fieldBytes', end - start);
    const value = this.#textOf(text.slice(start, end), start);
    this.#position = end + 1;
    if (isKey) {
      this.#expecting = 'colon';
      this.#handler.key(value);
    } else {
      this.#afterValue();
      this.#handler.scalar(value);
    }
    return true;
  }

  #textOf(raw: string, start: number): string {
    const wrong = raw.search(control);
    if (wrong !== -1) throw this.#brokenString(start + wrong);
    if (!raw.includes('\\')) return raw;
    try {
      return JSON.parse(`"${raw}"`) as string;
    } catch (cause) {
      throw this.#brokenString(start + raw.indexOf('\\'), cause);
    }
  }

  #brokenString(position: number, cause?: unknown): InputError {
    const place = { ...this.#place(), column: this.#base + position - this.#lineStart + 1 };
    return new InputError('json.string', place, { place, cause });
  }

  /** A number or one of the three words. */
  #bare(): boolean {
    bare.lastIndex = this.#position;
    const found = bare.exec(this.#text)?.[0] ?? this.#text.charAt(this.#position);
    const end = this.#position + found.length;
    const isMisplaced = !['value', 'value-or-end', 'end'].includes(this.#expecting);
    if (end === this.#text.length && !this.#isLast && !isMisplaced) return false;
    if (isMisplaced) throw this.#unexpected(found);
    const value = words.get(found) ?? (found === 'null' ? null : exactNumber(found));
    if (value === undefined)
      throw this.#isLast && end === this.#text.length ? this.#cutOrWrong(found) : this.#unexpected(found);
    this.#wantValue(found);
    this.#position = end;
    this.#afterValue();
    this.#handler.scalar(value);
    return true;
  }

  /** The last word of a file: cut off when it is the start of something. */
  #cutOrWrong(found: string): InputError {
    const isStart =
      /^-?\d*\.?\d*(?:[eE][+-]?)?$/.test(found) || [...words.keys()].some((word) => word.startsWith(found));
    return isStart && this.#stack.length > 0 ? this.#truncated() : this.#unexpected(found);
  }

  #unexpected(found: string): InputError {
    const place = this.#place();
    const expected = expectedOf(this.#expecting);
    return new InputError('json.syntax', { ...place, expected, found: found.slice(0, 30) }, { place });
  }
}

function expectedOf(expecting: Expecting): JsonExpected {
  if (expecting === 'key-or-end') return 'key';
  return expecting === 'value-or-end' ? 'value' : expecting;
}
