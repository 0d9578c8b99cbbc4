import { nearestName } from '../text/nearest-name.ts';
import { placeIn, type BlockContext, type MappingContext } from './block-context.ts';
import type { ExpressionFault, ParsedExpression } from './cel.ts';
import type { ColumnUse } from './cel/guards.ts';
import { indexesOf, reportUnknown, type Binding } from './columns.ts';
import { expressionLimits } from './cel/guards.ts';
import type { Path } from './tree.ts';

/** A compiled expression of a block with the columns it reads. */
export interface PreparedExpression {
  readonly evaluate: ParsedExpression['evaluate'];
  readonly row: readonly ColumnUse[];
  readonly src: readonly ColumnUse[];
  readonly usesWholeRow: boolean;
  /** Checks the columns against a table's headings. */
  bind(binding: Binding): void;
}

/**
 * Compiles an expression; everything wrong with it becomes a problem at its very place.
 * @param expected CEL type the result must have; `dyn` always fits
 */
export async function prepareExpression(
  text: string,
  path: Path,
  context: BlockContext,
  expected?: 'bool' | 'list',
): Promise<PreparedExpression | undefined> {
  const parsed = await checkedExpression(text, path, context, expected);
  if (parsed === undefined) return undefined;
  for (const use of parsed.facts.src) reportSrc(use, path, context);
  const { row, src, usesWholeRow } = parsed.facts;
  return {
    evaluate: parsed.evaluate,
    row,
    src,
    usesWholeRow,
    bind(binding) {
      for (const { name, at, isOptional } of row) {
        const indexes = indexesOf(name, false, binding);
        for (const index of indexes) if (index < binding.firstVirtual) binding.used.add(index);
        if (indexes.length === 0 && !isOptional) {
          reportUnknown(name, placeIn(context, path, at), binding.headings, binding.problems);
        }
      }
    },
  };
}

/** Parses and checks an expression in any language: of rows, or of dataset checks. */
export async function checkedExpression(
  text: string,
  path: Path,
  context: MappingContext,
  expected?: 'bool' | 'list',
): Promise<ParsedExpression | undefined> {
  const parsed = context.language.parse(text);
  if (!('facts' in parsed)) {
    reportFault(parsed, path, context);
    return undefined;
  }
  const found = await reportFacts(parsed, path, context);
  if (parsed.fault !== undefined && !found.isExplained) reportFault(parsed.fault, path, context);
  if (parsed.fault !== undefined || found.hasErrors) return undefined;
  const type = parsed.type ?? 'dyn';
  const fits = expected === undefined || type === 'dyn' || type === expected || type.startsWith(`${expected}<`);
  if (fits) return parsed;
  context.problems.add(placeIn(context, path), { code: 'mapping.expression-result', args: { expected, found: type } });
  return undefined;
}

function reportFault(fault: ExpressionFault, path: Path, context: MappingContext): void {
  const place = placeIn(context, path, fault.at);
  const { problems } = context;
  if (fault.kind === 'limit') {
    const value = Number(fault.detail.replace(/\D/gu, '')) || 0;
    const allowed = fault.reason === 'characters' ? expressionLimits.characters : value;
    problems.add(place, { code: 'mapping.limit', args: { limit: 'expression', value, allowed } });
    return;
  }
  const args = { reason: fault.reason, detail: fault.detail };
  if (fault.kind === 'syntax') {
    problems.add(place, { code: 'mapping.expression-syntax', args });
    return;
  }
  const unknown = /^Unknown variable: (\S+)/u.exec(fault.detail)?.[1];
  if (unknown === undefined) problems.add(place, { code: 'mapping.expression-type', args });
  else {
    const suggestion = nearestName(unknown, ['row', 'value', 'src', 'const', 'rownum', 'file']);
    problems.add(place, { code: 'mapping.unknown-name', args: { name: unknown } }, suggestion);
  }
}

/** Reports what the walk found; `isExplained` when the type fault has thereby been said better. */
async function reportFacts(
  { facts, fault }: ParsedExpression,
  path: Path,
  context: MappingContext,
): Promise<{ hasErrors: boolean; isExplained: boolean }> {
  const { problems, language, maps, constants, usedMaps } = context;
  let hasErrors = false;
  const add: typeof problems.add = (...problem) => {
    hasErrors = true;
    problems.add(...problem);
  };
  for (const { construct, at } of facts.forbidden) {
    add(placeIn(context, path, at), { code: 'mapping.expression-forbidden', args: { construct } });
  }
  for (const { name, at } of facts.constants) {
    if (Object.hasOwn(constants, name)) continue;
    const suggestion = nearestName(name, Object.keys(constants));
    add(placeIn(context, path, at), { code: 'mapping.unknown-name', args: { name: `const.${name}` } }, suggestion);
  }
  for (const { name, at } of facts.maps) {
    usedMaps.add(name);
    if (maps.has(name)) continue;
    add(
      placeIn(context, path, at),
      { code: 'mapping.unknown-map', args: { map: name } },
      nearestName(name, maps.keys()),
    );
  }
  for (const { source, at } of facts.patterns) {
    const reason = await language.preparePattern(source);
    if (reason !== undefined)
      add(placeIn(context, path, at), { code: 'mapping.regex', args: { pattern: source, reason } });
  }
  const isExplained =
    !hasErrors && fault?.reason === 'no_matching_overload' && explainCall(fault.detail, facts.calls, { path, context });
  return { hasErrors, isExplained: isExplained || (hasErrors && fault !== undefined) };
}

/** A call that fits no overload: an unknown function gets the nearest name, a known one its signatures. */
function explainCall(
  detail: string,
  calls: ParsedExpression['facts']['calls'],
  { path, context }: { path: Path; context: MappingContext },
): boolean {
  const shown = /'(?:.*\.)?([A-Za-z_]\w*)\((.*)\)'$/su.exec(detail);
  const name = shown?.[1];
  const call = calls.find((one) => one.name === name);
  if (name === undefined || call === undefined) return false;
  const { language, problems } = context;
  const place = placeIn(context, path, call.at);
  const expected = language.signaturesOf(name);
  if (language.functionNames.includes(name)) {
    const args = { function: name, given: `${name}(${shown?.[2] ?? ''})`, expected: expected.join('; ') };
    problems.add(place, { code: 'mapping.function-arguments', args });
    return true;
  }
  const suggestion = nearestName(name, language.functionNames);
  problems.add(place, { code: 'mapping.unknown-function', args: { function: name } }, suggestion);
  return true;
}

function reportSrc({ name, at }: ColumnUse, path: Path, context: BlockContext): void {
  const parts = /^([^:]+)::(.+)$/su.exec(name);
  const known = context.joinColumns.get(parts?.[1] ?? '');
  if (known !== undefined) {
    known.add(parts?.[2] ?? '');
    return;
  }
  const alias = parts?.[1] ?? name;
  const suggestion = nearestName(alias, context.joinColumns.keys());
  context.problems.add(placeIn(context, path, at), { code: 'mapping.unknown-alias', args: { alias } }, suggestion);
}
