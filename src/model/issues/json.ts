export const jsonIssues = {} as const;
