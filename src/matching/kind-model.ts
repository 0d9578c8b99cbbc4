import type { Staged } from '../model/staged.ts';
import type { WeakKeys } from './block-limits.ts';
import type { Comparison } from './comparison.ts';
import type { EmitKey, FeatureLayout, FeatureRow } from './feature-layout.ts';
import type { ReadColumn } from './feature-table.ts';
import type { MatchedKind } from './matcher.ts';
import type { OwnNumbers } from './own-numbers.ts';

/** What features need beyond the record itself. */
export interface FeatureSupport {
  /** Phones and e-mails of nobody, in lower case. */
  readonly placeholders: ReadonlySet<string>;
  /** The company a reference stands for: its name, and the number of its cluster when companies were matched before. */
  readonly companyOf: (ref: { readonly system: string; readonly key: string }) => CompanyOfPerson | undefined;
}

export interface CompanyOfPerson {
  /** The company as a feature, where another thread has made it. */
  readonly feature?: string;
  readonly name?: string;
  readonly cluster?: number;
}

/** What two records must or may not be, whatever the score. */
export interface PairRules {
  /** Never in one cluster. */
  readonly forbidden: (left: number, right: number) => boolean;
  /** Never merged without asking. `spare`: the bits by which their posterior is above what merges. */
  readonly doubtful: (left: number, right: number, spare: number) => boolean;
}

export interface LearningSession {
  readonly agree: readonly string[];
  readonly leaveOut: readonly string[];
}

/** How records of one kind are turned into features and keys, and compared. */
export interface KindModel<K extends MatchedKind = MatchedKind> {
  readonly name: string;
  readonly layout: FeatureLayout;
  /** Names of key types, at most 32; keys refer to them by place. */
  readonly keyTypes: readonly string[];
  /** Keys that say little; none if not given. */
  readonly weakKeys?: readonly WeakKeys[];
  readonly ownNumbers?: OwnNumbers;
  features(record: Staged<K>, support: FeatureSupport): FeatureRow;
  keys(row: FeatureRow, emit: EmitKey): void;
  comparisons(column: (name: string) => ReadColumn): readonly Comparison[];
  /**
   * How weights are learnt: among pairs that agree in all of `agree`, duplicates are common enough to learn the other
   * fields; `leaveOut` hang together with the first.
   */
  readonly sessions: readonly LearningSession[];
  pairRules(column: (name: string) => ReadColumn): PairRules;
}
