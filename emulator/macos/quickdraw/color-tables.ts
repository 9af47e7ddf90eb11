/** Colour tables in memory (Imaging With QuickDraw, chapter 4, "The ColorTable Record"). */

import type { GuestMemory } from '../../memory/guest-memory.ts'
import type { MemoryManager } from '../memory-manager/memory-manager.ts'
import type { Zone } from '../memory-manager/zone.ts'
import type { Handle } from '../types.ts'
import { gray, standardColors } from './colors.ts'
import { ColorSpec, ColorTable, type RGBColor } from './records.ts'
import type { Depth } from './surface.ts'

/** `ctFlags` of a table that belongs to a device, and of one that describes pixels. */
export const DEVICE_TABLE = 0x8000
export const IMAGE_TABLE = 0

/** `ctSeed` of tables that have none in the system's resources. */
const FIRST_SEED = 1024

export class ColorTables {
  private readonly memory: GuestMemory
  private readonly memoryManager: MemoryManager
  private lastSeed = FIRST_SEED - 1

  constructor(memory: GuestMemory, memoryManager: MemoryManager) {
    this.memory = memory
    this.memoryManager = memoryManager
  }

  newSeed(): number {
    return ++this.lastSeed
  }

  /** A new table; a seed of its own unless one is given. */
  create(colors: readonly RGBColor[], flags: number, seed = this.newSeed(), zone = this.zone): Handle {
    const handle = this.memoryManager.newHandle(zone, ColorTable.size + colors.length * ColorSpec.size)
    this.write(handle, colors, flags, seed)
    return handle
  }

  write(handle: Handle, colors: readonly RGBColor[], flags: number, seed: number): void {
    this.memoryManager.setHandleSize(handle, ColorTable.size + colors.length * ColorSpec.size)
    const address = this.memory.getU32(handle)
    const table = ColorTable.at(this.memory, address)
    table.ctSeed = seed
    table.ctFlags = flags
    table.ctSize = colors.length - 1
    colors.forEach((rgb, index) => {
      const entry = ColorSpec.at(this.memory, address + ColorTable.size + index * ColorSpec.size)
      entry.value = index
      entry.rgb = rgb
    })
  }

  private get zone(): Zone {
    return this.memoryManager.currentZone
  }
}

/** The tables that GetCTable makes by itself: colours of a depth, its greys (32 more), black and white first (64 more). */
export function defaultColors(id: number): readonly RGBColor[] | undefined {
  const depth = id & 0x1f
  if (depth !== 1 && depth !== 2 && depth !== 4 && depth !== 8) return undefined
  if (id === depth) return standardColors(depth)
  if (id === depth + 32 || id === depth + 64) return grays(depth)
  return undefined
}

/** From white to black in equal steps. */
export function grays(depth: Depth): readonly RGBColor[] {
  const last = 2 ** depth - 1
  return Array.from({ length: last + 1 }, (_, index) => gray(Math.round(((last - index) * 0xffff) / last)))
}
