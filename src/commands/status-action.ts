import { existsSync } from 'node:fs';
import { ConfigError } from '../errors.ts';
import { loadLocale } from '../locales/language.ts';
import { textTable } from '../report/text-table.ts';
import { projectFolder } from '../store/project-folder.ts';
import { stateToRead } from '../store/state-to-read.ts';
import type { CommandResult, Invocation } from './command.ts';

/** Lists the runs of a project, the newest first, with what became of their operations. */
export async function statusAction({ config, context }: Invocation): Promise<CommandResult> {
  const project = projectFolder(config.root);
  if (!existsSync(project.stateFile)) throw new ConfigError('cli.no-run', { folder: config.root });
  const { reportTexts, interfaceTexts } = await loadLocale(config.language);
  const state = stateToRead(project, context.now());
  try {
    const runs = state.runs().map((run) => ({ ...run, operations: state.counts(run.run_id) }));
    const rows = runs.map(({ run_id, started_at, status, target, operations }) => [
      run_id,
      started_at.slice(0, 19),
      interfaceTexts.runStatus[status],
      target,
      operations.filter((row) => row.state === 'done').reduce((sum, row) => sum + row.count, 0),
    ]);
    const heading = interfaceTexts.runColumns;
    const numbers = new Intl.NumberFormat(config.language);
    const isDoubtful = runs.some(({ status }) => status === 'doubt');
    const last = [...heading, reportTexts.columns.done];
    return {
      exitCode: isDoubtful ? 8 : 0,
      text: textTable([last, ...rows], (value) => numbers.format(value)).join('\n'),
      summary: { runs },
    };
  } finally {
    state.close();
  }
}
