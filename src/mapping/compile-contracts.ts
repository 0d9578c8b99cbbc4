import { existsSync } from 'node:fs';
import { dirname, join } from 'node:path';
import type { Defaults } from '../model/defaults.ts';
import type { Cell, Value } from '../model/row.ts';
import { severityOf } from '../model/issue.ts';
import type { Apply, Note } from '../transforms/transform.ts';
import type { MappingContext } from './block-context.ts';
import type { CompiledContract, DeclaredColumn } from './compiled.ts';
import type { ColumnType, SourceSpec } from './schema/sections.ts';
import { rawText } from './scope.ts';
import { transformNamed } from './transform-registry.ts';
import { committedTables, readHeaders } from './check-levels/headers.ts';
import { keyPlace, nodeAt } from './tree.ts';

/** Contracts of the sources that have one, by the source's name. */
export async function compileContracts(context: MappingContext): Promise<ReadonlyMap<string, CompiledContract>> {
  const found = new Map<string, CompiledContract>();
  for (const [name, spec] of Object.entries(context.spec.sources ?? {})) {
    if (spec.contract === undefined && spec.columns === undefined) continue;
    found.set(name, {
      columns: spec.contract?.columns,
      types: spec.contract?.types ?? 'freeze',
      declared: spec.columns === undefined ? committed(name, context) : await declared(name, spec.columns, context),
    });
  }
  return found;
}

/** Headings committed beside the mapping (`perenos check --save-headers`): what a contract without `columns` is about. */
function committed(source: string, { root }: MappingContext): readonly DeclaredColumn[] | undefined {
  const file = join(dirname(nodeAt(root, ['sources', source]).source.path), 'headers.json');
  if (!existsSync(file)) return undefined;
  return committedTables(readHeaders(file), source, file)?.flatMap(({ name: table, columns }) =>
    columns
      .filter((name) => name !== '')
      .map((name) => ({ name, table, type: 'text', place: { file }, fits: undefined })),
  );
}

async function declared(
  source: string,
  columns: NonNullable<SourceSpec['columns']>,
  { root, defaults }: MappingContext,
): Promise<readonly DeclaredColumn[]> {
  const list: DeclaredColumn[] = [];
  for (const [name, type] of Object.entries(columns)) {
    const place = keyPlace(root, ['sources', source, 'columns', name]);
    list.push({ name, type, place, fits: await typeCheck(type, defaults) });
  }
  return list;
}

/** A value is of a type when the function of `do:` that makes such values understands it. */
async function typeCheck(type: ColumnType, defaults: Defaults): Promise<DeclaredColumn['fits']> {
  if (type === 'text') return undefined;
  const name = type === 'number' || type === 'integer' ? 'num' : type;
  const apply: Apply | undefined = await transformNamed(name)?.compile(undefined, defaults);
  if (apply === undefined) throw new TypeError(`no function for the type ${type}`);
  let hasFailed = false;
  const note: Note = (code) => {
    if (severityOf(code) === 'error') hasFailed = true;
  };
  const fits = (value: Value): boolean => {
    hasFailed = false;
    const made = apply(value, note);
    if (hasFailed || made === null) return false;
    return type !== 'integer' || /^-?\d+(\.0+)?$/u.test(rawText(made));
  };
  return (cell: Cell) => (Array.isArray(cell) ? (cell as readonly Value[]).every(fits) : fits(cell as Value));
}
