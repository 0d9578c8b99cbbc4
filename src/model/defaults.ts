/** What a mapping's `defaults` decide for values that do not say it themselves. */
export interface Defaults {
  /** ISO 3166-1 alpha-2: the country of phones without a country code and of tax numbers. */
  readonly country: string;
  /** City code put before local numbers; without it they stay unresolved. */
  readonly cityCode?: string;
  /** IANA name: the zone of instants written without one. */
  readonly timezone: string;
  /** ISO 4217: the currency of amounts without one. */
  readonly currency: string;
  /** Date patterns tried in order, such as `dd.MM.yyyy`; empty: the unambiguous ones only. */
  readonly dateFormats: readonly string[];
}

export const plainDefaults: Defaults = {
  country: 'RU',
  timezone: 'Europe/Moscow',
  currency: 'RUB',
  dateFormats: ['dd.MM.yyyy'],
};
