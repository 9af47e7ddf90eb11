/** Libraries of the system's own: what Bondi serves, and what Mac OS 8.5 has besides. */

import type { ServiceTable } from '../service-table.ts'
import { asPtr } from '../types.ts'
import type { FoundSymbol, Library } from './fragment.ts'

/**
 * Import libraries that every Mac OS 8.5 has. A program that imports from one of them starts; what Bondi lacks of it ends the program when it
 * is called. Open Transport and the Name Registry are left out: a machine may be without them, and programs look.
 */
const ofMacOS85: ReadonlySet<string> = new Set(
  `AppearanceLib AppleScriptLib ATSUnicodeLib ColorPickerLib ColorSync ContextualMenu ControlsLib CursorDevicesGlue DialogsLib
  DragLib DriverServicesLib FolderManagerLib FontManager InterfaceLib IconServicesLib InternetConfigLib MathLib MenusLib MPLibrary Multiprocessing
  NavigationLib ObjectSupportLib PrivateInterfaceLib QD3D QuickTimeLib SoundLib SpeechLib StdCLib TextCommon TextEncodingConverter
  TextServicesManager ThreadsLib Translation UnicodeConverter UnicodeUtilitiesLib WindowsLib`.split(/\s+/),
)

export class SystemLibrary implements Library {
  readonly name: string
  private readonly services: ServiceTable
  private readonly names: readonly string[]

  constructor(name: string, services: ServiceTable) {
    this.name = name
    this.services = services
    this.names = services.namesIn(name)
  }

  get symbolCount(): number {
    return this.names.length
  }

  symbol(name: string): FoundSymbol | undefined {
    const address = this.services.symbol(name, this.name)
    if (address === undefined) return undefined
    return { name, class: this.services.data.has(name) ? 'data' : 'tvector', address: asPtr(address) }
  }

  symbolAt(index: number): FoundSymbol | undefined {
    const name = this.names[index]
    return name === undefined ? undefined : this.symbol(name)
  }
}

/** The library of this name; undefined where Mac OS 8.5 as Bondi has it has none. */
export function systemLibrary(name: string, services: ServiceTable): SystemLibrary | undefined {
  return ofMacOS85.has(name) || services.namesIn(name).length > 0 ? new SystemLibrary(name, services) : undefined
}

/** Whether Bondi has anything of a library of Mac OS 8.5. */
export const isSystemLibrary = (name: string): boolean => ofMacOS85.has(name)
