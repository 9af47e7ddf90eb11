/** Files.h. */

import type { Service, ServiceGroup } from '../service.ts'
import { catalogSearchServices } from './catalog-search.ts'
import { desktopServices } from './desktop-services.ts'
import { fileIDServices } from './file-id-services.ts'
import { fsSpecServices } from './fsspec-services.ts'
import { namedFileServices, openFileServices, volumeServices } from './high-level-services.ts'
import { parameterBlockServices } from './parameter-block-services.ts'
import { serverServices } from './server-services.ts'
import { volumeBlockServices } from './volume-block-services.ts'

/** The File Manager does one thing after the other: a synchronous call waits for the asynchronous ones before it. */
function inTurn(services: Readonly<Record<string, Service>>): Record<string, Service> {
  return Object.fromEntries(
    Object.entries(services).map(([name, service]): [string, Service] => {
      if (name.endsWith('Async')) return [name, service]
      const body: Service['body'] = (mac, args) => {
        mac.fileManager.pending.finish()
        return service.body(mac, args)
      }
      return [name, { ...service, body }]
    }),
  )
}

export const fileManagerServices: ServiceGroup = {
  manager: 'File Manager',
  library: 'InterfaceLib',
  book: 'Inside Macintosh: Files, chapter 2',
  services: inTurn({
    ...openFileServices,
    ...namedFileServices,
    ...volumeServices,
    ...fsSpecServices,
    ...parameterBlockServices,
    ...volumeBlockServices,
    ...fileIDServices,
    ...catalogSearchServices,
    ...serverServices,
  }),
}

export const desktopManagerServices: ServiceGroup = {
  manager: 'Desktop Manager',
  library: 'InterfaceLib',
  book: 'Inside Macintosh: More Macintosh Toolbox, chapter 9',
  services: inTurn(desktopServices),
}
