/** The calls of system services that a run made, kept so that another run can be held against it call by call. */
import { formatCall, type ServiceCall } from '../../emulator/macos/service.ts'
import { GuestAccessError } from '../../emulator/memory/guest-memory.ts'

export interface Recording {
  /** Of all calls that returned. */
  readonly count: number
  /** What each call was, with arguments and result: FNV-1a of its text, for the first `MOST_CALLS`. */
  readonly hashes: Uint32Array
  /** Executed cycles at which each was made. */
  readonly cycles: Float64Array
  /** The first `MOST_TEXTS` calls as a trace shows them, a line each. */
  readonly texts: readonly string[]
  /** Over all calls and their cycles. */
  readonly digest: number
}

export const MOST_CALLS = 4_000_000
export const MOST_TEXTS = 250_000

const FNV_BASIS = 0x811c9dc5
const FNV_PRIME = 0x01000193

const mix = (hash: number, value: number): number => Math.imul(hash ^ value, FNV_PRIME)

export function hashOfText(text: string): number {
  let hash = FNV_BASIS
  for (let at = 0; at < text.length; at++) hash = mix(hash, text.charCodeAt(at))
  return hash >>> 0
}

/** As a trace shows a call; an argument may point to where nothing is. */
export function lineOfCall(call: ServiceCall): string {
  try {
    return formatCall(call).replaceAll(/[\r\n]/g, (end) => (end === '\r' ? '\\r' : '\\n'))
  } catch (error) {
    if (!(error instanceof GuestAccessError)) throw error
    return `${call.name}(...) with an argument that leads to a ${error.message}`
  }
}

export class CallRecorder {
  private count = 0
  private hashes = new Uint32Array(1024)
  private cycles = new Float64Array(1024)
  private readonly texts: string[] = []
  private digest = FNV_BASIS

  note(call: ServiceCall): void {
    const text = lineOfCall(call)
    const hash = hashOfText(text)
    const { cycle } = call
    if (this.count < MOST_CALLS) {
      if (this.count === this.hashes.length) this.grow()
      this.hashes[this.count] = hash
      this.cycles[this.count] = cycle
    }
    if (this.count < MOST_TEXTS) this.texts.push(text)
    this.digest = mix(mix(mix(this.digest, hash), cycle | 0), Math.floor(cycle / 2 ** 32))
    this.count++
  }

  recording(): Recording {
    const kept = Math.min(this.count, MOST_CALLS)
    return {
      count: this.count,
      hashes: this.hashes.slice(0, kept),
      cycles: this.cycles.slice(0, kept),
      texts: this.texts,
      digest: this.digest >>> 0,
    }
  }

  private grow(): void {
    const length = Math.min(MOST_CALLS, 2 * this.hashes.length)
    const [hashes, cycles] = [this.hashes, this.cycles]
    this.hashes = new Uint32Array(length)
    this.hashes.set(hashes)
    this.cycles = new Float64Array(length)
    this.cycles.set(cycles)
  }
}
