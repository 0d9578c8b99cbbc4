import { basename, extname } from 'node:path';

/**
 * The namespace of a file's keys: its name without what a later export of the same list changes (dates, counters), so that the
 * same record is known again, and ids of two systems never meet.
 */
export function fileSystem(file: string): string {
  const stem = basename(file, extname(file)).normalize('NFC');
  const plain = stem
    .replace(/\s*\(\d+\)$/, '')
    .replace(/[\s_.-]*\d{4}[-_.]?\d{2}[-_.]?\d{2}([\sT_.-]?\d{2}[-_.:]?\d{2}([-_.:]?\d{2})?)?$/, '')
    .replace(/[\s_.-]*\d{2}[-_.]\d{2}[-_.]\d{4}$/, '');
  return slug(plain) || 'file';
}

/**
 * The namespace of a table whose kind another table of the file has already: sheets of one kind number their records each for itself.
 * Tables of different kinds share the file's namespace: they refer to each other.
 */
export function tableSystem(system: string, table: string): string {
  return `${system}-${slug(table)}`;
}

function slug(name: string): string {
  const plain = name.normalize('NFC').toLowerCase();
  return plain
    .replace(/[^\p{L}\p{N}]+/gu, '-')
    .replace(/^-|-$/g, '')
    .slice(0, 100);
}
