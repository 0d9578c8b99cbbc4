/** Settings that may stand in files and in the environment (`PERENOS_` and the name in capitals), beside their flags. */
export const settingNames = [
  'lang',
  'json',
  'quiet',
  'verbose',
  'color',
  'input',
  'limit',
  'mask',
  'events',
  'ca_file',
  'tls_pin',
] as const;
export type SettingName = (typeof settingNames)[number];
