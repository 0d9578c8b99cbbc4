import { hash } from 'node:crypto';
import { trimText } from '../text/spaces.ts';
import { tidyName } from '../text/nearest-name.ts';
import type { BlockContext } from './block-context.ts';
import { prepareColumns, type Binding } from './columns.ts';
import { prepareExpression, type PreparedExpression } from './expressions.ts';
import { keyOfParts } from './join-key.ts';
import { evaluate } from './prepare-value.ts';
import type { KeySpec } from './schema/block.ts';
import { isEmpty, rawText, slotOf, type RowScope } from './scope.ts';
import { keyPlace, type Path } from './tree.ts';

/** Makes the key of the current row; empty text when it has none. */
export type ReadKey = (scope: RowScope) => string;

export interface PreparedKey {
  /** What the key is made of, for messages. */
  readonly label: string;
  readonly expressions: readonly PreparedExpression[];
  readonly names: readonly string[];
  /** Undefined: the table has none of the columns looked for. */
  bind(binding: Binding): ReadKey | undefined;
}

/** Compiles `key`. `auto` is a hash of the row, which comes with a warning: a changed row would look like a new record. */
export async function prepareKey(spec: KeySpec, path: Path, context: BlockContext): Promise<PreparedKey> {
  if (spec === 'auto') {
    context.problems.add(keyPlace(context.root, path), { code: 'mapping.key-auto', args: { block: context.block } });
    return { label: 'auto', expressions: [], names: [], bind: (binding) => hashOfRow(binding) };
  }
  if (typeof spec === 'object' && !Array.isArray(spec)) return prepareKeyObject(spec as KeyObject, path, context);
  const columns = prepareColumns(spec as string | string[], path, context);
  return {
    label: columns.names.join(', '),
    expressions: [],
    names: columns.names,
    bind(binding) {
      const readers = columns.bind(binding, 'key');
      const slot = slotOf(binding.scope, 'key', 'reject');
      const [only] = readers;
      if (readers.length === 1 && only !== undefined) return (scope) => trimText(rawText(only.read(scope, slot)));
      return (scope) => {
        const parts = readers.map((reader) => trimText(rawText(reader.read(scope, slot))));
        return parts.every((part) => part === '') ? '' : keyOfParts(parts);
      };
    },
  };
}

interface KeyObject {
  readonly expr?: string;
  readonly any?: string[];
  readonly all?: string[];
  readonly or?: 'auto';
}

async function prepareKeyObject(spec: KeyObject, path: Path, context: BlockContext): Promise<PreparedKey> {
  if (spec.expr !== undefined) {
    const expression = await prepareExpression(spec.expr, [...path, 'expr'], context);
    return {
      label: spec.expr,
      expressions: expression === undefined ? [] : [expression],
      names: [],
      bind(binding) {
        if (expression === undefined) return undefined;
        expression.bind(binding);
        const slot = slotOf(binding.scope, 'key', 'reject');
        return (scope) => {
          const made = evaluate(expression, null, scope, slot);
          return isEmpty(made) ? '' : trimText(rawText(made));
        };
      },
    };
  }
  if (spec.all !== undefined) return keyOfAll(spec.all, { path, or: spec.or }, context);
  if (spec.any === undefined) {
    context.problems.add(keyPlace(context.root, path), { code: 'mapping.missing-key', args: { key: 'any' } });
    return { label: '', expressions: [], names: [], bind: () => undefined };
  }
  const columns = prepareColumns({ any: spec.any }, path, context);
  return {
    label: spec.any.join(', '),
    expressions: [],
    names: spec.any,
    bind(binding) {
      const first = columns.bindFirst(binding, 'key');
      if (first === undefined) return spec.or === 'auto' ? hashOfRow(binding) : undefined;
      const slot = slotOf(binding.scope, 'key', 'reject');
      const auto = spec.or === 'auto' ? hashOfRow(binding) : undefined;
      return (scope) => trimText(rawText(first.read(scope, slot))) || (auto?.(scope) ?? '');
    },
  };
}

/** The headings of a list that a table has make the key together: two people of one name differ by their phones. */
function keyOfAll(
  all: string[],
  at: { readonly path: Path; readonly or: 'auto' | undefined },
  context: BlockContext,
): PreparedKey {
  const columns = prepareColumns({ any: all }, at.path, context);
  return {
    label: all.join(', '),
    expressions: [],
    names: all,
    bind(binding) {
      const readers = columns.bind(binding, 'key');
      const auto = at.or === 'auto' ? hashOfRow(binding) : undefined;
      if (readers.length === 0) return auto;
      const slot = slotOf(binding.scope, 'key', 'reject');
      return (scope) => {
        const parts = readers.map((reader) => trimText(rawText(reader.read(scope, slot))));
        return parts.every((part) => part === '') ? (auto?.(scope) ?? '') : keyOfParts(parts);
      };
    },
  };
}

/** A hash of the filled cells under their headings: the same on every run, whatever empty columns come and go. */
export function hashOfRow({ headings }: Binding): ReadKey {
  const names = headings.table.columns.map(tidyName);
  return (scope) => {
    let text = '';
    for (const [index, cell] of scope.cells.entries()) {
      if (!isEmpty(cell)) text += `${names[index] ?? ''}\u001F${rawText(cell)}\u001E`;
    }
    return text === '' ? '' : hash('sha256', text, 'hex').slice(0, 32);
  };
}
