/** The service calls before the end. */

import { meaningOfError, nameOfError } from '../../macos/errors.ts'
import { formatCall, type ServiceCall } from '../../macos/service.ts'
import type { System } from '../../macos/system.ts'
import { GuestAccessError } from '../../memory/guest-memory.ts'
import { type CodeLocation, locate } from './location.ts'

const SHOWN_CALLS = 50

export interface ReportedCall {
  readonly name: string
  readonly manager: string
  /** With arguments and results by name: `NewPtr(100000) -> nil, memFullErr (-108)`. */
  readonly text: string
  /** Cycles since launch. */
  readonly cycle: number
  /** Where the call returns to. */
  readonly from: CodeLocation
  /** The result code, when it is not `noErr`. */
  readonly error?: { readonly code: number; readonly name: string; readonly meaning: string }
  /** False for the call in which the program ended. */
  readonly returned: boolean
}

export const lastCalls = (system: System): ReportedCall[] =>
  system.mac.calls.last(SHOWN_CALLS).map((call) => reportCall(system, call))

export function reportCall(system: System, call: ServiceCall): ReportedCall {
  const { name, manager, cycle, returnAddress, errorCode: code = 0, result } = call
  return {
    name,
    manager,
    text: textOf(call),
    cycle,
    from: locate(system, returnAddress),
    ...(code === 0 ? {} : { error: { code, name: nameOfError(code), meaning: meaningOfError(code) } }),
    returned: result !== undefined,
  }
}

/** An argument may point to where nothing is. */
function textOf(call: ServiceCall): string {
  try {
    return formatCall(call)
  } catch (error) {
    if (!(error instanceof GuestAccessError)) throw error
    return `${call.name}(...) with an argument that leads to a ${error.message}`
  }
}
