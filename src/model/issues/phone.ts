import { define } from '../issue-definition.ts';

/** The text in question. */
interface Piece {
  readonly piece: string;
}
/** The number taken, in E.164. */
interface Taken {
  readonly value: string;
}

/**
 * Errors: the value gave no number. Warnings: a number was taken and a person should look, or a piece beside a good number
 * could not be read. Notices: a rule was applied that leaves no doubt.
 */
export const phoneIssues = {
  'phone.too-short': define<Piece & { readonly digits: number }>('error'),
  'phone.too-long': define<Piece & { readonly digits: number }>('error'),
  'phone.invalid': define<Piece>('error'),
  'phone.no-city-code': define<Piece & { readonly digits: number }>('error'),
  'phone.old-city-code': define<Piece & { readonly code: string; readonly now: string }>('error'),
  'phone.no-country': define<Piece>('error'),
  'phone.ambiguous': define<Piece & { readonly first: string; readonly second: string }>('error'),
  'phone.lookalike-unsure': define<Piece>('error'),
  'phone.scientific': define<Piece>('error'),
  'phone.masked': define<Piece>('error'),
  'phone.identifier': define<Piece>('error'),
  'phone.extension-only': define<Piece>('error'),
  'phone.not-a-phone': define<Piece>('error'),

  /** `why` is the code the piece would have alone. */
  'phone.piece-unread': define<Piece & { readonly why: string }>('warning'),
  'phone.plus-eight': define<Taken>('warning'),
  'phone.zero-prefix': define<Taken & { readonly prefix: string }>('warning'),
  'phone.extra-trunk': define<Taken>('warning'),
  'phone.several-extensions': define<Taken & { readonly extensions: string }>('warning'),
  'phone.tail-number': define<Taken & { readonly tail: string }>('warning'),
  'phone.country-guessed': define<Taken & { readonly country: string }>('warning'),
  'phone.also-reads': define<Taken & { readonly other: string }>('warning'),
  'phone.eight-or-code': define<Taken>('warning'),
  'phone.looks-like-inn': define<Taken>('warning'),
  'phone.placeholder': define<Taken>('warning'),
  'phone.leftover-digits': define<Taken & { readonly text: string }>('warning'),
  'phone.comment-cut': define<{ readonly length: number }>('warning'),

  'phone.lookalike': define<Taken>('notice'),
  'phone.extension-split': define<Taken & { readonly ext: string }>('notice'),
  'phone.several': define<{ readonly count: number }>('notice'),
  'phone.international-prefix': define<Taken & { readonly prefix: string }>('notice'),
  'phone.plus-added': define<Taken>('notice'),
  'phone.city-code-added': define<Taken & { readonly code: string }>('notice'),
  'phone.city-code-inherited': define<Taken & { readonly code: string }>('notice'),
  'phone.none-stated': define<Piece>('notice'),
} as const;
