const oneDigit = /^(\d)\1+$/;

/** A number with a sign before it: `+` when its check digits are right, `-` when not. Nothing for 000... and the like. */
export function checkedNumber(value: string | undefined, isValid: (value: string) => boolean): string {
  if (value === undefined || oneDigit.test(value)) return '';
  return `${isValid(value) ? '+' : '-'}${value}`;
}

/** True for numbers marked as right. */
export function isMarkedValid(value: string): boolean {
  return value.startsWith('+');
}
