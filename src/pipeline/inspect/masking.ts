import type { PersonalClass } from '../../model/personal-class.ts';
import type {
  ColumnProfile,
  FileProfile,
  Profile,
  ProfileFinding,
  QualityProfile,
  RepeatKey,
  RepeatProfile,
  TableProfile,
} from '../../model/profile.ts';
import { mask } from '../../text/mask.ts';
import { classOfField } from '../../model/personal-classes.ts';
import { maskArgs, maskFacts } from '../report-masking.ts';

type Masking = Profile['masking'];
type Hide = (value: string) => string;

/** Values of a short list that many rows share name nobody: statuses, cities, managers' departments. */
const sharedBy = 10;
const shortList = 30;

/** The profile of a file as it may be shown: values masked by what their column most likely holds. */
export function maskedFile(file: FileProfile, masking: Masking): FileProfile {
  if (masking === 'none') return file;
  const hide = (kind: PersonalClass) => (value: string) => mask(value, kind, { masking, salt: file.file });
  return {
    ...file,
    facts: maskFacts(file.facts, (value, kind) => hide(kind)(value)),
    tables: file.tables.map((table) => maskedTable(table, hide, masking)),
    findings: file.findings.map((finding) => maskedFinding(finding, hide('free_text'))),
  };
}

const keyClasses: Readonly<Record<RepeatKey, PersonalClass>> = {
  row: 'free_text',
  phone: 'phone',
  email: 'email',
  inn: 'inn_person',
  name: 'name',
};

function maskedTable(table: TableProfile, hide: (kind: PersonalClass) => Hide, masking: Masking): TableProfile {
  return {
    ...table,
    columns: table.columns.map((column) => maskedColumn(column, table, hide(classOf(column, table)), masking)),
    repeats: table.repeats.map((repeat) => maskedRepeat(repeat, hide(keyClasses[repeat.by]))),
  };
}

function classOf({ field, type }: ColumnProfile, { entity }: TableProfile): PersonalClass {
  if (field === 'inn') return 'inn_person';
  if (field !== null && !field.startsWith('custom.')) return classOfField(entity, field);
  if (type === 'email' || type === 'phone') return type;
  return type === 'flag' ? 'none' : 'free_text';
}

function maskedColumn(column: ColumnProfile, table: TableProfile, hide: Hide, masking: Masking): ColumnProfile {
  const isList = masking === 'partial' && column.field === null && column.distinct.count <= shortList;
  const open = new Set(isList ? column.top.filter(({ count }) => count >= sharedBy).map(({ value }) => value) : []);
  const show: Hide = (value) => (open.has(value) && table.rows > shortList ? value : hide(value));
  return {
    ...column,
    samples: column.samples.map(show),
    top: column.top.map(({ value, count }) => ({ value: show(value), count })),
    range: column.range === null ? null : { min: hide(column.range.min), max: hide(column.range.max) },
    quality: column.quality === null ? null : maskedQuality(column.quality, hide),
    oddities: column.oddities.map((finding) => maskedFinding(finding, hide)),
  };
}

function maskedQuality(quality: QualityProfile, hide: Hide): QualityProfile {
  return {
    ...quality,
    examples: quality.examples.map(({ before, after }) => ({ before: hide(before), after: hide(after) })),
    findings: quality.findings.map((finding) => maskedFinding(finding, hide)),
  };
}

function maskedFinding(finding: ProfileFinding, hide: Hide): ProfileFinding {
  // What a column is expected to hold names no one.
  const args = finding.code === 'profile.mixed-types' ? finding.args : maskArgs(finding.args, hide);
  return { ...finding, args, value: finding.value === null ? null : hide(finding.value) };
}

function maskedRepeat(repeat: RepeatProfile, hide: Hide): RepeatProfile {
  return { ...repeat, examples: repeat.examples.map((example) => ({ ...example, value: hide(example.value) })) };
}
