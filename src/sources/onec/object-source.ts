import { z } from 'zod';
import type { Context } from '../../context.ts';
import type { Input } from '../../input.ts';
import type { Finding } from '../../model/issue.ts';
import type { Row } from '../../model/row.ts';
import { defineSource, type Source } from '../source.ts';
import type { OnecObject } from './object.ts';
import { detectOnec, partsOf, type OnecFormat } from './sniff.ts';
import type { TreeVisitor } from './xml-tree.ts';

/** What a visitor is given for one pass over a file. */
export interface Pass {
  readonly file: string;
  /** Counts entities that were decoded twice. */
  readonly counter: { decoded: number };
  readonly take: (object: OnecObject) => void;
}

/** Something in a file that no object holds. */
export interface LooseFinding {
  readonly line: number;
  readonly column: string;
  readonly finding: Finding;
}

/** A kind of XML file that holds objects of 1C in any order. */
interface ObjectFiles<V extends TreeVisitor> {
  readonly name: OnecFormat;
  readonly summary: string;
  readonly preset: string;
  /** The kind and version of a file, in words of the vendor. */
  readonly format: (input: Input) => Promise<string>;
  readonly visitor: (pass: Pass) => V;
  /** What the head of the file says, by names of facts; known when the file was read. */
  readonly facts?: (visitor: V) => Readonly<Record<string, string | undefined>>;
  /** Takes the findings made since the last chunk. */
  readonly findings?: (visitor: V) => readonly LooseFinding[];
}

/** Declares the source of such files; archives of them are read file by file. */
export function defineObjectSource<V extends TreeVisitor>(kind: ObjectFiles<V>): Source {
  const { name, summary, preset } = kind;
  return defineSource({
    name,
    summary,
    extensions: ['.xml', '.zip'],
    preset,
    options: z.strictObject({
      encoding: z.string().optional().describe('Encoding, when the file and its declaration are both wrong'),
    }),
    detect: (input) => detectOnec(input, name),
    async *read(input, { encoding }, context) {
      for (const part of await partsOf(input, name)) yield* readFile(part, { kind, encoding }, context);
    },
  });
}

async function* readFile<V extends TreeVisitor>(
  input: Input,
  { kind, encoding }: { readonly kind: ObjectFiles<V>; readonly encoding: string | undefined },
  context: Context,
): AsyncGenerator<readonly Row[]> {
  const [{ readObjects }, { readTree, reportRow }] = await Promise.all([
    import('./object-stage.ts'),
    import('./reading.ts'),
  ]);
  const { file } = input;
  const counter = { decoded: 0 };
  const fact = (name: string, value: string | number): void => context.fact({ file, name, value });
  fact('format', await kind.format(input));
  yield* readObjects(
    file,
    async function* (take, quiet) {
      const visitor = kind.visitor({ file, counter: quiet ? { decoded: 0 } : counter, take });
      for await (const _ of readTree(input, visitor, context, { quiet, encoding })) {
        const found = kind.findings?.(visitor) ?? [];
        for (const { line, column, finding } of quiet ? [] : found)
          reportRow(context, { table: { file, name: '', columns: [] }, line }, finding, { column });
        yield;
      }
      if (quiet) return;
      for (const [name, value] of Object.entries(kind.facts?.(visitor) ?? {}))
        if (value !== undefined && value !== '') fact(name, value);
    },
    context,
  );
  if (counter.decoded > 0) fact('decoded-entities', counter.decoded);
}
