/** Key positions of the Russian ЙЦУКЕН and the US QWERTY layout. */
const cyrillicKeys = 'йцукенгшщзхъфывапролджэячсмитьбюёЙЦУКЕНГШЩЗХЪФЫВАПРОЛДЖЭЯЧСМИТЬБЮЁ';
const latinKeys = 'qwertyuiop[]asdfghjkl;\'zxcvbnm,.`QWERTYUIOP{}ASDFGHJKL:"ZXCVBNM<>~';

const toCyrillic = new Map<string, string>();
const toLatin = new Map<string, string>();
for (let at = 0; at < latinKeys.length; at++) {
  toCyrillic.set(latinKeys.charAt(at), cyrillicKeys.charAt(at));
  toLatin.set(cyrillicKeys.charAt(at), latinKeys.charAt(at));
}

/** What was meant when Russian was typed with the Latin layout on: `Bdfyjd` is `Иванов`. Other signs stay. */
export function retypeInCyrillic(text: string): string {
  let result = '';
  for (const sign of text) result += toCyrillic.get(sign) ?? sign;
  return result;
}

/** What was meant when Latin was typed with the Russian layout on: `срусл` is `check`. Other signs stay. */
export function retypeInLatin(text: string): string {
  let result = '';
  for (const sign of text) result += toLatin.get(sign) ?? sign;
  return result;
}
