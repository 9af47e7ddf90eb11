/** Which of the Mac OS services Bondi has: from their declarations. */
import { isSystemLibrary } from '../../emulator/macos/code-fragment-manager/system-libraries.ts'
import { managerOf } from '../../emulator/macos/known-services.ts'
import { serviceGroups } from '../../emulator/macos/registry.ts'
import { OWN_NAMES } from '../../emulator/macos/service-table.ts'

export interface ServiceStatus {
  readonly summary: 'full' | 'partial' | 'absent'
  readonly manager: string
  readonly library: string
  /** What a partial one lacks. */
  readonly lacks: string | undefined
}

let declared: Map<string, ServiceStatus> | undefined

function declarations(): Map<string, ServiceStatus> {
  declared ??= new Map(
    serviceGroups.flatMap(({ manager, library, services, data = {} }) => [
      ...Object.entries(services).map(([name, { partial }]): [string, ServiceStatus] => [
        name,
        { summary: partial === undefined ? 'full' : 'partial', manager, library, lacks: partial },
      ]),
      ...Object.keys(data).map((name): [string, ServiceStatus] => [
        name,
        { summary: 'full', manager, library, lacks: undefined },
      ]),
    ]),
  )
  return declared
}

/** What Bondi has of a service that a program imports. */
export function serviceStatus(name: string, library: string): ServiceStatus {
  const found = declarations().get(name)
  const isTheirs = found !== undefined && (!OWN_NAMES.includes(found.library) || found.library === library)
  return isTheirs ? found : { summary: 'absent', manager: managerOf(name), library, lacks: undefined }
}

/** Whether Mac OS 8.5 as Bondi has it has this library: others come as files. */
export function isKnownLibrary(name: string): boolean {
  return isSystemLibrary(name) || serviceGroups.some(({ library }) => library === name)
}
