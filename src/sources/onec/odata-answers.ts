import type { Context } from '../../context.ts';
import type { Input } from '../../input.ts';
import type { Row } from '../../model/row.ts';
import type { OnecObject } from './object.ts';
import { readObjects, type ReadObjects } from './object-stage.ts';
import { AtomVisitor } from './odata-atom.ts';
import { readJsonRecords } from './odata-json.ts';
import { entitySet, objectOf } from './odata-objects.ts';
import { readTree } from './reading.ts';
import { partsOf } from './sniff.ts';

/** All answers of an export together: what refers to what may be in different ones. */
export async function* readAnswers(input: Input, named: string, context: Context): AsyncGenerator<readonly Row[]> {
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
