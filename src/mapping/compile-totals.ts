import { entityKinds, type EntityKind } from '../model/entity.ts';
import { nearestName } from '../text/nearest-name.ts';
import type { MappingContext } from './block-context.ts';
import type { ReportTotal } from './compiled.ts';
import { catalogue, type FieldShape } from './field-catalogue.ts';
import { nodeAt, placeOf, type Path } from './tree.ts';

/** Types of custom fields that never hold a number. */
const numberless = new Set(['bool', 'date', 'datetime', 'url', 'list', 'enum']);

/** What `report.totals` asks for; names without a kind stand for every loaded kind that has such a field. */
export function reportTotals(context: MappingContext): readonly ReportTotal[] {
  return (context.spec.report?.totals ?? []).flatMap((total, index) => {
    const path: Path = ['report', 'totals', index];
    if (typeof total === 'string') return namedTotals(total, path, context);
    const { entity, sum = '', by = [] } = total;
    const kind = entity as EntityKind;
    const isFit = checkKind(kind, [...path, 'entity'], context) && checkTotalFields({ sum, by }, kind, path, context);
    return isFit ? [{ kind, field: sum, by }] : [];
  });
}

function namedTotals(name: string, path: Path, context: MappingContext): readonly ReportTotal[] {
  const [first = '', ...rest] = name.split('.');
  const named = entityKinds.find((kind) => kind === first);
  if (named !== undefined && rest.length > 0) {
    const field = rest.join('.');
    const isFit = checkKind(named, path, context) && checkSummed(field, named, path, context);
    return isFit ? [{ kind: named, field, by: [] }] : [];
  }
  const kinds = loadedKinds(context);
  const having = kinds.filter((kind) => hasNumber(name, kind, context));
  if (having.length === 0) for (const kind of kinds.slice(0, 1)) checkSummed(name, kind, path, context);
  return having.map((kind) => ({ kind, field: name, by: [] }));
}

function loadedKinds({ spec }: MappingContext): readonly EntityKind[] {
  const entities = new Set(Object.values(spec.load).map(({ entity }) => (entity === 'task' ? 'activity' : entity)));
  return entityKinds.filter((kind) => entities.has(kind));
}

function checkKind(kind: EntityKind, path: Path, context: MappingContext): boolean {
  if (loadedKinds(context).includes(kind)) return true;
  context.problems.add(placeOf(nodeAt(context.root, path)), { code: 'mapping.total-kind', args: { kind } });
  return false;
}

/** Reports what a total names and its kind does not have, and a sum of what is no number. True when all is well. */
export function checkTotalFields(
  { sum = '', by = [] }: { readonly sum?: string | undefined; readonly by?: readonly string[] | undefined },
  kind: EntityKind,
  path: Path,
  context: MappingContext,
): boolean {
  const groups = by.map((field, at) => checkKnown(field, kind, [...path, 'by', at], context));
  const isSummable = sum === '' || checkSummed(sum, kind, [...path, 'sum'], context);
  return isSummable && groups.every(Boolean);
}

function checkKnown(field: string, kind: EntityKind, path: Path, { root, problems }: MappingContext): boolean {
  const known = catalogue[kind];
  if (known.has(field) || field.startsWith('custom.')) return true;
  const finding = { code: 'mapping.total-field', args: { field, kind } } as const;
  problems.add(placeOf(nodeAt(root, path)), finding, nearestName(field, known.keys()));
  return false;
}

function checkSummed(field: string, kind: EntityKind, path: Path, context: MappingContext): boolean {
  if (!checkKnown(field, kind, path, context)) return false;
  if (hasNumber(field, kind, context)) return true;
  const place = placeOf(nodeAt(context.root, path));
  context.problems.add(place, { code: 'mapping.total-number', args: { field, kind } });
  return false;
}

function hasNumber(field: string, kind: EntityKind, { spec }: MappingContext): boolean {
  if (field.startsWith('custom.')) {
    const declared = spec.custom_fields?.[`${kind}.${field.slice('custom.'.length)}`];
    return !numberless.has(declared?.type ?? 'text');
  }
  return isNumber(catalogue[kind].get(field)?.shape);
}

function isNumber(shape: FieldShape | undefined): boolean {
  return shape !== undefined && ['money', 'number', 'decimal'].includes(shape.type);
}
