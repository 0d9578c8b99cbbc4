import { z } from 'zod';
import { amocrmTables } from './import-files/amocrm-tables.ts';
import { ImportFilesConnection } from './import-files/connection.ts';
import { writeTextWorkbook } from './import-files/files.ts';
import type { Target } from './target.ts';

const options = z.strictObject({
  /** Where the files are written; made when it is not there. */
  folder: z.string().min(1),
  account: z.string().optional(),
});

/** Workbooks for the import wizard of amoCRM, for accounts without an API. */
export const amocrmFiles: Target = {
  name: 'amocrm-files',
  summary: 'Workbooks for the import wizard of amoCRM, for accounts without an API',
  options,
  place: { option: 'folder', usual: 'import' },
  batchSize: 1000,
  settleMs: 0,
  connect: async (rawOptions) => {
    const { folder, account } = options.parse(rawOptions);
    return new ImportFilesConnection({
      type: 'amocrm-files',
      folder,
      account,
      tables: amocrmTables,
      ending: '.xlsx',
      leaves: ['updated_at', 'created_by', 'custom'],
      write: writeTextWorkbook,
    });
  },
};
