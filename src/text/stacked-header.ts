import { isBlank } from './blank.ts';
import { looksLikeData } from './header-row.ts';

const longestName = 60;

/** Words that only headings consist of, folded: a row of them below a heading is a heading too, in another language or of the system. */
const headingWords = new Set(
  (
    'id код ид номер name имя фамилия отчество фио название наименование inn инн kpp кпп ogrn огрн phone phones телефон телефоны тел tel ' +
    'mobile мобильный рабочий email e-mail mail почта адрес address city город street улица индекс zip site сайт website url ' +
    'company компания организация контрагент клиент client customer contact контакт position должность comment комментарий примечание ' +
    'manager менеджер ответственный owner дата date сумма amount статус status источник source тип type first_name last_name full_name ' +
    'middle_name company_name birth_date birthday'
  ).split(' '),
);

/**
 * The names of the columns where a heading has two rows, `Контакты` above `Телефон` and `Почта`: parts joined by ` / `. The
 * second row is part of the heading when all its cells are names, and either all of them stand where the first row is empty or
 * groups columns (a name with empty cells to its right), or most of them are words that only headings consist of.
 * @param rows the row of the heading and those below it
 * @returns undefined when the heading has one row
 */
export function stackedHeadings(rows: readonly (readonly unknown[])[]): readonly string[] | undefined {
  const [top, below, next] = rows;
  if (top === undefined || below === undefined || next === undefined) return undefined;
  const names = below.map(nameOf);
  const filled = names.flatMap((name, column) => (name === '' ? [] : [column]));
  if (filled.length < 2 || names.includes(undefined)) return undefined;
  const groups = groupsOf(top, names, Math.max(top.length, below.length));
  const isUnderGroup = filled.every((column) => groups[column] !== undefined);
  const closesGap = filled.some((column) => isBlank(top[column] ?? null));
  const isWorded = filled.some((column) => isHeadingWord(names[column] ?? ''));
  const isOfGroups = isUnderGroup && closesGap && isWorded && isFuller(next, filled);
  if (!isOfGroups && !isRowOfWords(names, filled, top)) return undefined;
  return Array.from({ length: Math.max(top.length, below.length) }, (_, column) => {
    const own = textOf(top[column]);
    const part = names[column] ?? '';
    const group = own === '' ? (groups[column] ?? '') : own;
    if (group === '' || part === '') return part === '' ? own : part;
    return group.toLowerCase() === part.toLowerCase() ? group : `${group} / ${part}`;
  });
}

/** A heading by column: '' for an empty cell, undefined for what no heading is. */
function nameOf(cell: unknown): string | undefined {
  if (isBlank(cell ?? null)) return '';
  if (typeof cell !== 'string' || looksLikeData(cell) || cell.trim().length > longestName) return undefined;
  return textOf(cell);
}

function textOf(cell: unknown): string {
  return typeof cell === 'string' ? cell.replace(/\s+/gu, ' ').trim() : '';
}

/**
 * By column: the name above a group of columns, '' for columns below nothing; undefined below a name of one column. A name above
 * an empty cell is no group: the columns to its right stand for themselves.
 */
function groupsOf(
  top: readonly unknown[],
  names: readonly (string | undefined)[],
  width: number,
): readonly (string | undefined)[] {
  const groups: (string | undefined)[] = [];
  let current = '';
  for (let column = 0; column < width; column += 1) {
    const own = textOf(top[column]);
    const isWide = column + 1 < width && textOf(top[column + 1]) === '';
    if (own !== '') current = (names[column] ?? '') === '' ? '' : own;
    groups.push(own !== '' && !isWide ? undefined : current);
  }
  return groups;
}

/** What follows is data: it says something in columns that the second row leaves empty, or looks like data. */
function isFuller(next: readonly unknown[], filled: readonly number[]): boolean {
  const columns = new Set(filled);
  return next.some(
    (cell, column) => !isBlank(cell) && (!columns.has(column) || typeof cell !== 'string' || looksLikeData(cell)),
  );
}

function isHeadingWord(name: string): boolean {
  return name
    .toLowerCase()
    .split(/[\s.:*,()-]+/u)
    .some((word) => headingWords.has(word));
}

function isRowOfWords(
  names: readonly (string | undefined)[],
  filled: readonly number[],
  top: readonly unknown[],
): boolean {
  const words = filled.filter((column) => headingWords.has((names[column] ?? '').toLowerCase())).length;
  const wide = top.filter((cell) => !isBlank(cell ?? null)).length;
  return words >= 2 && words >= filled.length * 0.6 && filled.length >= wide * 0.6;
}
