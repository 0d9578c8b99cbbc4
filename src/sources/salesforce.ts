import { dirname } from 'node:path';
import { z } from 'zod';
import { isZip } from '../archive.ts';
import { InputError } from '../errors.ts';
import type { Input } from '../input.ts';
import { flag, option } from '../model/option.ts';
import { openParts, weeklyPart } from './salesforce/parts.ts';
import { shapeNames } from './salesforce/shape.ts';
import { surveyPart, type Survey } from './salesforce/survey.ts';
import { defineSource, type Detection } from './source.ts';

const delimiterNames: Readonly<Record<string, string>> = {
  comma: ',',
  semicolon: ';',
  tab: '\t',
  pipe: '|',
  caret: '^',
  backquote: '`',
};

const options = z.strictObject({
  encoding: option(z.string().optional(), {
    en: 'Encoding of all CSV files; by default it is found once for the whole export',
    ru: 'Кодировка всех файлов CSV; по умолчанию определяется один раз для всей выгрузки',
  }),
  delimiter: option(
    z
      .string()
      .transform((text) => delimiterNames[text.toLowerCase()] ?? text)
      .optional(),
    {
      en: 'Delimiter of CSV files: a character, or comma, semicolon, tab, pipe, caret, backquote',
      ru: 'Разделитель файлов CSV: знак или comma, semicolon, tab, pipe, caret, backquote',
    },
  ),
  object: option(z.string().optional(), {
    en: 'API name of the object, such as Contact, for files that do not tell',
    ru: 'Имя объекта в API, например Contact, для файлов, по которым его не видно',
  }),
  null_words: option(z.enum(['empty', 'text']).optional(), {
    en: 'What the word null in a cell of a CSV is: empty, as old versions of sf wrote it, or text',
    ru: 'Что значит слово null в ячейке CSV: empty — пусто, как писали старые версии sf, или text — текст',
  }),
  cases: option(flag.default(false), {
    en: 'Link activities and files to cases too (`Links.CaseId`): for mappings that load cases as deals',
    ru: 'Связывать дела и файлы и с обращениями (`Links.CaseId`) — для сопоставлений, где обращения становятся сделками',
  }),
  date: option(z.enum(['day-first', 'month-first']).optional(), {
    en: 'Order of day and month in dates that were rewritten in a local form',
    ru: 'Порядок дня и месяца в датах, переписанных по-местному',
  }),
});

/**
 * Exports of Salesforce in every shape: one file, a folder, archives, archives in an archive. Each object is a table named as in
 * the API; rows are completed with what other tables of the export know of them (`Contacts.Id` of an opportunity, `Links.ContactId`
 * of a task). Ids have 18 characters, dates are ISO, flags are `true` and `false`, cells are text.
 */
export const salesforce = defineSource({
  name: 'salesforce',
  summary: 'Salesforce: weekly Data Export, Data Loader and Bulk API CSV, sf CSV and JSON, sObject trees, reports',
  extensions: ['.zip', '.csv', '.json', '.xlsx'],
  options,
  preset: 'salesforce',
  asksOwners: true,
  partOf: (input) => `${input.path === undefined ? '' : dirname(input.path)} ${weeklyPart(input.file)?.org ?? ''}`,
  detect,
  async *read(input, settings, context) {
    const { readExport } = await import('./salesforce/read.ts');
    yield* readExport(input, settings, context);
  },
});

async function detect(input: Input): Promise<Detection | undefined> {
  const isSet = input.parts !== undefined;
  const head = await input.head();
  if (!isSet && !isZip(head)) return detectionOf(await surveyPart({ name: nameOf(input), input }));
  if (!isSet && /\.(xlsx|xlsm)$/i.test(input.file))
    return detectionOf(await surveyPart({ name: nameOf(input), input }));
  if (weeklyPart(input.file) !== undefined) return { confidence: 0.97, kind: shapeNames.weekly };
  return detectSet(input);
}

function detectionOf(survey: Survey | undefined): Detection | undefined {
  if (survey === undefined) return undefined;
  const { shape, confidence } = survey.kind === 'csv' ? survey.shape : survey;
  return { confidence, kind: shapeNames[shape] };
}

/** A folder or an archive is an export when one of its files is. */
async function detectSet(input: Input): Promise<Detection | undefined> {
  try {
    const parts = await openParts(input);
    try {
      for (const part of parts.list) {
        if (!/\.(csv|json|xlsx)$/i.test(part.name)) continue;
        const detection = detectionOf(await surveyPart(part));
        if (detection !== undefined && detection.confidence > 0.85) return { ...detection, confidence: 0.95 };
      }
    } finally {
      await parts.close();
    }
  } catch (cause) {
    if (!(cause instanceof InputError)) throw cause;
    // An archive that is broken is for its reader to name; one with a part missing is Salesforce's for certain.
    if (cause.code !== 'salesforce.part-missing') return undefined;
    return { confidence: 0.97, kind: shapeNames.weekly, refusal: cause };
  }
  return undefined;
}

function nameOf({ file }: Input): string {
  return file.replace(/^.*[\\/!]/, '');
}
