/** Walks a heap zone as a debugger's heap check does and says everything that contradicts the format. */

import type { GuestMemory } from '../../memory/guest-memory.ts'
import { hex } from '../types.ts'
import { ALIGNMENT, Blocks, firstBlock, HEADER_BYTES, TAG, type Zone } from './zone.ts'

export function checkZone(memory: GuestMemory, zone: Zone): string[] {
  const blocks = new Blocks(memory)
  const problems: string[] = []
  const mastersInUse = new Set<number>()
  const nonrelocatable: [start: number, end: number][] = []
  let free = 0
  let relocatable = 0
  let block = firstBlock(zone)
  while (block < zone.bkLim) {
    const size = blocks.storedSize(block)
    if (size < ALIGNMENT || size % ALIGNMENT !== 0 || block + size > zone.bkLim) {
      problems.push(`block at ${hex(block)}: size ${size} is impossible`)
      return problems
    }
    const tag = blocks.tag(block)
    if (tag === TAG.free) {
      free += size
      if (block < zone.allocPtr) problems.push(`block at ${hex(block)} is free below allocPtr ${hex(zone.allocPtr)}`)
    } else if (tag === TAG.nonrelocatable) {
      nonrelocatable.push([block + HEADER_BYTES, block + size])
      if (blocks.link(block) !== zone.address)
        problems.push(`block at ${hex(block)}: zone pointer is ${hex(blocks.link(block))}`)
    } else if (tag === TAG.relocatable) {
      relocatable++
      const master = zone.address + blocks.link(block)
      if (master >= zone.bkLim) problems.push(`block at ${hex(block)}: relative handle leads to ${hex(master)}`)
      else if (memory.getU32(master) !== block + HEADER_BYTES)
        problems.push(`block at ${hex(block)}: master pointer ${hex(master)} holds ${hex(memory.getU32(master))}`)
      mastersInUse.add(master)
    } else problems.push(`block at ${hex(block)}: tag is ${hex(tag)}`)
    if (tag !== TAG.free && (blocks.logicalSize(block) < 0 || blocks.logicalSize(block) > size - HEADER_BYTES))
      problems.push(`block at ${hex(block)}: size correction is impossible`)
    block += size
  }
  if (!blocks.isFree(zone.bkLim) || blocks.storedSize(zone.bkLim) !== HEADER_BYTES)
    problems.push('the zone trailer is damaged')
  if (free !== zone.zcbFree) problems.push(`zcbFree is ${zone.zcbFree}, but ${free} bytes are free`)
  if (relocatable !== zone.cntRel)
    problems.push(`cntRel is ${zone.cntRel}, but there are ${relocatable} relocatable blocks`)
  checkFreeMasters(memory, zone, mastersInUse, nonrelocatable, problems)
  return problems
}

function checkFreeMasters(
  memory: GuestMemory,
  zone: Zone,
  inUse: Set<number>,
  blocks: [number, number][],
  problems: string[],
): void {
  const seen = new Set<number>()
  for (let master = zone.hFstFree as number; master !== 0; master = memory.getU32(master)) {
    if (seen.has(master)) {
      problems.push('the list of free master pointers loops')
      return
    }
    seen.add(master)
    if (inUse.has(master)) problems.push(`master pointer ${hex(master)} is in use and on the free list`)
    if (!blocks.some(([start, end]) => master >= start && master < end)) {
      problems.push(`free master pointer ${hex(master)} is in no nonrelocatable block`)
      return
    }
  }
}
