/** Parts of an address, filled only from a structured form; `text` of the contact point always holds the whole. */
export interface AddressParts {
  readonly country?: string;
  readonly postalCode?: string;
  readonly region?: string;
  readonly city?: string;
  readonly street?: string;
  readonly house?: string;
  readonly flat?: string;
}

/** What one string of contact information holds. `kind` is what the string itself says it is, in 1C's words. */
export interface ContactString {
  readonly form: 'json' | 'xml' | 'key-value' | 'plain' | 'broken';
  readonly value: string;
  readonly comment: string;
  readonly kind: string;
  readonly parts?: AddressParts;
}

/** Builds what 1C shows for a phone: `+7 (495) 123-45-67, доб. 101`. `8` as a country code means 7. */
export function phoneText(phone: {
  readonly country: string;
  readonly area: string;
  readonly number: string;
  readonly extension: string;
}): string {
  if (phone.number.trim() === '') return '';
  const digits = phone.country.replace(/\D/g, '');
  const country = digits === '' ? '' : `+${digits === '8' ? '7' : digits} `;
  const area = phone.area.trim() === '' ? '' : `(${phone.area.trim()}) `;
  const extension = phone.extension.trim() === '' ? '' : `, доб. ${phone.extension.trim()}`;
  return `${country}${area}${phone.number.trim()}${extension}`;
}
