/** Events the sandbox can fire, hence the ones that can be bound. */
export const portalEventNames: ReadonlySet<string> = new Set([
  ...['LEAD', 'CONTACT', 'DEAL', 'TIMELINECOMMENT'].flatMap((part) =>
    ['ADD', 'UPDATE', 'DELETE'].map((what) => `ONCRM${part}${what}`),
  ),
  'ONCRMDEALMOVETOCATEGORY',
  'ONCRMACTIVITYADD',
]);
