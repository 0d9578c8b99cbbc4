import { z } from 'zod';
import { bitrix24Tables } from './import-files/bitrix24-tables.ts';
import { ImportFilesConnection } from './import-files/connection.ts';
import { writeBitrix24Csv } from './import-files/files.ts';
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
