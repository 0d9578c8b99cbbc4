import type { CompiledBlock, Mapped } from '../mapping/compiled.ts';
import { validateDraft } from '../mapping/validate.ts';
import type { EntityData } from '../model/entity.ts';
import { issueAt, type Issue } from '../model/issue.ts';
import type { Reference } from '../model/reference.ts';
import type { Row } from '../model/row.ts';
import type { Staged } from '../model/staged.ts';
import type { OverrideBook } from '../store/overrides.ts';
import type { RecordStaging } from '../store/staged-batch.ts';
import type { RecordPlace } from '../store/staging-rows.ts';
import { splitLead } from './lead-persons.ts';
import { fixedByHand, fixedByKey, isWorthShowing, withComment, type FixedRow } from './overrides.ts';
import type { Consumer } from './table-tally.ts';

/** What rows are mapped and staged with. */
export interface RowStaging {
  readonly staging: RecordStaging;
  /** Shown every valid record, in the order in which they are staged. */
  readonly onValid: (record: Staged) => void;
  readonly report: (issue: Issue) => void;
  /** What people corrected by hand. */
  readonly overrides?: OverrideBook | undefined;
  /** Rows that a row is joined with, for each join of its block. */
  readonly joined?: (consumer: Consumer, row: Row) => readonly (readonly Row[])[];
  /** Where the person of a lead is staged, for a target that keeps people as contacts; undefined: with the lead. */
  readonly personPlace?: ((lead: RecordPlace) => RecordPlace) | undefined;
}

export interface RowToStage {
  readonly consumer: Consumer;
  readonly row: Row;
}

/** Maps a row for one of the blocks that take it, and stages what becomes of it. */
export function stageRow(run: RowStaging, { consumer, row }: RowToStage): void {
  const { overrides } = run;
  const { place } = consumer;
  const fixed = fixedByHand(overrides, place, row);
  const results = mapRow(run, consumer, fixed?.row ?? row);
  consumer.rows += 1;
  consumer.exploded += results.length - 1;
  for (let index = 0; index < results.length; index += 1) {
    const mapped = results[index] as Mapped;
    const late = fixed ?? (overrides && fixedByKey(overrides, { ...place, key: keyOf(mapped) }, row));
    const isMappedAgain = fixed === undefined && late !== undefined;
    const final = isMappedAgain ? (mapRow(run, consumer, late.row)[index] ?? mapped) : mapped;
    stageMapped(run, final, { consumer, row, fixed: late });
  }
}

/** Stages a finding; `record`: whose it is. */
export function stageIssue(
  run: Pick<RowStaging, 'staging' | 'report'>,
  issue: Issue,
  record: { readonly seq?: number; readonly kind?: CompiledBlock['kind'] } = {},
): void {
  run.staging.addIssue({ issue, ...record });
  run.report(issue);
}

const nothingJoined: readonly (readonly Row[])[] = [];

function mapRow({ joined }: RowStaging, consumer: Consumer, row: Row): readonly Mapped[] {
  const isJoined = joined !== undefined && consumer.block.joins.length > 0;
  return consumer.bound.map(row, isJoined ? joined(consumer, row) : nothingJoined);
}

function keyOf(mapped: Mapped): string | undefined {
  if (mapped.status === 'filtered') return undefined;
  return mapped.status === 'draft' ? mapped.draft.key : mapped.key;
}

type MappedRow = RowToStage & { readonly fixed: FixedRow | undefined };

function stageMapped(run: RowStaging, mapped: Mapped, { consumer, row, fixed }: MappedRow): void {
  const { staging } = run;
  const { kind } = consumer.block;
  const { place } = consumer;
  const { line } = row;
  if (mapped.status === 'filtered') {
    staging.addRecord(place, { line, status: 'filtered', key: null, data: null });
    return;
  }
  const key = keyOf(mapped) ?? null;
  if (fixed?.skipped.has(key) === true) {
    const seq = staging.addRecord(place, { line, status: 'filtered', key, data: null });
    stageIssue(run, issueAt(row, { code: 'workbook.not-loaded', args: {} }), { seq, kind });
    return;
  }
  const validation = mapped.status === 'draft' ? validateDraft(mapped.draft) : undefined;
  const unfit = validation?.issues ?? [];
  const found = unfit.length === 0 ? mapped.issues : [...mapped.issues, ...unfit];
  const issues = fixed === undefined ? found : [...found, ...fixed.issues];
  const entity = validation?.entity;
  if (mapped.status === 'rejected' || entity === undefined) {
    const seq = staging.addRecord(place, { line, status: 'rejected', key, data: null });
    staging.addReject(seq, row);
    for (const issue of issues) stageIssue(run, issue, { seq, kind });
    return;
  }
  const data = fixed === undefined ? entity.data : withComment(kind, entity.data, fixed.kept);
  const whole = { key: entity.key, data, references: mapped.references };
  const seq =
    run.personPlace !== undefined && kind === 'lead'
      ? stageLead(run, whole, { place, row, personPlace: run.personPlace })
      : stageValid(run, whole, { place, line });
  if (issues.some(isWorthShowing)) staging.addReject(seq, row);
  for (const issue of issues) stageIssue(run, issue, { seq, kind });
}

interface ValidRecord {
  readonly key: string;
  readonly data: object;
  readonly references: readonly Reference[];
}

function stageValid(
  { staging, onValid }: RowStaging,
  { key, data, references }: ValidRecord,
  { place, line }: { readonly place: RecordPlace; readonly line: number },
): number {
  const { kind, system } = place;
  const seq = staging.addRecord(place, { line, status: 'valid', key, data });
  onValid({ seq, kind, system, key, data } as Staged);
  for (const reference of references) staging.addReference(seq, kind, reference);
  return seq;
}

interface LeadRow {
  readonly place: RecordPlace;
  readonly row: Row;
  readonly personPlace: (lead: RecordPlace) => RecordPlace;
}

/** The lead, and its person as a contact that the same row has given. */
function stageLead(run: RowStaging, record: ValidRecord, { place, row, personPlace }: LeadRow): number {
  const { line } = row;
  const data = record.data as EntityData['lead'];
  const split = splitLead({ ...record, data, system: place.system });
  const seq = stageValid(run, { ...record, ...split?.lead }, { place, line });
  const person = split?.person;
  if (person === undefined) return seq;
  stageValid(run, person, { place: personPlace(place), line });
  const code = person.isNamed ? 'plan.lead-person' : 'plan.lead-person-unnamed';
  stageIssue(run, issueAt(row, { code, args: { title: data.title } }), { seq, kind: 'lead' });
  return seq;
}
