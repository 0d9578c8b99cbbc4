export const localIssues = {} as const;
