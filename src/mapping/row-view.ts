import type { Cell } from '../model/row.ts';
import type { BlockContext } from './block-context.ts';
import { indexesOf, prepareColumns, type Binding } from './columns.ts';
import type { PreparedExpression } from './expressions.ts';
import { isEmpty, rawText, slotOf } from './scope.ts';
import { tidyName } from '../text/nearest-name.ts';

/** Makes the row as expressions see it: texts by heading, of the columns they name (or all, when one takes the whole row). */
export function rowView(
  expressions: readonly PreparedExpression[],
  binding: Binding,
  context: BlockContext,
): () => void {
  const { scope, headings, virtualColumns } = binding;
  const names = new Set(expressions.flatMap((expression) => expression.row.map((use) => use.name)));
  if (expressions.some((expression) => expression.usesWholeRow)) {
    for (const name of [...headings.table.columns, ...virtualColumns]) names.add(tidyName(name));
    for (let index = 0; index < headings.table.columns.length; index++) binding.used.add(index);
  }
  const columns: readonly (readonly [string, readonly number[]])[] = [...names]
    .map((name) => [name, named(name, binding)] as const)
    .filter(([, indexes]) => indexes.length > 0);
  const slot = slotOf(scope, 'src', 'reject');
  const joined = [...new Set(expressions.flatMap((expression) => expression.src.map((use) => use.name)))].flatMap(
    (name) => {
      const [reader] = prepareColumns(name, [], context).bind(binding, 'src');
      return reader === undefined ? [] : [[name, reader] as const];
    },
  );
  return () => {
    const row = new Map<string, string>();
    for (const [name, indexes] of columns) row.set(name, textAt(scope.cells, indexes));
    const { expression } = scope;
    expression.row = row;
    expression.rownum = BigInt(scope.origin.line);
    expression.file = scope.origin.table.file;
    if (joined.length > 0) {
      expression.src = new Map(
        joined.map(([name, reader]) => {
          const value = reader.read(scope, slot);
          return [name, rawText(Array.isArray(value) ? (value[0] ?? null) : value)];
        }),
      );
    }
    scope.hasRowView = true;
  };
}

/** The columns of a heading; where none is written just so, those that differ in case and the like only. */
function named(name: string, binding: Binding): readonly number[] {
  const exact = indexesOf(name, false, binding);
  return exact.length > 0 ? exact : indexesOf(name, true, binding);
}

/** The first filled cell among those of a heading, as text; of a list cell all its values. */
function textAt(cells: readonly Cell[], indexes: readonly number[]): string {
  for (const index of indexes) {
    const cell = cells[index];
    if (cell === undefined || isEmpty(cell)) continue;
    return typeof cell === 'string' ? cell : rawText(cell);
  }
  return '';
}
