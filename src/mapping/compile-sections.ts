import type { DedupeRules } from '../model/dedupe.ts';
import type { EntityKind } from '../model/entity.ts';
import type { PersonalClass } from '../model/personal-class.ts';
import type {
  CompiledContract,
  CompiledMap,
  CompiledMapping,
  CompiledSource,
  CustomField,
  GuardRails,
  ReportTotal,
  OwnerPolicy,
  Threshold,
} from './compiled.ts';
import { personalClassesOf } from './personal-classes.ts';
import type { MappingSpec } from './schema.ts';
import type { SourceSpec } from './schema/sections.ts';
import type { ValueMap } from './value-map.ts';

/** A share (`2%`) or a number of records. */
export function thresholdOf(text: string): Threshold {
  const number = Number(text.replace('%', '').trim());
  return text.includes('%') ? { share: number / 100 } : { count: number };
}

/** Limits of a plan; without a word about it nothing is deleted and any share may be rejected. */
/** Share of rejected records above which nothing is loaded, unless the mapping says otherwise (`reliability.md` section 7). */
const defaultRejectShare = 0.02;

function guardRails(
  limits:
    | {
        readonly max_creates?: number | undefined;
        readonly max_updates?: number | undefined;
        readonly max_deletes?: number | undefined;
        readonly max_replaced?: number | undefined;
        readonly max_reject_share?: string | undefined;
      }
    | undefined,
): GuardRails {
  const share = limits?.max_reject_share;
  const number = share === undefined ? defaultRejectShare : Number(share.replace('%', '').trim());
  return {
    ...(limits?.max_creates === undefined ? {} : { maxCreates: limits.max_creates }),
    ...(limits?.max_updates === undefined ? {} : { maxUpdates: limits.max_updates }),
    ...(limits?.max_replaced === undefined ? {} : { maxReplaced: limits.max_replaced }),
    maxDeletes: limits?.max_deletes ?? 0,
    maxRejectShare: share?.includes('%') === true ? number / 100 : Math.min(number, 1),
  };
}

/** A source with the options its format's reader takes. */
export function compiledSource(name: string, spec: SourceSpec, contract: CompiledContract | undefined): CompiledSource {
  const { encoding, delimiter, sheet, header_row: headerRow, options } = spec;
  const given = { encoding, delimiter, sheet, header_row: headerRow, ...options };
  return {
    name,
    files: typeof spec.file === 'string' ? [spec.file] : (spec.file ?? []),
    ...(spec.url === undefined ? {} : { url: spec.url }),
    ...(spec.connection === undefined ? {} : { connection: spec.connection }),
    format: spec.format,
    options: Object.fromEntries(Object.entries(given).filter(([, value]) => value !== undefined)),
    select: spec.select === undefined ? [] : typeof spec.select === 'string' ? [spec.select] : spec.select,
    system: spec.system ?? name,
    ...(spec.group === undefined ? {} : { group: spec.group }),
    ...(contract === undefined ? {} : { contract }),
  };
}

export function compiledMap(map: ValueMap, personal: PersonalClass | undefined): CompiledMap {
  const { spec } = map;
  const { from_source: fromSource, pipeline, target, dismissed, create_options: createOptions } = spec;
  return {
    name: map.name,
    kind: spec.kind ?? 'text',
    to: spec.to ?? 'full_name',
    onUnknown: map.onUnknown,
    ...(spec.default === undefined ? {} : { default: spec.default }),
    ...(dismissed === undefined ? {} : { dismissed }),
    ...(pipeline === undefined ? {} : { pipeline }),
    ...(spec.file === undefined ? {} : { file: spec.file }),
    ...(target === undefined ? {} : { target }),
    ...(createOptions === undefined ? {} : { createOptions }),
    ...(fromSource === undefined ? {} : { fromSource }),
    ...(personal === undefined ? {} : { personal }),
    results: () => map.results(),
    fill: (from, to) => map.fill(from, to),
    dismiss: (results) => map.dismiss(results),
    learned: () => map.learned(),
    counts: map.counts,
  };
}

type Settings = Pick<
  CompiledMapping,
  'project' | 'language' | 'target' | 'dedupe' | 'owners' | 'report' | 'customFields' | 'personal'
>;

/** The sections that need no compiling, with what they leave out filled in. */
export function settingsOf(spec: MappingSpec, totals: readonly ReportTotal[]): Settings {
  const { target, report } = spec;
  return {
    project: spec.project ?? 'perenos',
    language: spec.locale ?? 'ru',
    target: {
      type: target?.type ?? 'sqlite',
      ...(target?.connection === undefined ? {} : { connection: target.connection }),
      ...(target?.portal === undefined ? {} : { portal: target.portal }),
      mode: target?.mode ?? 'quiet',
      conflict: target?.conflict ?? 'keep-target',
      limits: guardRails(target?.limits),
      rename: target?.rename ?? {},
      options: target?.options ?? {},
    },
    ...(spec.owners === undefined ? {} : { owners: ownerPolicy(spec.owners) }),
    dedupe: (spec.dedupe ?? {}) as Readonly<Partial<Record<EntityKind, DedupeRules>>>,
    report: {
      ...(report?.title === undefined ? {} : { title: report.title }),
      ...(report?.owner === undefined ? {} : { owner: report.owner }),
      masking: report?.masking ?? 'partial',
      totals,
    },
    customFields: customFields(spec),
    personal: personalClassesOf(spec.load),
  };
}

function ownerPolicy({ on_unknown: onUnknown, default: user }: NonNullable<MappingSpec['owners']>): OwnerPolicy {
  return { onUnknown, ...(user === undefined ? {} : { default: user }) };
}

function customFields(spec: MappingSpec): Readonly<Record<string, CustomField>> {
  const fields: Record<string, CustomField> = {};
  for (const [name, { target, type, label, create, options }] of Object.entries(spec.custom_fields ?? {})) {
    const named = label === undefined ? {} : { label };
    fields[name] = { target, type: type ?? 'text', ...named, create: create ?? false, options: options ?? [] };
  }
  return fields;
}
