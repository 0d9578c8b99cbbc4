import { z } from 'zod';
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
    const { amocrmTables } = await import('./import-files/amocrm-tables.ts');
    const { ImportFilesConnection } = await import('./import-files/connection.ts');
    const { writeTextWorkbook } = await import('./import-files/files.ts');
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
