export { ROOT_ID, ROOT_PARENT_ID } from './catalog.ts'
export { checkVolume } from './check/check.ts'
export { FINDING_CODES, type Finding, type FindingCode } from './check/findings.ts'
export type {
  CatalogEntry,
  CatalogFile,
  CatalogFolder,
  FileInfoPatch,
  FinderPoint,
  FolderInfoPatch,
} from './entries.ts'
export { exchangeFiles } from './exchange.ts'
export type { HfsFork } from './fork.ts'
export type { ForkType } from './fork-blocks.ts'
export type { FormatOptions } from './format.ts'
export { HFS_ERRORS, HfsError, type HfsErrorName } from './hfs-error.ts'
export { readMacFile, writeMacFile } from './mac-files.ts'
export { compareNames, LONGEST_NAME, LONGEST_VOLUME_NAME } from './names.ts'
export { findHfsPartition, type Partition, readPartitionMap } from './partition-map.ts'
export { pathOf, type Resolved, resolvePath } from './paths.ts'
export { HfsVolume } from './volume.ts'
export type { VolumeInfo } from './volume-info.ts'
