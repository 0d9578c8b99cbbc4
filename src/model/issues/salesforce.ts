export const salesforceIssues = {} as const;
