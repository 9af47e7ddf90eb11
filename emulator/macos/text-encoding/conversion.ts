/** Converting text from one encoding to another, as far as there is room for it. */

import type { ErrorName } from '../errors.ts'
import type { Codec } from './encodings.ts'

export interface Conversion {
  readonly bytes: Uint8Array
  /** Of the source. */
  readonly bytesRead: number
  readonly status: ErrorName
}

const QUESTION_MARK = 0x3f
const mark = /^\p{M}$/u

/** The character that a base and the mark after it make together, where the target has it. */
function composed(base: number, next: number | undefined, to: Codec): number | undefined {
  if (next === undefined || !mark.test(String.fromCodePoint(next))) return undefined
  const [one, other] = [...(String.fromCodePoint(base) + String.fromCodePoint(next)).normalize('NFC')]
  const code = one!.codePointAt(0)!
  return other === undefined && to.write(code) !== undefined ? code : undefined
}

/** Without `fallbacks`, a character that the target lacks ends the conversion; with them it becomes a question mark. */
export function convert(
  source: Uint8Array,
  { from, to, room, fallbacks }: { from: Codec; to: Codec; room: number; fallbacks: boolean },
): Conversion {
  const bytes: number[] = []
  let at = 0
  let status: ErrorName = 'noErr'
  while (at < source.length) {
    const { code, byteCount } = from.read(source, at)
    if (byteCount === 0) {
      status = 'kTECPartialCharErr'
      break
    }
    if (code === undefined && !fallbacks) {
      status = 'kTextMalformedInputErr'
      break
    }
    let length = byteCount
    let written = code === undefined ? undefined : to.write(code)
    if (code !== undefined && at + byteCount < source.length) {
      const next = from.read(source, at + byteCount)
      const whole = to.write(next.code ?? 0) === undefined ? composed(code, next.code, to) : undefined
      if (whole !== undefined) {
        written = to.write(whole)
        length += next.byteCount
      }
    }
    if (written === undefined && !fallbacks) {
      status = 'kTECUnmappableElementErr'
      break
    }
    const isReplaced = written === undefined
    const output = written ?? to.write(QUESTION_MARK)!
    if (bytes.length + output.length > room) {
      status = 'kTECOutputBufferFullStatus'
      break
    }
    bytes.push(...output)
    at += length
    if (isReplaced) status = 'kTECUsedFallbacksStatus'
  }
  return { bytes: Uint8Array.from(bytes), bytesRead: at, status }
}
