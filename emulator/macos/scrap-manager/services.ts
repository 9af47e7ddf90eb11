/** Scrap.h: the desk scrap, in a handle of the system's: formats one after the other (Inside Macintosh: More Macintosh Toolbox, chapter 2). */

import { errorCode } from '../errors.ts'
import type { Mac } from '../mac.ts'
import { type ServiceGroup, toolbox } from '../service.ts'
import { asHandle, asPtr, type Handle, HandleType, OSType, PtrType, SInt32, varParam } from '../types.ts'

/** A format's type and length; its data follows, padded to an even length. */
const HEADER = 8

/** Low memory's ScrapSize to ScrapName: what InfoScrap leads to. */
const SCRAP_STUFF = 0x960

/** The scrap's handle, made when it is first needed. */
function scrapHandle({ lowMemory, memoryManager: mm }: Mac): Handle {
  const known = lowMemory.get('ScrapHandle')
  if (known !== 0) return asHandle(known)
  const handle = mm.newHandle(mm.systemZone, 0)
  lowMemory.set('ScrapHandle', asPtr(handle))
  // The scrap is in memory.
  lowMemory.set('ScrapState', 1)
  return handle
}

interface Format {
  readonly type: number
  /** Of the data, in the scrap. */
  readonly offset: number
  readonly length: number
}

function formats(mac: Mac): Format[] {
  const { memory, memoryManager } = mac
  const handle = scrapHandle(mac)
  const size = memoryManager.handleSize(handle)
  const found: Format[] = []
  for (let at = 0; at + HEADER <= size; ) {
    const base = memory.getU32(handle) + at
    const length = Math.min(memory.getU32(base + 4), size - at - HEADER)
    found.push({ type: memory.getU32(base), offset: at + HEADER, length })
    at += HEADER + length + (length & 1)
  }
  return found
}

export function zeroScrap(mac: Mac): void {
  const { lowMemory, memoryManager } = mac
  memoryManager.setHandleSize(scrapHandle(mac), 0)
  lowMemory.set('ScrapSize', 0)
  lowMemory.set('ScrapCount', (lowMemory.get('ScrapCount') + 1) & 0x7fff)
}

export function putScrap(mac: Mac, type: number, data: Uint8Array): void {
  const { memory, memoryManager, lowMemory } = mac
  const handle = scrapHandle(mac)
  const size = memoryManager.handleSize(handle)
  const added = HEADER + data.length + (data.length & 1)
  memoryManager.setHandleSize(handle, size + added)
  const at = memory.getU32(handle) + size
  memory.setU32(at, type)
  memory.setU32(at + 4, data.length)
  memory.write(at + HEADER, data)
  lowMemory.set('ScrapSize', size + added)
}

/** The data of a format, if the scrap has it. */
export function scrapData(mac: Mac, type: number): Uint8Array | undefined {
  const found = formats(mac).find((format) => format.type === type)
  return found && mac.memory.read(mac.memory.getU32(scrapHandle(mac)) + found.offset, found.length)
}

export const scrapManagerServices: ServiceGroup = {
  manager: 'Scrap Manager',
  library: 'InterfaceLib',
  book: 'Inside Macintosh: More Macintosh Toolbox, chapter 2',
  services: {
    ZeroScrap: toolbox({}, SInt32, (mac) => {
      zeroScrap(mac)
      return errorCode.noErr
    }),
    PutScrap: toolbox(
      { length: SInt32, theType: OSType, source: PtrType },
      SInt32,
      (mac, { length, theType, source }) => {
        if (length < 0) return errorCode.paramErr
        putScrap(mac, theType, mac.memory.read(source, length))
        return errorCode.noErr
      },
    ),
    GetScrap: toolbox(
      { hDest: HandleType, theType: OSType, offset: varParam(SInt32) },
      SInt32,
      (mac, { hDest, theType, offset }) => {
        const { memory, memoryManager } = mac
        const found = formats(mac).find(({ type }) => type === theType)
        if (found === undefined) return errorCode.noTypeErr
        if (offset.address !== 0) offset.value = found.offset
        // Without a handle a program only asks how long the data are.
        if (hDest !== 0) {
          const bytes = memory.read(memory.getU32(scrapHandle(mac)) + found.offset, found.length)
          memoryManager.setHandleSize(hDest, bytes.length)
          memory.write(memory.getU32(hDest), bytes)
        }
        return found.length
      },
      { failureResult: errorCode.memFullErr },
    ),
    InfoScrap: toolbox({}, PtrType, (mac) => {
      scrapHandle(mac)
      return asPtr(SCRAP_STUFF)
    }),
    LoadScrap: toolbox({}, SInt32, (mac) => {
      scrapHandle(mac)
      return errorCode.noErr
    }),
    UnloadScrap: toolbox({}, SInt32, () => errorCode.noErr, {
      partial: 'the scrap stays in memory',
    }),
  },
}
