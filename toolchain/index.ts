/** The toolchain: C and C++ to applications for Mac OS on PowerPC. */

export {
  type Application,
  type ApplicationOptions,
  buildApplication,
  buildFragment,
  type CompileOptions,
  type FragmentOptions,
} from './build.ts'
export { importLibraryNames, loadImportLibrary } from './imports.ts'
export { type LineMap, lineMap } from './link/line-map.ts'
export { type LinkInput, type LinkOptions, type LinkResult, link } from './link/link.ts'
export { formatLinkMap, type LinkMap } from './link/map.ts'
export type { ImportLibrary } from './link/symbols.ts'
export { codeFragmentResource, type Partition, sizeResource, versionResource } from './resources/application.ts'
export { parseArchive, writeArchive } from './xcoff/archive.ts'
export { parseXcoff } from './xcoff/object.ts'
