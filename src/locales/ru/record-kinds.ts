const words: Readonly<Record<string, string>> = {
  user: 'сотрудник',
  company: 'компания',
  contact: 'контакт',
  lead: 'лид',
  deal: 'сделка',
  product: 'товар',
  activity: 'дело',
  note: 'примечание',
};

/** One record of a kind, inside a sentence: `запись «контакт»`. */
export function oneOf(kind: string): string {
  return `«${words[kind] ?? kind}»`;
}
