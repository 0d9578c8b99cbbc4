import { z } from 'zod';

/** What an option of a transform does, for the reference page. */
export interface OptionHelp {
  readonly ru: string;
  readonly en: string;
}

const help = new WeakMap<z.ZodType, OptionHelp>();

/** Attaches the help of an option. Must be the outermost call, after `.optional()` or `.default()`. */
export function option<T extends z.ZodType>(schema: T, text: OptionHelp): T {
  const described = schema.describe(text.en);
  help.set(described, text);
  return described;
}

/** The help given to `option`, for schemas that have it. */
export function optionHelp(schema: z.ZodType): OptionHelp | undefined {
  return help.get(schema);
}

/** A whole number; mapping files hold every scalar as text. */
export function wholeNumber(min: number, max: number) {
  return z
    .union([
      z.number(),
      z
        .string()
        .regex(/^-?\d{1,9}$/)
        .transform(Number),
    ])
    .pipe(z.int().min(min).max(max));
}

/** Yes or no; mapping files hold every scalar as text. */
export const flag = z.union([z.boolean(), z.enum(['true', 'false']).transform((text) => text === 'true')]);

/** One text or a list of them. */
export const textList = z.union([z.string().transform((text): readonly string[] => [text]), z.array(z.string())]);

/** Shared by the readers of tables: what becomes of the rows of a report that are no records. */
export const summaryRowsOption = option(z.enum(['skip', 'keep']).default('skip'), {
  en: 'skip: totals, group rows and footers of reports are set aside with a notice each; keep: they are rows',
  ru: 'skip — итоги, строки групп и подписи отчётов откладываются, о каждой сообщается; keep — это строки',
});
