export const planIssues = {} as const;
