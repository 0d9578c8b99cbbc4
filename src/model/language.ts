/** Languages in which everything is worded. */
export type Language = 'ru' | 'en';
