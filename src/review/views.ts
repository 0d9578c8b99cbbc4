import type { MatchedKind } from '../matching/matcher.ts';
import { entitySchemas } from '../model/entity.ts';
import type { Staged } from '../model/staged.ts';
import { flatRecord } from '../report/flat-record.ts';
import type { RecordPlace } from '../store/plan-review.ts';

/** A record as the page shows it. */
export interface RecordView {
  readonly seq: number;
  readonly system: string;
  readonly key: string;
  readonly file: string;
  readonly sheet: string;
  readonly line: number;
  /** Records with one number are one record already. */
  readonly cluster: number;
  /** How many others refer to it. */
  readonly links: number;
  readonly changed: string;
}

export interface FieldView {
  readonly field: string;
  readonly isList: boolean;
  /** May be typed: a single text. */
  readonly isText: boolean;
  readonly differs: boolean;
  /** Texts to show, and the values behind them; by record, in the order of the records. */
  readonly texts: readonly (readonly string[])[];
  readonly values: readonly unknown[];
}

export function recordView(
  { seq, system, key, data }: Staged<MatchedKind>,
  place: RecordPlace | undefined,
): RecordView {
  return {
    seq,
    system,
    key,
    file: place?.origin.file ?? '',
    sheet: place?.origin.sheet ?? '',
    line: place?.origin.line ?? 0,
    cluster: place?.cluster ?? seq,
    links: place?.links ?? 0,
    changed: data.updated_at ?? data.created_at ?? '',
  };
}

/** The fields that any of the records has, in the order of the canonical schema; the parts of a custom field are one. */
export function fieldViews(kind: MatchedKind, records: readonly Staged<MatchedKind>[]): readonly FieldView[] {
  return Object.keys(entitySchemas[kind].shape).flatMap((field) => {
    const values = records.map(({ data }) => (data as Readonly<Record<string, unknown>>)[field] ?? null);
    const filled = values.filter((value) => value !== null);
    if (filled.length === 0) return [];
    const isList = filled.some(Array.isArray);
    const texts = values.map((value) => fieldTexts(field, value));
    const distinct = new Set(texts.map((text) => JSON.stringify(text)));
    const isText = filled.every((value) => typeof value === 'string');
    return [{ field, isList, isText, differs: distinct.size > 1, texts, values }];
  });
}

/** One text for a single value, one for each item of a list. */
export function fieldTexts(field: string, value: unknown): readonly string[] {
  if (value === null || value === undefined) return [];
  if (Array.isArray(value)) return value.map((item: unknown) => flatRecord({ [field]: [item] })[field] ?? '');
  return [flatRecord({ [field]: value })[field] ?? ''];
}
