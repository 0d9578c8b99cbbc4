import type { CommandTexts } from '../command-texts.ts';
import { duplicatesCommands } from './commands/duplicates.ts';
import { loadingCommands } from './commands/loading.ts';
import { mappingCommands } from './commands/mapping.ts';
import { reportsCommands } from './commands/reports.ts';
import { targetCommands } from './commands/target.ts';
import { toolsCommands } from './commands/tools.ts';
import { upkeepCommands } from './commands/upkeep.ts';

export const commandTexts: Readonly<Record<string, CommandTexts>> = {
  ...loadingCommands,
  ...upkeepCommands,
  ...targetCommands,
  ...reportsCommands,
  ...duplicatesCommands,
  ...mappingCommands,
  ...toolsCommands,
};
