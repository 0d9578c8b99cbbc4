/** What a phone is used for; `model/field.ts` has the same list. */
export type PhoneType = 'mobile' | 'work' | 'home' | 'fax' | 'pager' | 'other';

/** One number that is certain. */
export type FoundPhone = {
  /** E.164. */
  readonly value: string;
  readonly ext?: string;
  readonly type: PhoneType;
  /** ISO 3166-1 alpha-2; absent for numbers of no country. */
  readonly country?: string;
  /** The piece of the text it was read from. */
  readonly raw: string;
  /** Text around the number, and pieces beside it that could not be read. */
  readonly comment?: string;
};

/** Arguments of every remark. `piece` is the text in question; `value` a number in E.164 that was taken. */
interface PhoneRemarkArgs {
  // The piece gave no number.
  readonly 'phone.too-short': { piece: string; digits: number };
  readonly 'phone.too-long': { piece: string; digits: number };
  readonly 'phone.invalid': { piece: string };
  readonly 'phone.no-city-code': { piece: string; digits: number };
  readonly 'phone.old-city-code': { piece: string; code: string; now: string };
  readonly 'phone.no-country': { piece: string };
  readonly 'phone.ambiguous': { piece: string; first: string; second: string };
  readonly 'phone.lookalike-unsure': { piece: string };
  readonly 'phone.scientific': { piece: string };
  readonly 'phone.masked': { piece: string };
  readonly 'phone.identifier': { piece: string };
  readonly 'phone.extension-only': { piece: string };
  readonly 'phone.not-a-phone': { piece: string };
  // A number was taken, a person should look.
  readonly 'phone.piece-unread': { piece: string; why: PhoneFailureCode };
  readonly 'phone.plus-eight': { value: string };
  readonly 'phone.zero-prefix': { value: string; prefix: string };
  readonly 'phone.extra-trunk': { value: string };
  readonly 'phone.several-extensions': { value: string; extensions: string };
  readonly 'phone.tail-number': { value: string; tail: string };
  readonly 'phone.country-guessed': { value: string; country: string };
  readonly 'phone.also-reads': { value: string; other: string };
  readonly 'phone.eight-or-code': { value: string };
  readonly 'phone.looks-like-inn': { value: string };
  readonly 'phone.placeholder': { value: string };
  readonly 'phone.leftover-digits': { value: string; text: string };
  readonly 'phone.comment-cut': { length: number };
  // Said for the record.
  readonly 'phone.lookalike': { value: string };
  readonly 'phone.extension-split': { value: string; ext: string };
  readonly 'phone.several': { count: number };
  readonly 'phone.international-prefix': { value: string; prefix: string };
  readonly 'phone.plus-added': { value: string };
  readonly 'phone.city-code-added': { value: string; code: string };
  readonly 'phone.city-code-inherited': { value: string; code: string };
  readonly 'phone.none-stated': { piece: string };
}

export type PhoneRemarkCode = keyof PhoneRemarkArgs;

/** Codes of pieces that gave no number. */
export type PhoneFailureCode =
  | 'phone.too-short'
  | 'phone.too-long'
  | 'phone.invalid'
  | 'phone.no-city-code'
  | 'phone.old-city-code'
  | 'phone.no-country'
  | 'phone.ambiguous'
  | 'phone.lookalike-unsure'
  | 'phone.scientific'
  | 'phone.masked'
  | 'phone.identifier'
  | 'phone.extension-only'
  | 'phone.not-a-phone';

/** A remark about a text. `suggestion` is a value a person may accept; it was not taken. */
export type PhoneRemark<C extends PhoneRemarkCode = PhoneRemarkCode> = {
  readonly [K in C]: { readonly code: K; readonly args: PhoneRemarkArgs[K]; readonly suggestion?: string };
}[C];

/** Everything read from one text: numbers in their order, and what there is to say. */
export interface PhoneFinding {
  readonly phones: readonly FoundPhone[];
  readonly remarks: readonly PhoneRemark[];
}
