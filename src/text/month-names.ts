const stems: readonly (readonly string[])[] = [
  ['янв', 'jan', 'қаң', 'січ'],
  ['фев', 'feb', 'ақп', 'лют'],
  ['мар', 'mar', 'нау', 'бер'],
  ['апр', 'apr', 'сәу', 'кві'],
  ['май', 'мая', 'мае', 'may', 'мам', 'тра'],
  ['июн', 'jun', 'мау', 'чер'],
  ['июл', 'jul', 'шіл', 'лип'],
  ['авг', 'aug', 'там', 'сер'],
  ['сен', 'sep', 'қыр', 'вер'],
  ['окт', 'oct', 'қаз', 'жов'],
  ['ноя', 'nov', 'лис'],
  ['дек', 'dec', 'жел', 'гру'],
];

const full =
  /^(?:январ[ья]|феврал[ья]|марта?|апрел[ья]|ма[йя]|июн[ья]|июл[ья]|августа?|сентябр[ья]|октябр[ья]|ноябр[ья]|декабр[ья]|сент|нояб|january|february|march|april|june|july|august|sept|september|october|november|december)$/;

/** 1 to 12 for a month's name, whole or by its first letters, in Russian and English (three letters in Kazakh and Ukrainian too). */
export function monthOf(word: string): number | undefined {
  const name = word.toLowerCase();
  if (name.length !== 3 && !full.test(name)) return undefined;
  const stem = name.slice(0, 3);
  const index = stems.findIndex((forms) => forms.includes(stem));
  return index < 0 ? undefined : index + 1;
}
