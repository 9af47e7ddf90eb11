/** What a `ProcInfoType` says of a routine's parameters (Inside Macintosh: PowerPC System Software, chapter 2). */

const CONVENTION_BITS = 4
const SIZE_BITS = 2
const REGISTER_BASED = 2
const SPECIAL_CASE = 15
/** D0, D1 and stack dispatched: a selector comes before the parameters. */
const DISPATCHED: readonly number[] = [8, 9, 12, 14]
const SELECTOR_BITS = 2
const RESULT_REGISTER_BITS = 5
/** A size and a register. */
const REGISTER_PARAMETER_BITS = 5

export interface ProcedureInformation {
  /** Words that a PowerPC caller passes: one for each parameter, whatever its size. */
  readonly parameterCount: number
  readonly isDispatched: boolean
}

const sizeAt = (procInfo: number, bit: number): number => (bit >= 32 ? 0 : (procInfo >>> bit) & (2 ** SIZE_BITS - 1))

/** Fields from `bit` on, `width` apart, up to the first that says that there is no parameter. */
function countParameters(procInfo: number, bit: number, width: number): number {
  let count = 0
  while (sizeAt(procInfo, bit + count * width) !== 0) count++
  return count
}

/** Undefined for the special cases, which the system keeps for itself. */
export function readProcedureInformation(procInfo: number): ProcedureInformation | undefined {
  const convention = procInfo & (2 ** CONVENTION_BITS - 1)
  const first = CONVENTION_BITS + SIZE_BITS
  if (convention === SPECIAL_CASE) return undefined
  if (convention === REGISTER_BASED) {
    const count = countParameters(procInfo, first + RESULT_REGISTER_BITS, REGISTER_PARAMETER_BITS)
    return { parameterCount: count, isDispatched: false }
  }
  if (DISPATCHED.includes(convention)) {
    return { parameterCount: 1 + countParameters(procInfo, first + SELECTOR_BITS, SIZE_BITS), isDispatched: true }
  }
  return { parameterCount: countParameters(procInfo, first, SIZE_BITS), isDispatched: false }
}
