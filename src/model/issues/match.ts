export const matchIssues = {} as const;
