import { loadLocale, type Locale } from '../locales/language.ts';
import { wordingOf } from '../report/errors.ts';
import { textTable } from '../report/text-table.ts';
import type { Connection } from '../targets/target.ts';
import { printable } from '../terminal.ts';
import type { CommandResult, Invocation } from './command.ts';
import { withTarget } from './with-target.ts';

/** Looks at rights, limits and what is in the target; changes nothing. */
export async function targetDoctorAction(invocation: Invocation): Promise<CommandResult> {
  const locale = await loadLocale(invocation.config.language);
  return withTarget(invocation, async (connection) => {
    const diagnoses = (await connection.doctor?.()) ?? [];
    const { loadingTexts: texts } = locale;
    const rows = diagnoses.map(({ subject, state, found }) => [
      texts.diagnosis[state],
      printable(subject),
      printable(found),
    ]);
    const advice = diagnoses.flatMap(({ finding }) => (finding === undefined ? [] : [advised(locale, finding)]));
    const isBad = diagnoses.some(({ state }) => state === 'bad');
    const table = textTable([texts.doctorColumns, ...rows], String).join('\n');
    return {
      exitCode: isBad ? 7 : 0,
      text: [diagnoses.length === 0 ? texts.nothingToDiagnose : table, ...advice].join('\n\n'),
      summary: { target: connection.identity, diagnoses },
      next: isBad ? [] : ['perenos target schema -o target-schema.json', 'perenos plan'],
    };
  });
}

function advised(
  locale: Locale,
  { code, args }: NonNullable<Awaited<ReturnType<NonNullable<Connection['doctor']>>>[number]['finding']>,
): string {
  const wording = wordingOf(locale, code);
  return `${code}  ${printable(wording.message(args))}\n  ${locale.interfaceTexts.fix}: ${wording.fix}`;
}
