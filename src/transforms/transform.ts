import type { z } from 'zod';
import { ConfigError } from '../errors.ts';
import { plainDefaults, type Defaults } from '../model/defaults.ts';
import type { IssueArgs, IssueCode } from '../model/issue.ts';
import type { Value } from '../model/row.ts';
import { cellText } from '../text/cell-text.ts';

/**
 * Adds a finding at the current row and field. A finding of severity `error` means that the value failed: the field's
 * `on_error` decides what becomes of it. `suggestion` is a value a person may accept; it is never applied.
 */
export type Note = <C extends IssueCode>(code: C, args: IssueArgs[C], suggestion?: string) => void;

/** Pure; never throws on data. `null` in gives `null` out without a note. A failed value gives `null` and an error note. */
export type Apply = (value: Value, note: Note) => Value;

/** An executable example: a test and a line of the reference page at once. */
export interface Example {
  readonly options?: unknown;
  readonly defaults?: Partial<Defaults>;
  readonly input: Value;
  readonly output: Value;
  /** Codes of the notes made, in order. */
  readonly notes?: readonly IssueCode[];
}

/** A named function of a mapping's `do:` list. */
export interface Transform {
  /** snake_case, as written in mappings. */
  readonly name: string;
  /** One sentence in each language. */
  readonly summary: { readonly ru: string; readonly en: string };
  /** Which option a bare scalar sets: `{split: ";"}` is `{split: {on: ";"}}` when this is `on`. */
  readonly shorthand?: string;
  readonly options: z.ZodType;
  /**
   * item: called for each item of a list; list: called once with the whole list (a single value arrives as it is).
   */
  readonly takes: 'item' | 'list';
  /**
   * value: the result is the field's value (a returned list makes it multi-valued). fields: the result is an object whose
   * keys are canonical fields beside the one mapped, filled where the mapping does not map them itself.
   */
  readonly yields: 'value' | 'fields';
  /** Applying it to its own result changes nothing; tested on every example. */
  readonly idempotent: boolean;
  /** At least ten. */
  readonly examples: readonly Example[];
  /** Once per use in a mapping; heavy packages are imported in here. @throws ConfigError for wrong options */
  compile(rawOptions: unknown, defaults?: Defaults): Promise<Apply>;
}

/** Declares a transform: its options are parsed once, so authors see typed options only. */
export function defineTransform<O extends z.ZodType>(definition: {
  readonly name: string;
  readonly summary: { readonly ru: string; readonly en: string };
  readonly shorthand?: string;
  readonly options: O;
  readonly takes?: 'item' | 'list';
  readonly yields?: 'value' | 'fields';
  readonly idempotent: boolean;
  readonly examples: readonly Example[];
  compile(options: z.output<O>, defaults: Defaults): Apply | Promise<Apply>;
}): Transform {
  return {
    takes: 'item',
    yields: 'value',
    ...definition,
    async compile(rawOptions, defaults = plainDefaults) {
      const parsed = definition.options.safeParse(withShorthand(rawOptions, definition.shorthand));
      if (!parsed.success) {
        const [first] = parsed.error.issues;
        throw new ConfigError('mapping.transform-options', {
          transform: definition.name,
          option: first?.path.join('.') ?? '',
          reason: first?.message ?? '',
        });
      }
      return definition.compile(parsed.data, defaults);
    },
  };
}

function withShorthand(raw: unknown, shorthand: string | undefined): unknown {
  if (raw === undefined || raw === null) return {};
  const isOptions = typeof raw === 'object' && !Array.isArray(raw);
  return shorthand !== undefined && !isOptions ? { [shorthand]: raw } : raw;
}

/** An `Apply` over text: empty stays empty, numbers and dates arrive as their exact text, structures are refused. */
export function onText(apply: (text: string, note: Note) => Value): Apply {
  return (value, note) => {
    if (typeof value === 'string') return value === '' ? null : apply(value, note);
    if (value === null) return null;
    const text = cellText(value);
    if (text !== undefined) return apply(text, note);
    note('text.not-text', {});
    return null;
  };
}

/** An `Apply` that cleans text and lets numbers, dates and structures pass as they are. */
export function onStrings(apply: (text: string, note: Note) => Value): Apply {
  return (value, note) => {
    if (typeof value !== 'string') return value;
    return value === '' ? null : apply(value, note);
  };
}
