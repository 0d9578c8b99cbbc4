/** Numbers of state registers and banks that can be told apart. */
export type IdentifierKind =
  | 'inn'
  | 'kpp'
  | 'ogrn'
  | 'ogrnip'
  | 'okpo'
  | 'bik'
  | 'account'
  | 'snils'
  | 'kz_id'
  | 'by_unp'
  | 'ua_edrpou'
  | 'ua_rnokpp'
  | 'md_idno';
