/**
 * Where things are in RAM on the machine of a profile with Mac OS 8.5, without virtual memory.
 *
 *   low memory | system heap | frame buffer | Process Manager zone: temporary memory, then the partition | Toolbox image, CPU state
 *
 * "The iMac is the first Macintosh computer to have its Toolbox ROM image stored in RAM. This removes approximately 3
 * megabytes of RAM from Mac OS usage. In effect, a system with 32 megabytes of RAM appears to have only 29 megabytes
 * available." (Apple, iMac Developer Note, 1998, page 59.) What Mac OS 8.5 and the Finder take of those 29 MB is this
 * project's estimate, since it depends on the extensions: 13 MB. The frame buffer, which a real iMac has in video memory of its own,
 * lies in the system's part, and takes nothing from programs.
 */

import { systemTablesBytes } from '../cpu/index.ts'
import { BondiError } from '../errors.ts'
import type { MachineProfile } from './profile.ts'

const MEGABYTE = 1 << 20
/** Low-memory globals and the 68K emulator's tables end here on PowerPC machines. */
const SYSTEM_HEAP_START = 0x2800
const TOOLBOX_IMAGE_BYTES = 3 * MEGABYTE
const SYSTEM_BYTES = 13 * MEGABYTE
/** 800 by 600 pixels of four bytes. */
const FRAME_BUFFER_BYTES = 800 * 600 * 4

export interface MemoryMap {
  readonly systemHeap: { readonly start: number; readonly end: number }
  readonly frameBuffer: { readonly start: number; readonly end: number }
  /** What applications' partitions and temporary memory come out of. */
  readonly free: { readonly start: number; readonly end: number }
  readonly bufPtr: number
  readonly memTop: number
}

/** With less, no program could be opened; what more does has not been tried. */
const LEAST_RAM_BYTES = 20 * MEGABYTE
const MOST_RAM_BYTES = 512 * MEGABYTE

function checkRam(ramBytes: number): void {
  if (ramBytes % MEGABYTE === 0 && ramBytes >= LEAST_RAM_BYTES && ramBytes <= MOST_RAM_BYTES) return
  throw new BondiError(
    'bad-ram',
    `a machine cannot have ${ramBytes} bytes of RAM`,
    `Give it a whole number of megabytes, from ${LEAST_RAM_BYTES / MEGABYTE}M to ${MOST_RAM_BYTES / MEGABYTE}M; an iMac was sold with 32M.`,
  )
}

/** The system's end of RAM is the same with and without simulated caches, so that a program lies at the same addresses. */
export function memoryMap({ ramBytes: memTop, caches }: MachineProfile): MemoryMap {
  checkRam(memTop)
  const bufPtr =
    memTop - Math.max(TOOLBOX_IMAGE_BYTES, Math.ceil(systemTablesBytes(caches, memTop) / MEGABYTE) * MEGABYTE)
  const frameBuffer = SYSTEM_BYTES - FRAME_BUFFER_BYTES
  return {
    systemHeap: { start: SYSTEM_HEAP_START, end: frameBuffer },
    frameBuffer: { start: frameBuffer, end: SYSTEM_BYTES },
    free: { start: SYSTEM_BYTES, end: bufPtr },
    bufPtr,
    memTop,
  }
}
