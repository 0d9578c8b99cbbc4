import { apply } from './apply.ts';
import { check } from './check.ts';
import { clean } from './clean.ts';
import type { CommandDefinition } from './command.ts';
import { emulateAmocrm, emulateBitrix24 } from './emulate.ts';
import { explainMatch } from './explain-match.ts';
import { completion } from './completion.ts';
import { configShow } from './config-show.ts';
import { explain } from './explain.ts';
import { help } from './help.ts';
import { init } from './init.ts';
import { inspect } from './inspect.ts';
import { mappingImport } from './mapping-import.ts';
import { mappingMaps } from './mapping-maps.ts';
import { mappingSchema } from './mapping-schema.ts';
import { lineage } from './lineage.ts';
import { match } from './match.ts';
import { mappingSuggest } from './mapping-suggest.ts';
import { phone } from './phone.ts';
import { plan } from './plan.ts';
import { rejectsExport } from './rejects-export.ts';
import { rejectsImport } from './rejects-import.ts';
import { rejectsShow } from './rejects-show.ts';
import { reportDiff } from './report-diff.ts';
import { report } from './report.ts';
import { reviewDecide } from './review-decide.ts';
import { reviewExport } from './review-export.ts';
import { reviewImport } from './review-import.ts';
import { reviewList } from './review-list.ts';
import { reviewServe } from './review-serve.ts';
import { run } from './run.ts';
import { show } from './show.ts';
import { split } from './split.ts';
import { status } from './status.ts';
import { verify } from './verify.ts';
import { rollback } from './rollback.ts';
import { resume } from './resume.ts';
import { opsList } from './ops-list.ts';
import { opsResolve } from './ops-resolve.ts';
import { duplicatesRemove } from './duplicates-remove.ts';
import { stateRebuild } from './state-rebuild.ts';
import { auditVerify } from './audit-verify.ts';
import { purge } from './purge.ts';
import { runbook } from './runbook.ts';
import { targetLogin } from './target-login.ts';
import { targetDoctor } from './target-doctor.ts';
import { targetSchema } from './target-schema.ts';
import { targetPrepare } from './target-prepare.ts';

/** Every command, in the order in which help lists them. */
export const commandDefinitions: readonly CommandDefinition[] = [
  run,
  init,
  inspect,
  mappingSuggest,
  mappingImport,
  mappingMaps,
  mappingSchema,
  targetLogin,
  targetDoctor,
  targetSchema,
  targetPrepare,
  check,
  plan,
  show,
  apply,
  resume,
  status,
  verify,
  rollback,
  opsList,
  opsResolve,
  duplicatesRemove,
  report,
  reportDiff,
  rejectsShow,
  rejectsExport,
  rejectsImport,
  reviewServe,
  reviewList,
  reviewDecide,
  reviewExport,
  reviewImport,
  split,
  explainMatch,
  lineage,
  match,
  emulateBitrix24,
  emulateAmocrm,
  clean,
  phone,
  explain,
  stateRebuild,
  auditVerify,
  purge,
  runbook,
  configShow,
  completion,
  help,
];
