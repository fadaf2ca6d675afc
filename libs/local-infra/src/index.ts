export { LocalInfraError, reasonOf, type LocalInfraErrorCode } from './errors.ts';
export { isMissing, readJson, writeFileAtomic, writeJsonAtomic } from './files.ts';
export { lockHome, runningIn, type HomeLock, type RunningInfo } from './home-lock.ts';
export { freePort, isPortFree, nextFreePort, RememberedPorts } from './ports.ts';
export { withConnection, withDatabase } from './postgres/connection.ts';
export { ensurePostgres, type EnsurePostgresOptions, type LocalPostgres } from './postgres/ensure-postgres.ts';
export { appRole, ensureDatabase, ownerRole, superuserRole, type DatabaseUrls } from './postgres/roles.ts';
export { identifyProcess, isAlive, type ProcessIdentity } from './process/process-identity.ts';
export { ProcessRegistry, type RegisteredProcess } from './process/process-registry.ts';
export { stopProcess, waitForExit, type StopOptions } from './process/stop-process.ts';
export { reportToStderr, say, terminalLanguage, type Report, type TerminalText } from './terminal-text.ts';
export { cacheFolder } from './cache-folder.ts';
export { ensureNamespace } from './temporal/namespace.ts';
export { ensureTemporal, type EnsureTemporalOptions, type LocalTemporal } from './temporal/ensure-temporal.ts';
export { runningTemporal } from './temporal/running-temporal.ts';
export { obtainTemporalBinary } from './temporal/temporal-binary.ts';
export { temporalStorePath } from './temporal/temporal-server.ts';
export { createTemporaryHome, type TemporaryHome } from './temporary-home.ts';
export { openChildLog, parseJsonLine, toJsonLine, type ChildLog } from './process/child-log.ts';
export {
  startChild,
  type ChildEvent,
  type ChildMessage,
  type StartChildOptions,
  type SupervisedChild,
} from './process/start-child.ts';
export { baseBackup } from './postgres/base-backup.ts';
export { preparePostgresBinaries } from './postgres/binaries.ts';
export {
  clusterPasswords,
  hasCluster,
  installCluster,
  removeCluster,
  type ClusterPasswords,
} from './postgres/install-cluster.ts';
export { copyLockedSqlite, copySqlite } from './sqlite-copy.ts';
export { temporalVersion } from './temporal/temporal-version.ts';
export { findOnPath } from './temporal/temporal-binary.ts';
