export const identifierIssues = {} as const;
