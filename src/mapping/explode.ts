import type { Cell, Value } from '../model/row.ts';
import { compilePattern, type Pattern } from '../text/pattern.ts';
import { placeIn, type BlockContext } from './block-context.ts';
import { prepareColumns, indexesOf, type Binding } from './columns.ts';
import { prepareExpression, type PreparedExpression } from './expressions.ts';
import { evaluate } from './prepare-value.ts';
import type { ExplodeSpec } from './schema/block.ts';
import { isEmpty, rawText, slotOf, type RowScope } from './scope.ts';
import { keyPlace, type Path } from './tree.ts';

/** The cells of each record one row gives. */
type ExplodeRow = (scope: RowScope) => readonly (readonly Cell[])[];

export interface PreparedExplode {
  readonly expressions: readonly PreparedExpression[];
  bind(binding: Binding): ExplodeRow | undefined;
}

/** Compiles `explode`: the parts of a column, or the items of an expression, become records of their own. */
export async function prepareExplode(
  spec: ExplodeSpec,
  path: Path,
  context: BlockContext,
): Promise<PreparedExplode | undefined> {
  if ((spec.column === undefined) === (spec.expr === undefined)) {
    const args = { one: 'column', other: 'expr' };
    context.problems.add(keyPlace(context.root, path), { code: 'mapping.conflict', args });
    return undefined;
  }
  if (spec.expr !== undefined) return byExpression(spec.expr, path, context);
  const name = spec.column ?? '';
  const pattern = spec.split === undefined ? undefined : await splitter(spec.split, [...path, 'split'], context);
  const columns = prepareColumns(name, [...path, 'column'], context);
  return {
    expressions: [],
    bind(binding) {
      if (columns.bind(binding, 'explode').length === 0) return undefined;
      const [index] = indexesOf(name, false, binding);
      if (index === undefined) return undefined;
      return (scope) => partsOf(scope.cells[index] ?? null, pattern).map((part) => withCell(scope.cells, index, part));
    },
  };
}

async function splitter(source: string, path: Path, context: BlockContext): Promise<Pattern | undefined> {
  const pattern = await compilePattern(source);
  if (!('problem' in pattern)) return pattern;
  const args = { pattern: source, reason: pattern.problem };
  context.problems.add(placeIn(context, path), { code: 'mapping.regex', args });
  return undefined;
}

async function byExpression(text: string, path: Path, context: BlockContext): Promise<PreparedExplode | undefined> {
  const expression = await prepareExpression(text, [...path, 'expr'], context, 'list');
  if (expression === undefined) return undefined;
  return {
    expressions: [expression],
    bind(binding) {
      expression.bind(binding);
      const slot = slotOf(binding.scope, 'explode', 'reject');
      return (scope) => {
        const made = evaluate(expression, null, scope, slot);
        const items = Array.isArray(made) ? (made as readonly Value[]) : [];
        const filled = items.filter((item) => !isEmpty(item));
        return filled.map((item) => withCell(scope.cells, binding.firstVirtual, cellOf(item)));
      };
    },
  };
}

function cellOf(value: Value): Cell {
  const isPlain = typeof value !== 'object' || value === null || value instanceof Date;
  return isPlain ? value : rawText(value);
}

function partsOf(cell: Cell, pattern: Pattern | undefined): readonly Cell[] {
  const items = Array.isArray(cell) ? (cell as readonly Cell[]) : [cell];
  const parts =
    pattern === undefined ? items : items.flatMap((item) => pattern.split(rawText(item)).map((part) => part.trim()));
  return parts.filter((part) => !isEmpty(part));
}

function withCell(cells: readonly Cell[], index: number, cell: Cell): readonly Cell[] {
  const copy = [...cells];
  while (copy.length < index) copy.push(null);
  copy[index] = cell;
  return copy;
}
