/** What stops a guest program: an exception that a real 750 would take to the system. */

export type FaultKind =
  | 'illegal-instruction'
  | 'access'
  | 'jump'
  | 'privileged'
  | 'trap'
  | 'alignment'
  | 'floating-point'
  | 'system-call'
  | 'stack-overflow'

export interface FaultDetails {
  readonly address?: number | undefined
  readonly word?: number | undefined
  /** Why, where the kind does not say it. */
  readonly reason?: string | undefined
  /** Whether the registers are those at `pc`; see `precise` of `createCpu`. */
  readonly precise?: boolean | undefined
}

const hex = (value: number): string => `0x${(value >>> 0).toString(16).padStart(8, '0')}`

export class CpuFault extends Error {
  readonly kind: FaultKind
  /** Where, as far as known; -1 when the engine did not tell. */
  readonly pc: number
  readonly address: number | undefined
  readonly word: number | undefined
  readonly reason: string | undefined
  readonly precise: boolean

  constructor(kind: FaultKind, pc: number, { address, word, reason, precise = true }: FaultDetails = {}) {
    const where = pc === -1 ? 'an unknown address' : hex(pc)
    const parts = [`${kind} at ${where}`]
    if (address !== undefined) parts.push(`address ${hex(address)}`)
    if (word !== undefined) parts.push(`instruction ${hex(word)}`)
    if (reason !== undefined) parts.push(reason)
    super(parts.join(', '))
    this.name = 'CpuFault'
    this.kind = kind
    this.pc = pc
    this.address = address === undefined ? undefined : address >>> 0
    this.word = word === undefined ? undefined : word >>> 0
    this.reason = reason
    this.precise = precise
  }
}
