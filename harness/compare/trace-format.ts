/**
 * The application's record of its activations, `trace.bin` (app/README.md): a header with the model's shape and the names of
 * the tensors, then a record for each tensor that was computed, in order. All integers are big-endian on every machine.
 */
import { BondiError } from '../../emulator/errors.ts'

export type TraceMode = 'hash' | 'values'

export interface TraceShape {
  readonly dim: number
  readonly hiddenDim: number
  readonly nLayers: number
  readonly nHeads: number
  readonly nKvHeads: number
  readonly vocabSize: number
  readonly seqLen: number
}

export interface TraceRecord {
  /** Which token, counted from 0. */
  readonly position: number
  /** Counted from 0; -1 before and after the layers. */
  readonly layer: number
  readonly tensor: string
  /** In floats. */
  readonly count: number
  readonly hash: number
  /** The floats' bits, in a trace of values. */
  readonly values?: Uint32Array
}

export interface Trace {
  readonly mode: TraceMode
  readonly shape: TraceShape
  readonly tensors: readonly string[]
  readonly records: readonly TraceRecord[]
}

const MAGIC = 0x4254_5243 // 'BTRC'
const VERSION = 1
const MODES: Record<number, TraceMode> = { 1: 'hash', 2: 'values' }
/** Magic, version, mode, seven numbers of the shape, number of tensors. */
const HEADER_WORDS = 11
const RECORD_WORDS = 5

const damaged = (where: string, offset: number, what: string) =>
  new BondiError('bad-trace', `${where} is not a whole trace: ${what}, at offset ${offset}`)

/** Reads a trace; `where` names it in errors. */
export function parseTrace(bytes: Uint8Array, where = 'trace.bin'): Trace {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  if (bytes.length < HEADER_WORDS * 4) throw damaged(where, bytes.length, 'it ends within its header')
  const header = Array.from({ length: HEADER_WORDS }, (_, index) => view.getInt32(index * 4))
  const [magic, version, modeNumber, dim, hiddenDim, nLayers, nHeads, nKvHeads, vocabSize, seqLen, tensorCount] =
    header as [number, number, number, number, number, number, number, number, number, number, number]
  if (magic !== MAGIC) throw damaged(where, 0, 'it does not begin with BTRC')
  if (version !== VERSION) throw damaged(where, 4, `its version is ${version}, and only ${VERSION} is known`)
  const mode = MODES[modeNumber]
  if (mode === undefined) throw damaged(where, 8, `its mode is ${modeNumber}`)

  let offset = HEADER_WORDS * 4
  const need = (byteCount: number, what: string): void => {
    if (offset + byteCount > bytes.length) throw damaged(where, offset, `it ends within ${what}`)
  }
  const ascii = new TextDecoder('latin1')
  const tensors: string[] = []
  for (let index = 0; index < tensorCount; index++) {
    need(1, 'the names of its tensors')
    const length = bytes[offset++]!
    need(length, 'the names of its tensors')
    tensors.push(ascii.decode(bytes.subarray(offset, offset + length)))
    offset += length
  }

  const records: TraceRecord[] = []
  while (offset < bytes.length) {
    need(RECORD_WORDS * 4, `record ${records.length}`)
    const position = view.getInt32(offset)
    const layer = view.getInt32(offset + 4)
    const tensor = tensors[view.getUint32(offset + 8)]
    const count = view.getInt32(offset + 12)
    const hash = view.getUint32(offset + 16)
    if (tensor === undefined) throw damaged(where, offset + 8, `record ${records.length} is of an unknown tensor`)
    if (count < 0) throw damaged(where, offset + 12, `record ${records.length} has ${count} floats`)
    offset += RECORD_WORDS * 4
    if (mode === 'hash') {
      records.push({ position, layer, tensor, count, hash })
      continue
    }
    need(count * 4, `record ${records.length}`)
    const start = offset
    const values = Uint32Array.from({ length: count }, (_, index) => view.getUint32(start + index * 4))
    offset += count * 4
    records.push({ position, layer, tensor, count, hash, values })
  }
  const shape = { dim, hiddenDim, nLayers, nHeads, nKvHeads, vocabSize, seqLen }
  return { mode, shape, tensors, records }
}
