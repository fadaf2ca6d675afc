/**
 * Version of Temporal's command line program, server included. Newer tags cannot be installed with `go install`,
 * because their go.mod has replace directives.
 */
export const temporalVersion = 'v1.5.1';
