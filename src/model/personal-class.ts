/** Personal-data class of a field (`reliability.md` section 12 of the house documents): decides how it is masked; `none` never is. */
export const personalClasses = [
  'none',
  'name',
  'phone',
  'email',
  'address',
  'birth_date',
  'doc_number',
  'inn_person',
  'free_text',
] as const;
export type PersonalClass = (typeof personalClasses)[number];
