import { TextHash } from '../matching/hash.ts';
import { packedKey } from '../matching/packed-keys.ts';
import type { EntityKind } from '../model/entity.ts';
import type { Ref } from '../model/field.ts';
import type { IndexedFeatures, IndexScope } from '../store/match-index.ts';
import { hasName, nameSteps, nameTexts, type NameStep } from '../store/plan-names.ts';
import type { LoadedRecords } from '../targets/target.ts';
import { companyKey } from '../text/company-key.ts';

type NamedKind = 'company' | 'contact' | 'user';

/** Raised when names are folded in another way. */
export const nameVersion = 'names-1';

/** More records of one name than this are several anyway. */
const mostOfName = 20;

/** Finds loaded records by name, in the way `NameFinder` finds those of a plan. */
export class LoadedNames {
  private readonly loaded: LoadedRecords;
  private readonly open: (kind: NamedKind) => IndexScope;
  private readonly scopes = new Map<NamedKind, IndexScope>();

  /** @param open gives the names of a kind, brought up to what stands in the target */
  constructor(loaded: LoadedRecords, open: (kind: NamedKind) => IndexScope) {
    this.loaded = loaded;
    this.open = open;
  }

  /** The marker of the one record of this name; `several` when it cannot be told which is meant. */
  find(kind: EntityKind, name: string, system: string): Ref | 'several' | undefined {
    if (!hasName(kind)) return undefined;
    for (const step of nameSteps(kind, name, companyKey)) {
      const found = this.only(kind, step, system);
      if (found === 'several') return found;
      if (found !== undefined) return this.loaded.keysOf(kind, found)[0];
    }
    return undefined;
  }

  private only(kind: NamedKind, { text, isOwnOnly }: NameStep, system: string): number | 'several' | undefined {
    let scope = this.scopes.get(kind);
    if (scope === undefined) this.scopes.set(kind, (scope = this.open(kind)));
    const anywhere = scope.find(nameHash(text), mostOfName);
    if (anywhere.length === 0 || (!isOwnOnly && anywhere.length === 1)) return anywhere[0];
    const own = anywhere.filter((id) => this.loaded.keysOf(kind, id).some((key) => key.system === system));
    if (own.length === 1) return own[0];
    return isOwnOnly && own.length === 0 ? undefined : 'several';
  }
}

/** Fields from which that is made which is stored. */
export const nameFields: ReadonlySet<string> = new Set(['name', 'full_name']);

/** What is stored of a record so that it is found by its name. */
export function nameFeatures(kind: NamedKind, data: Readonly<Record<string, unknown>>): IndexedFeatures {
  const name = data[kind === 'company' ? 'name' : 'full_name'];
  const texts = typeof name === 'string' ? nameTexts(kind, name, companyKey) : [];
  return { keys: [...new Set(texts.map(nameHash))], values: [] };
}

const hash = new TextHash();

function nameHash(text: string): number {
  hash.start(31).add(text).end();
  return packedKey(hash.high, hash.low);
}
