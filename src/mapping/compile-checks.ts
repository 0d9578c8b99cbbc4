import type { EntityKind } from '../model/entity.ts';
import type { Severity } from '../model/issue.ts';
import type { MappingContext } from './block-context.ts';
import { celLanguage, type LanguageOptions } from './cel.ts';
import { thresholdOf } from './compile-sections.ts';
import { checkTotalFields } from './compile-totals.ts';
import type { CompiledCheck } from './compiled.ts';
import { checkedExpression } from './expressions.ts';
import { catalogue, type FieldShape } from './field-catalogue.ts';
import type { CheckSpec } from './schema/sections.ts';
import { keyPlace, type Path } from './tree.ts';

type CheckSupport = Pick<LanguageOptions, 'today' | 'lookup' | 'functions'>;

/** Compiles the dataset rules. */
export async function compileChecks(context: MappingContext, support: CheckSupport): Promise<readonly CompiledCheck[]> {
  const checks: CompiledCheck[] = [];
  for (const [index, spec] of (context.spec.checks ?? []).entries()) {
    const made = await compileCheck(spec, ['checks', index], context, support);
    if (made !== undefined) checks.push(made);
  }
  return checks;
}

async function compileCheck(
  spec: CheckSpec,
  path: Path,
  context: MappingContext,
  support: CheckSupport,
): Promise<CompiledCheck | undefined> {
  const kind = (spec.total?.entity ?? spec.entity) as EntityKind | undefined;
  if (kind === undefined || (spec.total === undefined && spec.count_where === undefined)) {
    const args = { name: spec.name };
    context.problems.add(keyPlace(context.root, path), { code: 'mapping.check-empty', args });
    return undefined;
  }
  if (spec.total !== undefined) checkTotalFields(spec.total, kind, [...path, 'total'], context);
  const countWhere =
    spec.count_where === undefined ? undefined : await condition(spec.count_where, kind, { path, context, support });
  return {
    name: spec.name,
    kind,
    severity: severityOf(spec.severity),
    ...(spec.total === undefined
      ? {}
      : { total: { by: spec.total.by ?? [], ...(spec.total.sum === undefined ? {} : { sum: spec.total.sum }) } }),
    ...(countWhere === undefined ? {} : { countWhere }),
    ...(spec.warn_over === undefined ? {} : { warnOver: thresholdOf(spec.warn_over) }),
    ...(spec.error_over === undefined ? {} : { errorOver: thresholdOf(spec.error_over) }),
  };
}

function severityOf(written: CheckSpec['severity']): Severity {
  return written === undefined || written === 'warn' ? 'warning' : written;
}

interface ConditionUse {
  readonly path: Path;
  readonly context: MappingContext;
  readonly support: CheckSupport;
}

/** A condition over an entity: its fields are variables, empty ones `""` or `[]`. */
async function condition(
  text: string,
  kind: EntityKind,
  { path, context, support }: ConditionUse,
): Promise<CompiledCheck['countWhere']> {
  const fields = [...catalogue[kind].values()];
  const variables = Object.fromEntries(fields.map(({ name, shape }) => [variableName(name), celType(shape)]));
  const language = celLanguage({ ...support, constants: context.constants, variables });
  const parsed = await checkedExpression(text, [...path, 'count_where'], { ...context, language }, 'bool');
  if (parsed === undefined) return undefined;
  const blanks = fields.map(({ name, shape }) => [name, variableName(name), blankOf(shape)] as const);
  return (data) => {
    const scope: Record<string, unknown> = {};
    for (const [name, variable, blank] of blanks) scope[variable] = data[name] ?? blank;
    return parsed.evaluate(scope as never, () => undefined) === true;
  };
}

/** `type` is a function of CEL: the field is called `kind` in conditions. */
function variableName(field: string): string {
  return field === 'type' ? 'kind' : field;
}

function celType(shape: FieldShape): string {
  if (shape.type === 'list') return 'list';
  if (shape.type === 'text' || shape.type === 'enum' || shape.type === 'date' || shape.type === 'instant')
    return 'string';
  return shape.type === 'boolean' ? 'bool' : 'dyn';
}

function blankOf(shape: FieldShape): unknown {
  if (shape.type === 'list') return [];
  if (shape.type === 'boolean') return false;
  return shape.type === 'money' ? { amount: '0', currency: '' } : shape.type === 'custom' ? {} : '';
}
