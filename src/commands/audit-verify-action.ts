import { existsSync } from 'node:fs';
import { loadLocale } from '../locales/language.ts';
import { checkAuditLog } from '../store/audit-log.ts';
import { projectFolder } from '../store/project-folder.ts';
import type { CommandResult, Invocation } from './command.ts';

/** Recomputes the chain of the audit log. */
export async function auditVerifyAction({ config }: Invocation): Promise<CommandResult> {
  const { auditFile } = projectFolder(config.root);
  const { loadingTexts: texts } = await loadLocale(config.language);
  if (!existsSync(auditFile)) return { exitCode: 0, text: texts.noAudit, summary: { lines: 0, broken_at: null } };
  const { lines, brokenAt } = checkAuditLog(auditFile);
  return {
    exitCode: brokenAt === undefined ? 0 : 9,
    text: brokenAt === undefined ? texts.auditWhole(lines) : texts.auditBroken(brokenAt, auditFile),
    summary: { lines, broken_at: brokenAt ?? null },
  };
}
