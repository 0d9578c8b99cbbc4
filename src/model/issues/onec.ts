export const onecIssues = {} as const;
