import { foldName } from './nearest-name.ts';
import { innAndKpp } from './tax-ids.ts';

export interface ToldTaxNumber {
  readonly inn: string;
  readonly kpp?: string | undefined;
}

const captions = {
  inn: new Set(['инн', 'inn'].map(foldName)),
  kpp: new Set(['кпп', 'kpp'].map(foldName)),
  both: new Set(['инн/кпп', 'инн / кпп', 'инн кпп', 'инн и кпп'].map(foldName)),
} as const;

/** Is a field of a CRM, by its caption, one that people keep tax numbers in? */
export function tellsTaxNumber(caption: string): boolean {
  const folded = foldName(caption);
  return Object.values(captions).some((names) => names.has(folded));
}

/** Tax numbers in fields that people made for them, by their captions: `ИНН`, `КПП`, `ИНН/КПП`. */
export function toldTaxNumbers(fields: Iterable<readonly [caption: string, text: string]>): readonly ToldTaxNumber[] {
  const inns: string[] = [];
  let kpp: string | undefined;
  for (const [caption, text] of fields) {
    const folded = foldName(caption);
    const value = text.trim();
    const pair = captions.inn.has(folded) || captions.both.has(folded) ? innAndKpp(value) : undefined;
    if (pair !== undefined) return [pair];
    if ((captions.inn.has(folded) || captions.both.has(folded)) && /^(\d{10}|\d{12})$/.test(value)) inns.push(value);
    if (captions.kpp.has(folded) && value !== '') kpp ??= value;
  }
  return [...new Set(inns)].map((inn) => ({ inn, kpp }));
}
