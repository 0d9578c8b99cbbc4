const COMPANY_WEIGHTS = [2, 4, 10, 3, 5, 9, 4, 6, 8];
const PERSON_FIRST = [7, 2, 4, 10, 3, 5, 9, 4, 6, 8];
const PERSON_SECOND = [3, 7, 2, 4, 10, 3, 5, 9, 4, 6, 8];

/** Ten digits whose check digit is that of a Russian company's ИНН (so is that of one phone in ten). */
export function looksLikeCompanyInn(digits: string): boolean {
  return digits.length === 10 && checkDigit(digits, COMPANY_WEIGHTS) === digits.charCodeAt(9) - 48;
}

/** Twelve digits whose two check digits are those of a Russian person's ИНН (so are those of one phone in a hundred). */
export function looksLikePersonInn(digits: string): boolean {
  return (
    digits.length === 12 &&
    checkDigit(digits, PERSON_FIRST) === digits.charCodeAt(10) - 48 &&
    checkDigit(digits, PERSON_SECOND) === digits.charCodeAt(11) - 48
  );
}

function checkDigit(digits: string, weights: readonly number[]): number {
  let sum = 0;
  for (const [place, weight] of weights.entries()) sum += (digits.charCodeAt(place) - 48) * weight;
  return (sum % 11) % 10;
}
