/**
 * What programs import: transition vectors of the system's services, in the system heap, and variables. Each vector leads to a stub, one word
 * that the CPU takes for a call to the host, with the service's number in it.
 */

import type { GuestMemory } from '../memory/guest-memory.ts'
import { type Mac, ProgramEnd } from './mac.ts'
import type { MemoryManager } from './memory-manager/memory-manager.ts'
import { serviceGroups } from './registry.ts'
import { type BoundService, bindService, procedure } from './service.ts'

/** Primary opcode 6, which no PowerPC has. */
const SERVICE_STUB = 0x1800_0000
/** A transition vector: code and TOC; then the stub. */
const ENTRY_BYTES = 12
const STUB_OFFSET = 8
/** Libraries whose names are not the Toolbox's. */
export const OWN_NAMES: readonly string[] = ['MathLib', 'StdCLib']

export class ServiceTable {
  private readonly services: BoundService[] = []
  private readonly vectors = new Map<string, number>()
  private readonly memory: GuestMemory
  private readonly memoryManager: MemoryManager
  private readonly nameByStub = new Map<number, string>()
  private readonly ownerOf = new Map<string, string>()
  /** Addresses of the variables that libraries export. */
  readonly data: ReadonlyMap<string, number>

  constructor(memory: GuestMemory, memoryManager: MemoryManager) {
    this.memory = memory
    this.memoryManager = memoryManager
    const bound = serviceGroups.flatMap((group) => Object.keys(group.services).map((name) => bindService(name, group)))
    const base = memoryManager.newPtr(memoryManager.systemZone, bound.length * ENTRY_BYTES)
    bound.forEach((service, index) => {
      this.vectors.set(service.name, base + index * ENTRY_BYTES)
      this.install(service, base + index * ENTRY_BYTES)
    })
    this.data = this.placeData()
    for (const { library, services, data = {} } of serviceGroups) {
      if (!OWN_NAMES.includes(library)) continue
      for (const name of [...Object.keys(services), ...Object.keys(data)]) this.ownerOf.set(name, library)
    }
  }

  private placeData(): Map<string, number> {
    const entries = serviceGroups.flatMap(({ data = {} }) => Object.entries(data))
    return new Map(
      entries.map(([name, { byteCount, initialize }]): [string, number] => {
        const address = this.memoryManager.newPtr(this.memoryManager.systemZone, byteCount, true)
        initialize?.(this.memory, address)
        return [name, address]
      }),
    )
  }

  private install(service: BoundService, vector: number): void {
    const number = this.services.push(service) - 1
    this.memory.setU32(vector, vector + STUB_OFFSET)
    this.memory.setU32(vector + 4, 0)
    this.memory.setU32(vector + STUB_OFFSET, SERVICE_STUB | number)
    this.nameByStub.set(vector + STUB_OFFSET, service.name)
  }

  /** Names that a library exports, in order. */
  namesIn(library: string): readonly string[] {
    return serviceGroups
      .filter((group) => group.library === library)
      .flatMap(({ services, data = {} }) => [...Object.keys(services), ...Object.keys(data)])
  }

  vector(name: string): number | undefined {
    return this.vectors.get(name)
  }

  /**
   * What an import of this name is bound to: a transition vector, or a variable. The libraries of C have names that others have too, so theirs
   * are for imports from them alone.
   */
  symbol(name: string, library: string): number | undefined {
    const owner = this.ownerOf.get(name)
    if (owner !== undefined && owner !== library) return undefined
    return this.vectors.get(name) ?? this.data.get(name)
  }

  /** A transition vector for a function that Bondi lacks: calling it ends the program. Nobody finds it by its name, which another library may have. */
  addMissing(name: string, manager: string, library: string): number {
    const end = (): never => {
      throw new ProgramEnd('missing-service', `the program called ${name} (${manager}), which Bondi does not have yet`)
    }
    const group = { manager, library, book: '', services: { [name]: procedure({}, end) } }
    const vector = this.memoryManager.newPtr(this.memoryManager.systemZone, ENTRY_BYTES)
    this.install(bindService(name, group), vector)
    return vector
  }

  call(mac: Mac, number: number): void {
    const service = this.services[number]
    if (service === undefined) throw new ProgramEnd('system-error', `there is no service ${number}`)
    service.call(mac)
  }

  /** The services' names by the addresses of their stubs. */
  get stubs(): ReadonlyMap<number, string> {
    return this.nameByStub
  }

  /** The service whose stub is at an address. */
  nameAt(address: number): string | undefined {
    return this.nameByStub.get(address)
  }
}
