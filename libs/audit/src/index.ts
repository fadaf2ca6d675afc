export { archiveClosedRuns } from './history-archiver.ts';
export type { ArchivePass } from './history-archiver.ts';
