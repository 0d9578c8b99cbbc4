import type { EntityKind } from '../model/entity.ts';
import type { Finding } from '../model/issue.ts';
import type { Cell, Row, Table } from '../model/row.ts';
import { looksLikeData } from '../text/header-row.ts';
import { namedKind } from '../text/named-kind.ts';
import { tidyName } from '../text/nearest-name.ts';
import { headingUses, type HeadingUse, type Preset } from './presets.ts';
import { rawText } from './scope.ts';
import { confidenceOf } from './suggest-blocks.ts';
import { flowYaml } from './yaml-text.ts';

/** One field of the draft: canonical name (with a dot for custom ones), its text in YAML and why. */
export interface DraftField {
  /** Place of the column. */
  readonly index: number;
  readonly field: string;
  readonly entry: string;
  readonly isList: boolean;
  /** Value map of the preset that the entry uses. */
  readonly map?: string;
  readonly remark: Finding;
}

/** A table with a few of its rows. */
export interface Sampled {
  readonly table: Table;
  readonly sample: readonly Row[];
}

/** The fields of a draft for a table, and the headings it has no field for. A draft always has a name: a guess, when nothing tells. */
export function draftFields(
  preset: Preset,
  { table, sample }: Sampled,
  key: string | undefined,
): { readonly fields: readonly DraftField[]; readonly left: readonly string[] } {
  const fields: DraftField[] = [];
  const left: string[] = [];
  const taken = new Set<string>();
  const seen = new Set<string>();
  for (const [index, column] of table.columns.entries()) {
    const heading = tidyName(column);
    if (heading === '' || column === key || seen.has(heading)) continue;
    seen.add(heading);
    const use = headingUses(preset, column).find((one) => isFree(one, taken));
    const made =
      use === undefined
        ? byContent(
            heading,
            sample.map((row) => row.cells[index] ?? null),
            preset.kind,
          )
        : byHeading(heading, use);
    if (made === undefined) {
      left.push(heading);
      continue;
    }
    if (!made.isList) taken.add(made.field);
    fields.push({ ...made, index });
  }
  const names = nameFields[preset.kind];
  if (names === undefined || names.some((name) => taken.has(name))) return { fields, left };
  const guess = likelyName({ table, sample }, left) ?? key ?? tidyName(table.columns[0] ?? '');
  const entry = flowYaml(guess);
  const remark: Finding = { code: 'mapping.suggest-guess', args: {} };
  const index = table.columns.findIndex((column) => tidyName(column) === guess);
  return {
    fields: [{ index, field: names[0] ?? 'name', entry, isList: false, remark }, ...fields],
    left: left.filter((heading) => heading !== guess),
  };
}

/** One of these every record must have; the first holds the whole name. */
const nameFields: Readonly<Partial<Record<EntityKind, readonly string[]>>> = {
  contact: ['full_name', 'last_name', 'first_name'],
  company: ['name'],
};

/** Whose names a table holds whose headings say nothing: the kind that most of them certainly are. */
export function namedBy({ table, sample }: Sampled): 'person' | 'company' | undefined {
  const headings = table.columns.map(tidyName).filter((heading) => heading !== '');
  const column = likelyName({ table, sample }, headings);
  const counts = { person: 0, company: 0 };
  for (const text of textsOf({ table, sample }, column ?? '')) {
    const kind = namedKind(text);
    if (kind !== undefined) counts[kind] += 1;
  }
  if (counts.person === counts.company) return undefined;
  return counts.person > counts.company ? 'person' : 'company';
}

/** The column with the most names in it, else the first of words. */
function likelyName(sampled: Sampled, headings: readonly string[]): string | undefined {
  let best: string | undefined;
  let most = 0;
  for (const heading of headings) {
    const texts = textsOf(sampled, heading);
    const names = texts.filter((text) => namedKind(text) !== undefined).length;
    const words = texts.filter((text) => /\p{L}{2}/u.test(text) && !looksLikeData(text)).length;
    const weight = names * 10 + (words > texts.length / 2 ? 1 : 0);
    if (weight > most) [best, most] = [heading, weight];
  }
  return best;
}

function textsOf({ table, sample }: Sampled, heading: string): readonly string[] {
  const at = table.columns.findIndex((column) => tidyName(column) === heading);
  return sample.map(({ cells }) => rawText(cells[at] ?? null).trim()).filter((text) => text !== '');
}

const listFields = new Set(['phones', 'emails', 'urls', 'messengers', 'addresses', 'tags', 'bank_accounts']);

function isFree({ field }: HeadingUse, taken: ReadonlySet<string>): boolean {
  return listFields.has(field) || !taken.has(field);
}

function byHeading(heading: string, { field, entry, part, rank }: HeadingUse): Omit<DraftField, 'index'> {
  const { from, by, pick: _pick, sep: _sep, ...rest } = entry;
  void from;
  const own: Readonly<Record<string, unknown>> = part === undefined ? rest : {};
  const inner = by === undefined ? { from: heading, ...own } : { ...own, by: heading };
  const isPlain = Object.keys(inner).length === 1 && by === undefined;
  const value = part === undefined ? (isPlain ? heading : inner) : { [part]: heading };
  const remark: Finding = { code: 'mapping.suggest-heading', args: { confidence: confidenceOf(rank) } };
  const map = typeof own['map'] === 'string' ? { map: own['map'] } : {};
  return { field, entry: flowYaml(value), isList: listFields.has(field), remark, ...map };
}

interface Sniffed {
  readonly kind: 'phone' | 'email' | 'url' | 'inn' | 'date';
  readonly test: RegExp;
  readonly field: Readonly<Partial<Record<EntityKind, string>>>;
  readonly entry: (heading: string) => unknown;
}

/** What cells look like when their heading says nothing, the surest first. */
const contents: readonly Sniffed[] = [
  {
    kind: 'email',
    test: /^[^\s@]+@[^\s@]+\.[^\s@]{2,}$/u,
    field: { contact: 'emails', company: 'emails', lead: 'emails' },
    entry: withSteps('email'),
  },
  {
    kind: 'url',
    test: /^(?:https?:\/\/|www\.)\S+$/u,
    field: { contact: 'urls', company: 'urls', lead: 'urls' },
    entry: withSteps('url'),
  },
  {
    kind: 'phone',
    test: /^(?:\+|8|7)[\d\s()-]{9,17}$/u,
    field: { contact: 'phones', company: 'phones', lead: 'phones' },
    entry: withSteps('phone'),
  },
  {
    kind: 'inn',
    test: /^(?:\d{10}|\d{12})$/u,
    field: { company: 'inn' },
    entry: (from) => ({ from, do: ['digits', 'inn'], on_error: 'keep' }),
  },
  {
    kind: 'date',
    test: /^(?:\d{1,2}\.\d{1,2}\.\d{4}|\d{4}-\d{2}-\d{2})$/u,
    field: {},
    entry: (from) => ({ from, do: ['date'], on_error: 'keep' }),
  },
];

function withSteps(step: string): (heading: string) => unknown {
  return (from) => ({ from, do: [step], on_error: 'keep' });
}

function byContent(heading: string, cells: readonly Cell[], kind: EntityKind): Omit<DraftField, 'index'> | undefined {
  const texts = cells.map((cell) => rawText(cell).trim()).filter((text) => text !== '');
  if (texts.length < 2) return undefined;
  for (const { kind: found, test, field, entry } of contents) {
    const share = texts.filter((text) => test.test(text)).length / texts.length;
    const name = field[kind];
    if (share < 0.8 || name === undefined) continue;
    const remark: Finding = {
      code: 'mapping.suggest-content',
      args: { kind: found, confidence: Math.round(share * 80) },
    };
    return { field: name, entry: flowYaml(entry(heading)), isList: listFields.has(name), remark };
  }
  return undefined;
}
