import { z } from 'zod';
import type { Context } from '../context.ts';
import type { Input } from '../input.ts';
import { wholeNumber } from '../model/option.ts';
import type { Row } from '../model/row.ts';
import type { OnecObject } from './onec/object.ts';
import { readObjects, type ReadObjects } from './onec/object-stage.ts';
import { AtomVisitor } from './onec/odata-atom.ts';
import { readJsonRecords } from './onec/odata-json.ts';
import { entitySet, objectOf } from './onec/odata-objects.ts';
import { readTree } from './onec/reading.ts';
import { detectOnec, partsOf } from './onec/sniff.ts';
import { defineSource } from './source.ts';

export const odataOptions = z.strictObject({
  set: z.string().optional().describe('Entity set, such as Catalog_Контрагенты, when the answer does not name it'),
  sets: z
    .array(z.string().regex(/^[\p{L}\p{N}_]{1,200}$/u))
    .min(1)
    .max(100)
    .default(['Catalog_Контрагенты'])
    .describe('Entity sets to ask for, when the source is the address of an infobase'),
  select: z
    .record(
      z.string(),
      z
        .array(z.string().regex(/^[\p{L}\p{N}_/]{1,200}$/u))
        .min(1)
        .max(500),
    )
    .default({})
    .describe('Properties to ask for, by entity set; all of them by default'),
  page_size: wholeNumber(1, 10_000).default(500).describe('Records asked for at a time'),
});

/** Saved answers of the OData interface of 1C, version 3, in JSON or Atom. */
export const onecOdata = defineSource({
  name: '1c-odata',
  summary: 'Saved answers of the OData interface of 1C (standard.odata, version 3), JSON or Atom, also zipped',
  extensions: ['.json', '.xml', '.zip'],
  preset: '1c-odata',
  options: odataOptions,
  partOf: () => 'odata',
  detect: (input) => detectOnec(input, '1c-odata'),
  read: (input, { set }, context) => readAnswers(input, set ?? '', context),
});

/** All answers of an export together: what refers to what may be in different ones. */
async function* readAnswers(input: Input, named: string, context: Context): AsyncGenerator<readonly Row[]> {
  const parts: Input[] = [];
  for (const part of input.parts ?? [input]) parts.push(...(await partsOf(part, '1c-odata')));
  const counter = { decoded: 0 };
  const forms = await Promise.all(parts.map(startsAsJson));
  const form = forms.every(Boolean) ? 'JSON' : forms.some(Boolean) ? 'JSON, Atom' : 'Atom';
  context.fact({ file: input.file, name: 'format', value: `OData 3 (${form})` });
  const [only] = parts;
  const file = parts.length === 1 && only !== undefined ? only.file : input.file;
  const read: ReadObjects = async function* (take, quiet) {
    const counted = quiet ? { decoded: 0 } : counter;
    for (const part of parts) yield* readAnswer(part, { named, counter: counted, take, quiet }, context);
  };
  yield* readObjects(file, read, context);
  if (counter.decoded > 0) context.fact({ file, name: 'decoded-entities', value: counter.decoded });
}

interface Answer {
  readonly named: string;
  readonly counter: { decoded: number };
  readonly take: (object: OnecObject) => void;
  readonly quiet: boolean;
}

async function* readAnswer(input: Input, answer: Answer, context: Context): AsyncGenerator<void> {
  const { named, counter, take, quiet } = answer;
  if (await startsAsJson(input)) {
    yield* readJson({ input, named, counter }, take, context);
    return;
  }
  const visitor = new AtomVisitor(input.file, (fields, set, line) => {
    take(objectOf(fields, entitySet(named || set), line, counter));
  });
  yield* readTree(input, visitor, context, { quiet });
}

async function startsAsJson(input: Input): Promise<boolean> {
  const start = Buffer.from((await input.head()).subarray(0, 100)).toString('latin1');
  return /^(?:\xef\xbb\xbf)?\s*\{/.test(start);
}

async function* readJson(
  from: { readonly input: Input; readonly named: string; readonly counter: { decoded: number } },
  take: (object: OnecObject) => void,
  context: Context,
): AsyncGenerator<void> {
  const { input, named, counter } = from;
  const records = readJsonRecords(input, (record, envelope, line) => {
    if (envelope.count !== '') context.fact({ file: input.file, name: 'records-in-base', value: envelope.count });
    take(objectOf(record, entitySet(named || envelope.set), line, counter));
  });
  for await (const step of records) {
    context.signal.throwIfAborted();
    yield step;
  }
}
