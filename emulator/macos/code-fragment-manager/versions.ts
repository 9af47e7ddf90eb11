/** Whether a library may stand in for the one that a fragment was linked with (Mac OS Runtime Architectures, chapter 1, "Checking for Compatible Import Libraries"). */

import type { ErrorName } from '../errors.ts'

export interface DefinitionVersions {
  /** Of the library that the fragment was linked with. */
  readonly current: number
  /** The oldest implementation that it still works with. */
  readonly oldImplementation: number
}

export interface ImplementationVersions {
  readonly current: number
  /** The oldest definition that it still serves. */
  readonly oldDefinition: number
}

/** The error when they do not fit; undefined when they do. */
export function versionProblem(wanted: DefinitionVersions, found: ImplementationVersions): ErrorName | undefined {
  if (wanted.current > found.current && wanted.oldImplementation > found.current) return 'cfragImportTooOldErr'
  if (wanted.current < found.current && wanted.current < found.oldDefinition) return 'cfragImportTooNewErr'
  return undefined
}
