import { z } from 'zod';
import type { Context } from '../context.ts';
import { InputError } from '../errors.ts';
import type { Input } from '../input.ts';
import { issueAt } from '../model/issue.ts';
import { option } from '../model/option.ts';
import type { Row } from '../model/row.ts';
import { decodeAll } from '../text/decoder.ts';
import { byteOrderMark, detectEncoding, type Encoding } from '../text/encoding.ts';
import { openText, type TextInput } from '../text-input.ts';
import { JsonReader } from './json/reader.ts';
import { shapeOf } from './json/shape.ts';
import { defineSource, type Detection } from './source.ts';

const batchRows = 500;

const jsonOptions = z.strictObject({
  encoding: option(z.string().optional(), {
    en: 'Encoding, when the bytes do not tell',
    ru: 'Кодировка, если по байтам её не определить',
  }),
  path: option(z.string().optional(), {
    en: 'Names that lead to the list to read, such as result.items; by default every list of objects is a table',
    ru: 'Имена, ведущие к нужному списку, например result.items; по умолчанию таблицей становится каждый список объектов',
  }),
});
type JsonOptions = z.output<typeof jsonOptions>;

/**
 * JSON and JSON Lines. Each list of objects is a table named by the keys that lead to it; nested objects become columns such as
 * `address.city`, lists become list cells. Numbers that a double would change come as text, as written.
 */
export const json = defineSource({
  name: 'json',
  summary: 'JSON and JSON Lines: lists of objects, at the top or inside an object',
  extensions: ['.json', '.jsonl', '.ndjson'],
  options: jsonOptions,
  detect: detectJson,
  read: readJson,
});

async function detectJson(input: Input): Promise<Detection | undefined> {
  const bytes = await input.head();
  const { encoding } = detectEncoding(bytes);
  const head = headText(bytes, encoding);
  if (!/^\s*[{[]/.test(head)) return undefined;
  const { shape, isJson } = shapeOf(head, input.file, input.limits);
  const isNamed = /\.(json|jsonl|ndjson)$/i.test(input.file);
  if (!isJson) return isNamed ? { confidence: 0.5, kind: 'JSON, broken' } : undefined;
  return { confidence: isNamed ? 0.85 : 0.75, kind: shape === 'lines' ? 'JSON Lines' : 'JSON' };
}

function headText(bytes: Uint8Array, encoding: Encoding): string {
  const mark = byteOrderMark(bytes);
  return decodeAll(bytes, encoding, mark?.encoding === encoding ? mark.length : 0);
}

async function* readJson(input: Input, options: JsonOptions, context: Context): AsyncGenerator<readonly Row[]> {
  const text = await openText(input, options.encoding);
  const { shape } = shapeOf(headText(await input.head(), text.found.encoding), input.file, input.limits);
  const reader = new JsonReader({
    file: input.file,
    limits: input.limits,
    shape,
    path: options.path === undefined ? undefined : options.path.split('.').filter((name) => name !== ''),
    notice: (origin, finding, column) =>
      context.report(issueAt(origin, finding, column === undefined ? {} : { column })),
  });
  context.fact({ file: input.file, name: 'format', value: shape === 'lines' ? 'JSON Lines' : 'JSON' });
  sayEncoding(context, input.file, text);
  const losses = new LossWatch(input.file, text, context);
  let rows = 0;
  for await (const ready of readRows(text, reader, losses)) {
    for (const batch of batches(ready)) {
      context.signal.throwIfAborted();
      losses.look(batch);
      rows += batch.length;
      yield batch;
    }
    context.signal.throwIfAborted();
  }
  finish(input.file, { options, reader, context, rows });
  // What began as ASCII may have been decided since.
  sayEncoding(context, input.file, text);
}

function sayEncoding(context: Context, file: string, { found }: TextInput): void {
  const value = found.ascii ? 'ascii' : found.encoding;
  context.fact({ file, name: 'encoding', value, confidence: found.confidence });
}

async function* readRows(text: TextInput, reader: JsonReader, losses: LossWatch): AsyncGenerator<readonly Row[]> {
  for await (const chunk of text.chunks()) {
    losses.watch(chunk.text, chunk.damaged);
    reader.parser.write(chunk.text);
    yield takeRows(reader);
  }
  reader.parser.end();
  yield takeRows(reader);
}

function takeRows(reader: JsonReader): readonly Row[] {
  const { rows } = reader;
  reader.rows = [];
  return rows;
}

/** Cuts rows into batches of one table. */
function* batches(rows: readonly Row[]): Generator<readonly Row[]> {
  let start = 0;
  for (let index = 1; index <= rows.length; index += 1) {
    const isEnd = index === rows.length || index - start === batchRows || rows[index]?.table !== rows[start]?.table;
    if (!isEnd) continue;
    yield rows.slice(start, index);
    start = index;
  }
}

function finish(
  file: string,
  done: {
    readonly options: JsonOptions;
    readonly reader: JsonReader;
    readonly context: Context;
    readonly rows: number;
  },
): void {
  const { options, reader, context, rows } = done;
  if (rows === 0 && options.path !== undefined && options.path !== '' && !reader.isPathSeen) {
    throw new InputError('json.path', { file, path: options.path }, { place: { file } });
  }
  if (rows === 0)
    context.report(
      issueAt({ table: { file, name: '' }, line: 1 }, { code: 'input.no-rows', args: { file, table: '' } }),
    );
  if (reader.outside.size > 0) {
    const names = [...reader.outside].join(', ');
    context.report(issueAt({ table: { file, name: '' }, line: 1 }, { code: 'json.outside-tables', args: { names } }));
  }
}

/** Finds U+FFFD in the rows: characters lost now or before. */
class LossWatch {
  readonly #file: string;
  readonly #text: TextInput;
  readonly #context: Context;
  #replaced = false;
  #damaged = false;

  constructor(file: string, text: TextInput, context: Context) {
    this.#file = file;
    this.#text = text;
    this.#context = context;
  }

  watch(text: string, damaged: boolean): void {
    if (damaged) this.#damaged = true;
    if (!this.#replaced && (text.includes('\uFFFD') || /\\ufffd/i.test(text))) this.#replaced = true;
  }

  look(rows: readonly Row[]): void {
    if (!this.#replaced) return;
    for (const { table, line, cells } of rows) {
      for (const [index, cell] of cells.entries()) {
        const values = Array.isArray(cell) ? cell : [cell];
        const lost = values.find((value) => typeof value === 'string' && value.includes('\uFFFD'));
        if (typeof lost !== 'string') continue;
        const place = { column: table.columns[index] ?? '', value: lost };
        this.#context.report(
          this.#damaged
            ? issueAt(
                { table, line },
                {
                  code: 'input.encoding-damage',
                  args: { file: this.#file, place: `${this.#file}:${line}`, encoding: this.#text.found.encoding },
                },
                place,
              )
            : issueAt({ table, line }, { code: 'input.lost-characters', args: {} }, place),
        );
      }
    }
  }
}
