export const archiveIssues = {} as const;
