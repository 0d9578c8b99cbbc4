import { MappingError } from '../errors.ts';
import type { Row, Table } from '../model/row.ts';
import { collapseText } from '../text/spaces.ts';
import { reportUnknown } from './columns.ts';
import { allowsMissing } from './bind-under.ts';
import type { CompiledContract, CompiledJoin } from './compiled.ts';
import { headingsOf } from './headings.ts';
import { problemList } from './problems.ts';
import { rawText } from './scope.ts';

/** Brings one part of a join key to the form both sides are compared in. */
export function joinText(value: Row['cells'][number], normalize: CompiledJoin['normalize']): string {
  const text = collapseText(rawText(value));
  if (normalize === 'digits') return text.replace(/\D/gu, '');
  return normalize === 'lower' ? text.toLowerCase().replaceAll('ё', 'е') : text;
}

/** The key of several parts; empty when one of them is, since nothing is then to be joined. */
export function joinParts(parts: readonly string[]): string {
  return parts.includes('') ? '' : keyOfParts(parts);
}

/** One text of several, told apart whatever they hold. */
export function keyOfParts(parts: readonly string[]): string {
  const [only] = parts;
  if (parts.length === 1 && only !== undefined) return only;
  return parts.map((part) => part.replaceAll(/[\\|]/gu, String.raw`\$&`)).join('|');
}

/**
 * The join key of the rows of a joined table; empty for rows that join nothing.
 * @throws MappingError naming the columns the table lacks, unless the contract only warns of missing columns
 */
export function joinKeyOf(join: CompiledJoin, table: Table, contract?: CompiledContract): (row: Row) => string {
  const headings = headingsOf(table);
  const problems = problemList();
  for (const name of new Set([...join.right, ...join.columns])) {
    if (headings.find(name).length === 0) reportUnknown(name, join.place, headings, problems);
  }
  if (problems.hasErrors() && !allowsMissing(contract)) throw new MappingError(problems.sorted());
  const indexes = join.right.map((name) => headings.find(name)[0] ?? -1);
  return (row) => joinParts(indexes.map((index) => joinText(row.cells[index] ?? null, join.normalize)));
}
