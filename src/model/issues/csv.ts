export const csvIssues = {} as const;
