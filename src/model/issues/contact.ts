export const contactIssues = {} as const;
