/** The Sync and Async forms of the calls that take a parameter block (Inside Macintosh: Files, chapter 2). */

import { HfsError } from '../../volume/hfs-error.ts'
import { MacError } from '../errors.ts'
import type { Mac } from '../mac.ts'
import { type Service, type ServiceNotes, toolbox } from '../service.ts'
import { type Fields, pointerTo, type Struct, type View } from '../struct.ts'
import { OSErrType } from '../types.ts'

export type Operation<F extends Fields> = (mac: Mac, block: View<F>, name: string | undefined) => void

interface BlockHeader {
  ioCompletion: number
  ioResult: number
  ioNamePtr: number
}

/** ioResult while a call waits for its turn. */
const IN_PROGRESS = 1

/** Both forms of an operation. An asynchronous one returns at once, is done a moment later, and then calls its completion routine. */
export function forms<F extends Fields>(
  name: string,
  type: Struct<F>,
  run: Operation<F>,
  notes: ServiceNotes = {},
): Record<string, Service> {
  const block = pointerTo(type, { before: (view) => describeBlock(view as View<Fields>, type.fields) })
  const perform = (mac: Mac, paramBlock: View<F>): void => {
    const header = paramBlock as unknown as BlockHeader
    const namePtr = header.ioNamePtr
    try {
      run(mac, paramBlock, namePtr === 0 ? undefined : mac.memory.readPString(namePtr))
      header.ioResult = 0
    } catch (error) {
      if (error instanceof MacError || error instanceof HfsError) header.ioResult = error.code
      throw error
    }
  }
  const start = (mac: Mac, paramBlock: View<F>): void => {
    const header = paramBlock as unknown as BlockHeader
    header.ioResult = IN_PROGRESS
    mac.fileManager.pending.add(() => {
      try {
        perform(mac, paramBlock)
      } catch (error) {
        if (!(error instanceof MacError) && !(error instanceof HfsError)) throw error
      }
      if (header.ioCompletion !== 0) mac.callGuest(header.ioCompletion, paramBlock.address)
    })
  }
  return {
    [`${name}Sync`]: toolbox({ paramBlock: block }, OSErrType, (mac, a) => perform(mac, a.paramBlock), notes),
    [`${name}Async`]: toolbox({ paramBlock: block }, OSErrType, (mac, a) => start(mac, a.paramBlock), notes),
  }
}

/** For calls that the interfaces have in one form only, with neither Sync nor Async in its name. */
export function oneForm<F extends Fields>(
  name: string,
  type: Struct<F>,
  run: Operation<F>,
  notes: ServiceNotes = {},
): Record<string, Service> {
  return { [name]: forms(name, type, run, notes)[`${name}Sync`]! }
}

/** For the trace: the fields that say what an operation works on. */
function describeBlock(view: View<Fields>, fields: Fields): string {
  const shown = ['ioVRefNum', 'ioDirID', 'ioRefNum', 'ioReqCount'].filter((field) => field in fields)
  return `{${shown.map((field) => `${field} ${view[field]}`).join(', ')}}`
}
