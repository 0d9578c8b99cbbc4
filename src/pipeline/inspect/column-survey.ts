import type { CellLook, ColumnProfile, Estimate, ValueCount } from '../../model/profile.ts';
import type { Cell } from '../../model/row.ts';
import { dayOf, lookOf, numberOf, shapeOf } from './cell-look.ts';
import { countValue, distinctCount, hashOf, noValues, type DistinctValues } from './distinct-values.ts';
import { odditiesOf } from './oddities.ts';
import { countFinding, readValue, sortedFindings, type Counted, type ValueReading } from './value-reading.ts';

/** One column while its rows go by. */
export interface ColumnSurvey {
  readonly heading: string;
  readonly field: string | null;
  readonly reading: ValueReading | undefined;
  filled: number;
  readonly looks: Record<CellLook, number>;
  readonly distinct: DistinctValues;
  readonly samples: Set<string>;
  /** Exact counts of the values met first; values met later are not in it. */
  readonly frequent: Map<string, number>;
  /** Undefined when there are so many shapes that they are no pattern. */
  shapes: Map<string, number> | undefined;
  readonly oddities: Map<string, Counted>;
  shortest: number;
  longest: number;
  readonly numbers: { min: number; max: number };
  readonly days: { min: string; max: string };
}

const maxSamples = 3;
const sampleLength = 60;
const maxFrequent = 500;
const frequentLength = 80;
const maxTop = 8;
const maxShapes = 60;
const shapeLength = 40;
const shownShapes = 6;

export function openColumn(heading: string, field: string | null, reading: ValueReading | undefined): ColumnSurvey {
  return {
    heading,
    field,
    reading,
    filled: 0,
    looks: { text: 0, number: 0, date: 0, phone: 0, email: 0, flag: 0 },
    distinct: noValues(),
    samples: new Set(),
    frequent: new Map(),
    shapes: new Map(),
    oddities: new Map(),
    shortest: Number.POSITIVE_INFINITY,
    longest: 0,
    numbers: { min: Number.POSITIVE_INFINITY, max: Number.NEGATIVE_INFINITY },
    days: { min: '9999', max: '' },
  };
}

/** Counts one filled cell; gives the values its cleaning rule understood. */
export function countCell(column: ColumnSurvey, cell: Cell, text: string, line: number): readonly string[] {
  column.filled += 1;
  const look = lookOf(cell, text);
  column.looks[look] += 1;
  countValue(column.distinct, hashOf(text));
  if (column.samples.size < maxSamples) column.samples.add(text.slice(0, sampleLength));
  countFrequent(column.frequent, text);
  countShape(column, text);
  countRange(column, look, text);
  for (const finding of odditiesOf(cell, text, look)) countFinding(column.oddities, finding, { line, value: text });
  return column.reading === undefined ? none : readValue(column.reading, cell, { text, line });
}

const none: readonly string[] = [];

function countFrequent(frequent: Map<string, number>, text: string): void {
  if (text.length > frequentLength) return;
  const known = frequent.get(text);
  if (known !== undefined) frequent.set(text, known + 1);
  else if (frequent.size < maxFrequent) frequent.set(text, 1);
}

function countShape(column: ColumnSurvey, text: string): void {
  const { shapes } = column;
  if (shapes === undefined) return;
  const shape = text.length > shapeLength ? '…' : shapeOf(text);
  shapes.set(shape, (shapes.get(shape) ?? 0) + 1);
  if (shapes.size > maxShapes) column.shapes = undefined;
}

function countRange(column: ColumnSurvey, look: CellLook, text: string): void {
  if (text.length < column.shortest) column.shortest = text.length;
  if (text.length > column.longest) column.longest = text.length;
  if (look === 'number') {
    const number = numberOf(text);
    if (number < column.numbers.min) column.numbers.min = number;
    if (number > column.numbers.max) column.numbers.max = number;
  } else if (look === 'date') {
    const day = dayOf(text);
    if (day === undefined) return;
    if (day < column.days.min) column.days.min = day;
    if (day > column.days.max) column.days.max = day;
  }
}

/** Digits of these are codes, whatever they look like. */
const codes = new Set(['inn', 'kpp', 'ogrn', 'okpo', 'postal_code', 'key']);

/** What most of the filled cells are. */
export function typeOf({ field, looks, filled }: Pick<ColumnSurvey, 'field' | 'looks' | 'filled'>) {
  if (filled === 0) return 'empty';
  const most = (Object.entries(looks) as [CellLook, number][]).toSorted((a, b) => b[1] - a[1])[0]?.[0] ?? 'text';
  return most === 'phone' && field !== null && codes.has(field) ? 'number' : most;
}

export function columnProfile(column: ColumnSurvey): ColumnProfile {
  const { heading, field, filled, looks, reading } = column;
  const type = typeOf(column);
  return {
    heading,
    field,
    type,
    filled,
    looks,
    distinct: atMost(distinctCount(column.distinct), filled),
    length: filled === 0 ? null : { min: column.shortest, max: column.longest },
    range: rangeOf(column, type),
    samples: [...column.samples],
    top: topOf(column.frequent),
    shapes: shapesOf(column),
    quality: reading === undefined || filled === 0 ? null : qualityOf(reading),
    oddities: sortedFindings(column.oddities.values()),
  };
}

/** An estimate knows nothing of how many there can be. */
function atMost(estimate: Estimate, most: number): Estimate {
  return { ...estimate, count: Math.min(estimate.count, most) };
}

function qualityOf({ reader, as_is, brought, blank, unread, examples, findings }: ValueReading) {
  return {
    reader,
    as_is,
    brought,
    blank,
    unread,
    examples: [...examples.values()],
    findings: sortedFindings(findings.values()),
  };
}

function rangeOf({ numbers, days }: ColumnSurvey, type: ColumnProfile['type']): ColumnProfile['range'] {
  if (type === 'number' && Number.isFinite(numbers.max)) return { min: String(numbers.min), max: String(numbers.max) };
  return type === 'date' && days.max !== '' ? { min: days.min, max: days.max } : null;
}

function topOf(frequent: ReadonlyMap<string, number>): ValueCount[] {
  return sortedCounts([...frequent].filter(([, count]) => count > 1)).slice(0, maxTop);
}

/** One shape for all is a pattern too; shapes of long text are none. */
function shapesOf({ shapes }: ColumnSurvey): ValueCount[] {
  if (shapes === undefined) return [];
  return sortedCounts([...shapes]).slice(0, shownShapes);
}

function sortedCounts(counts: [string, number][]): ValueCount[] {
  return counts
    .toSorted(([one, a], [other, b]) => b - a || (one < other ? -1 : 1))
    .map(([value, count]) => ({ value, count }));
}
