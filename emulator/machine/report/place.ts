/** What lies at an address. */

import { lowMemoryGlobals } from '../../macos/low-memory/globals.ts'
import { type WalkedBlock, walkZone } from '../../macos/memory-manager/walk.ts'
import { HEADER_BYTES, type Zone } from '../../macos/memory-manager/zone.ts'
import { hex } from '../../macos/types.ts'
import type { ReportContext } from './context.ts'
import { formatLocation, locate } from './location.ts'

export type PlaceKind =
  | 'nothing'
  | 'low-memory'
  | 'system-heap'
  | 'frame-buffer'
  | 'temporary-memory'
  | 'service'
  | 'code'
  | 'data'
  | 'heap-block'
  | 'heap-header'
  | 'free-block'
  | 'thread-stack'
  | 'stack'
  | 'below-stack'
  | 'a5-world'
  | 'system'

export interface Place {
  readonly address: number
  readonly kind: PlaceKind
  /** `1,024 bytes into a pointer block of 4,096 bytes at 0x01d3a010`. */
  readonly text: string
  /** The heap block that the address is in: where its contents begin, and their bytes. */
  readonly block?: { readonly start: number; readonly byteCount: number; readonly kind: WalkedBlock['kind'] }
}

/** Low memory that has no name of its own is told by the nearest global before it, if that is near. */
const NEAR = 16

const bytes = (count: number): string => `${count.toLocaleString('en')} ${count === 1 ? 'byte' : 'bytes'}`

export function placeOf(context: ReportContext, address: number): Place {
  const { system, map, application } = context
  const { mac, services } = system
  const at = (kind: PlaceKind, text: string, more: Pick<Place, 'block'> = {}): Place => ({
    address,
    kind,
    text,
    ...more,
  })
  if (address >= mac.memory.size) {
    return at('nothing', `nothing: RAM ends at ${hex(mac.memory.size)}`)
  }
  if (address < map.systemHeap.start) return at('low-memory', lowMemoryAt(address))
  const service = services.nameAt(address)
  if (service !== undefined) return at('service', `the service ${service}`)
  const loaded = mac.fragments.locate(address)
  if (loaded !== undefined) {
    const isCode = loaded.section.kind === 'code'
    const text = formatLocation(locate(system, address)).slice(hex(address).length).trim()
    return at(isCode ? 'code' : 'data', `${isCode ? 'code' : 'data'}: ${text}`)
  }
  if (address >= map.frameBuffer.start && address < map.frameBuffer.end) return at('frame-buffer', 'the frame buffer')
  const { partition, stack } = application
  const { applicationZone, temporaryZone, systemZone } = mac.memoryManager
  const inZone = (zone: Zone) => address >= zone.address && address < zone.bkLim + HEADER_BYTES
  if (inZone(applicationZone)) return inHeap(context, applicationZone, address)
  if (address >= applicationZone.bkLim && address < stack.base) return onStack(context, address)
  if (address >= stack.base && address < partition.start + partition.byteCount) {
    const a5 = mac.lowMemory.get('CurrentA5') as number
    return at('a5-world', `the A5 world, ${offsetFrom(address, a5)} A5`)
  }
  if (inZone(temporaryZone)) return { ...inHeap(context, temporaryZone, address), kind: 'temporary-memory' }
  if (inZone(systemZone)) return { ...inHeap(context, systemZone, address), kind: 'system-heap' }
  return at('system', 'memory of the system')
}

const offsetFrom = (address: number, origin: number): string =>
  `${bytes(Math.abs(address - origin))} ${address < origin ? 'below' : 'above'}`

function lowMemoryAt(address: number): string {
  if (address < 4) return 'low memory, at address 0: a nil pointer'
  const rows = Object.entries(lowMemoryGlobals).map(([name, { address: start, type }]) => ({
    name,
    start,
    size: type.size,
  }))
  const within = rows.find(({ start, size }) => address >= start && address < start + size)
  if (within !== undefined) {
    const offset = address - within.start
    return `low memory: ${within.name}${offset === 0 ? '' : `+${offset}`}`
  }
  const nearest = rows.filter(({ start }) => start < address).sort((a, b) => b.start - a.start)[0]
  if (nearest !== undefined && address - nearest.start <= NEAR) {
    return `low memory, ${bytes(address - nearest.start)} after ${nearest.name}`
  }
  return address < 0x100 ? 'low memory near address 0: a field of what a nil pointer points to' : 'low memory'
}

const blockNames: Record<WalkedBlock['kind'], string> = {
  pointer: 'pointer block',
  handle: "handle's block",
  locked: "locked handle's block",
  free: 'free block',
}

export const describeBlock = ({ kind, contentBytes, address }: WalkedBlock): string =>
  `a ${blockNames[kind]} of ${bytes(contentBytes)} at ${hex(address + HEADER_BYTES)}`

const zoneNames = (context: ReportContext, zone: Zone): string => {
  const { applicationZone, systemZone } = context.system.mac.memoryManager
  if (zone.address === applicationZone.address) return 'the heap'
  return zone.address === systemZone.address ? 'the system heap' : 'temporary memory'
}

function inHeap(context: ReportContext, zone: Zone, address: number): Place {
  const { system } = context
  const heap = zoneNames(context, zone)
  for (const block of walkZone(system.mac.memory, zone)) {
    if (address >= block.address + block.byteCount) continue
    if (address < block.address) break
    return inBlock(context, block, address, heap)
  }
  const what =
    address < zone.address + 52 ? `the zone record of ${heap}` : `${heap}, beyond where its blocks can be followed`
  return { address, kind: 'heap-header', text: what }
}

function inBlock({ system }: ReportContext, block: WalkedBlock, address: number, heap: string): Place {
  const start = block.address + HEADER_BYTES
  const about = { start, byteCount: block.contentBytes, kind: block.kind }
  const name = `${blockNames[block.kind]} of ${bytes(block.contentBytes)} at ${hex(start)}`
  if (address < start) return { address, kind: 'heap-header', text: `the header of a ${name} in ${heap}`, block: about }
  const offset = address - start
  if (block.kind === 'free') {
    return { address, kind: 'free-block', text: `${bytes(offset)} into a ${name} in ${heap}`, block: about }
  }
  const thread = system.mac.threadManager.threadAt(address)
  if (thread !== undefined) {
    return { address, kind: 'thread-stack', text: `the stack of thread ${thread}`, block: about }
  }
  const where = offset === 0 ? 'the start of' : `${bytes(offset)} into`
  return { address, kind: 'heap-block', text: `${where} a ${name} in ${heap}`, block: about }
}

function onStack({ system, application }: ReportContext, address: number): Place {
  const stackPointer = system.mac.cpu.state.gpr(1)
  const { base } = application.stack
  const isMain = stackPointer <= base && stackPointer >= system.mac.memoryManager.applicationZone.bkLim
  if (isMain && address < stackPointer) {
    return {
      address,
      kind: 'below-stack',
      text: `the partition's unused part, ${bytes(stackPointer - address)} below the stack`,
    }
  }
  return { address, kind: 'stack', text: `the stack, ${bytes(base - address)} from its base` }
}
