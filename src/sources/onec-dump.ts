import { DumpVisitor } from './onec/dump-objects.ts';
import { defineObjectSource } from './onec/object-source.ts';

/** A dump of the processor "Выгрузка и загрузка данных XML" (`_1CV8DtUD`), both dialects. */
export const onecDump = defineObjectSource({
  name: '1c-dump',
  summary: 'Dumps of 1C made by "Выгрузка и загрузка данных XML" (root _1CV8DtUD), both dialects, also zipped',
  preset: '1c-dump',
  format: () => Promise.resolve('Выгрузка и загрузка данных XML'),
  visitor: ({ file, counter, take }) => new DumpVisitor(file, counter, take),
});
