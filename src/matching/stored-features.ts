import type { DedupeRules } from '../model/dedupe.ts';
import type { Staged } from '../model/staged.ts';
import type { FeatureRow } from './feature-layout.ts';
import { TextHash } from './hash.ts';
import { identifyingValues } from './identifying-values.ts';
import { identifierOrder } from './exact-table.ts';
import type { CompanyOfPerson, FeatureSupport, KindModel } from './kind-model.ts';
import type { MatchedKind } from './matcher.ts';
import { modelNamed } from './models.ts';
import { packedIdentifier, packedKey, packedValue } from './packed-keys.ts';
import { KeyReader } from './key-reader.ts';

/** Raised when features or keys change, so that what was stored of loaded records is made anew. */
const featureVersion = 2;

/** Hashes by which a loaded record is found again, and those of the values whose rarity counts. */
export interface StoredFeatures {
  readonly keys: readonly number[];
  readonly values: readonly number[];
}

/** Under what features of a kind are stored: another text means that they are made in another way. */
export function storedVersion({ mode, placeholders, identifiers }: DedupeRules): string {
  return JSON.stringify([featureVersion, mode, placeholders, mode === 'exact' ? identifiers : []]);
}

const identifyingFields: ReadonlySet<string> = new Set(['inn', 'phones', 'emails']);

/** Fields from which features are made; undefined where that may be any. */
export function storedFields({ mode }: DedupeRules): ReadonlySet<string> | undefined {
  return mode === 'exact' ? identifyingFields : undefined;
}

/** Gives what is stored of loaded records; nothing when the kind is not matched. */
export function storedFeaturesOf(
  kind: MatchedKind,
  rules: DedupeRules,
  companyName: (ref: { readonly system: string; readonly key: string }) => string | undefined,
): (record: Staged<MatchedKind>) => StoredFeatures {
  const excluded = new Set(rules.placeholders.map((value) => value.toLowerCase()));
  switch (rules.mode) {
    case 'none':
      return () => ({ keys: [], values: [] });
    case 'exact':
      return exactFeatures(rules, excluded);
    case 'full': {
      const companyOf = (ref: { readonly system: string; readonly key: string }): CompanyOfPerson | undefined => {
        const name = companyName(ref);
        return name === undefined ? undefined : { name };
      };
      return fullFeatures(modelNamed(kind), { placeholders: excluded, companyOf });
    }
  }
}

function exactFeatures(
  { identifiers }: DedupeRules,
  excluded: ReadonlySet<string>,
): (record: Staged<MatchedKind>) => StoredFeatures {
  const hash = new TextHash();
  return (record) => {
    const keys = new Set<number>();
    for (const { type, value, placeholder } of identifyingValues(record, excluded)) {
      if (placeholder || type === 'source-key' || !identifiers.includes(type)) continue;
      hash.start(3).add(value).end();
      keys.add(packedIdentifier(identifierOrder.indexOf(type), hash.high, hash.low));
    }
    return { keys: [...keys], values: [] };
  };
}

function fullFeatures(model: KindModel, support: FeatureSupport): (record: Staged<MatchedKind>) => StoredFeatures {
  const reader = new KeyReader(model);
  return (record) => {
    const row = model.features(record, support);
    const keys: number[] = [];
    reader.read(row, (high, low) => keys.push(packedKey(high, low)));
    return { keys, values: valuesOf(row) };
  };
}

function valuesOf({ single, many }: FeatureRow): readonly number[] {
  const hash = new TextHash();
  const found = new Set<number>();
  for (const [column, text] of single.entries()) if (text !== '') found.add(packedValue(hash, column, text));
  for (const [column, list] of many.entries())
    for (const text of list) found.add(packedValue(hash, single.length + column, text));
  return [...found];
}
