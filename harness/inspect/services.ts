/** Which of the Mac OS services Bondi has: from their declarations. */
import { managerOf } from '../../emulator/macos/known-services.ts'
import { serviceGroups } from '../../emulator/macos/registry.ts'

export interface ServiceStatus {
  readonly summary: 'full' | 'partial' | 'absent'
  readonly manager: string
  /** What a partial one lacks. */
  readonly lacks: string | undefined
}

let declared: Map<string, ServiceStatus> | undefined

function declarations(): Map<string, ServiceStatus> {
  declared ??= new Map(
    serviceGroups.flatMap(({ manager, services, data = {} }) => [
      ...Object.entries(services).map(([name, { partial }]): [string, ServiceStatus] => [
        name,
        { summary: partial === undefined ? 'full' : 'partial', manager, lacks: partial },
      ]),
      ...Object.keys(data).map((name): [string, ServiceStatus] => [
        name,
        { summary: 'full', manager, lacks: undefined },
      ]),
    ]),
  )
  return declared
}

/** What Bondi has of a service that a program imports. */
export function serviceStatus(name: string): ServiceStatus {
  return declarations().get(name) ?? { summary: 'absent', manager: managerOf(name), lacks: undefined }
}
