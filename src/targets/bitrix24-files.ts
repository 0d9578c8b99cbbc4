import { z } from 'zod';
import type { Target } from './target.ts';

const options = z.strictObject({
  /** Where the files are written; made when it is not there. */
  folder: z.string().min(1),
  account: z.string().optional(),
});

/** Files for the import wizard of Bitrix24, for portals without an API. */
export const bitrix24Files: Target = {
  name: 'bitrix24-files',
  summary: 'Files for the import wizard of Bitrix24, for portals without an API',
  options,
  place: { option: 'folder', usual: 'import' },
  batchSize: 1000,
  settleMs: 0,
  connect: async (rawOptions) => {
    const { folder, account } = options.parse(rawOptions);
    const { bitrix24Tables } = await import('./import-files/bitrix24-tables.ts');
    const { ImportFilesConnection } = await import('./import-files/connection.ts');
    const { writeBitrix24Csv } = await import('./import-files/files.ts');
    return new ImportFilesConnection({
      type: 'bitrix24-files',
      folder,
      account,
      tables: bitrix24Tables,
      ending: '.csv',
      leaves: ['created_at', 'updated_at', 'created_by', 'custom'],
      write: writeBitrix24Csv,
    });
  },
};
