import { createInterface } from 'node:readline';
import { loadLocale, type Locale } from '../locales/language.ts';
import { wordingOf } from '../report/errors.ts';
import { printable } from '../terminal.ts';
import type { PhoneFinding } from '../text/phone/finding.ts';
import { createPhoneParser } from '../text/phone/parser.ts';
import type { CommandResult, Invocation } from './command.ts';

/** Reads the phones of each value (or of each line of stdin): a text or JSON line for every value. */
export async function phoneAction(invocation: Invocation): Promise<CommandResult> {
  const { flags, config, terminal } = invocation;
  const country = flags.text('country')?.toUpperCase();
  const cityCode = flags.text('cityCode');
  const parse = await createPhoneParser({
    ...(country === undefined ? {} : { country }),
    ...(cityCode === undefined ? {} : { cityCode }),
  });
  const locale = await loadLocale(config.language);
  let unread = 0;
  let values = 0;
  for await (const value of valuesOf(invocation)) {
    const found = parse(value);
    values += 1;
    if (found.phones.length === 0) unread += 1;
    if (config.json) terminal.out(JSON.stringify({ input: value, phones: found.phones, issues: found.remarks }));
    else printFinding(value, found, { invocation, locale });
  }
  return { exitCode: unread === 0 ? 0 : 1, text: '', summary: { values, unread }, streamed: true };
}

async function* valuesOf({ arguments: values }: Invocation): AsyncGenerator<string> {
  const [first] = values;
  if (first !== undefined && first !== '-') {
    yield* values;
    return;
  }
  yield* createInterface({ input: process.stdin, crlfDelay: Infinity });
}

interface Printing {
  readonly invocation: Invocation;
  readonly locale: Locale;
}

/** Numbers go to stdout, one a line; what is uncertain goes to stderr. */
function printFinding(value: string, { phones, remarks }: PhoneFinding, { invocation, locale }: Printing): void {
  const { terminal, config } = invocation;
  for (const { value: number, ext, type, country, comment } of phones) {
    const cells = [number, ext === undefined ? '' : `#${ext}`, type, country ?? '', comment ?? ''];
    terminal.out(printable(cells.join('\t')).trimEnd());
  }
  if (config.quiet) return;
  for (const { code, args, suggestion } of remarks) {
    const wording = wordingOf(locale, code);
    const hint = suggestion === undefined ? '' : ` → ${suggestion}?`;
    terminal.err(printable(`${value}: ${wording.message(args)}${hint} [${code}]`));
  }
}
