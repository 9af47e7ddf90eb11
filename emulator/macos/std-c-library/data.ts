/** The library's variables, as programs' macros and code know them (MPW's StdIO.h, CType.h, Errno.h, Float.h). */

import type { GuestMemory } from '../../memory/guest-memory.ts'
import type { DataExport } from '../service.ts'
import { struct } from '../struct.ts'
import { PtrType, SInt32, UInt16 } from '../types.ts'

/** `_iob` has so many. */
export const FILE_COUNT = 40

/** What getc and putc, as macros, count and store themselves. */
export const File = struct('FILE', 24, {
  cnt: [0, SInt32],
  ptr: [4, PtrType],
  base: [8, PtrType],
  end: [12, PtrType],
  size: [16, UInt16],
  flag: [18, UInt16],
  file: [20, UInt16],
})

export const flags = {
  reading: 0x01,
  writing: 0x02,
  unbuffered: 0x04,
  ownBuffer: 0x08,
  atEnd: 0x10,
  error: 0x20,
  lineBuffered: 0x40,
  update: 0x80,
} as const

const UPPER = 0x01
const LOWER = 0x02
const DIGIT = 0x04
const SPACE = 0x08
const PUNCTUATION = 0x10
const CONTROL = 0x20
const BLANK = 0x40
const HEX = 0x80
export const characterClass = { UPPER, LOWER, DIGIT, SPACE, PUNCTUATION, CONTROL, BLANK, HEX } as const

/** Of a character; those beyond ASCII have none. */
export function classOf(character: number): number {
  if (character > 0x7f) return 0
  if (character === 0x20) return SPACE | BLANK
  if (character < 0x20 || character === 0x7f) return CONTROL | (character >= 9 && character <= 13 ? SPACE : 0)
  const text = String.fromCharCode(character)
  const hex = /[0-9a-fA-F]/.test(text) ? HEX : 0
  if (/\d/.test(text)) return DIGIT | hex
  if (/[A-Z]/.test(text)) return UPPER | hex
  return /[a-z]/.test(text) ? LOWER | hex : PUNCTUATION
}

const CLASSES = 256

/** A pointer to the table, which lies after it. */
const characterTable: DataExport = {
  byteCount: 4 + CLASSES,
  initialize: (memory, address) => {
    memory.setU32(address, address + 4)
    for (let character = 0; character < CLASSES; character++) memory.setU8(address + 4 + character, classOf(character))
  },
}

const NAME = 'application'
/** What main is given, at 2, 6 and 10; after the record, the name, and an environment of nothing. */
const programEnvironment: DataExport = {
  byteCount: 64,
  initialize: (memory, address) => {
    const [argv, envp, name] = [address + 32, address + 40, address + 44]
    memory.setU32(address + 2, 1)
    memory.setU32(address + 6, argv)
    memory.setU32(address + 10, envp)
    memory.setU32(argv, name)
    memory.write(name, new TextEncoder().encode(`${NAME}\0`))
  },
}

const real = (value: number): DataExport => ({
  byteCount: 8,
  initialize: (memory: GuestMemory, address: number) => memory.setF64(address, value),
})
const zeros = (byteCount: number): DataExport => ({ byteCount })

const standardFlags = [flags.reading, flags.writing | flags.lineBuffered, flags.writing | flags.unbuffered]

export const libraryData: Readonly<Record<string, DataExport>> = {
  _iob: {
    byteCount: FILE_COUNT * File.size,
    initialize: (memory, address) => {
      standardFlags.forEach((flag, index) => {
        const file = File.at(memory, address + index * File.size)
        file.flag = flag
        file.file = index
      })
    },
  },
  __p_CType: characterTable,
  errno: zeros(4),
  MacOSErr: zeros(2),
  _IntEnv: programEnvironment,
  __target_for_exit: zeros(256),
  _exit_status: zeros(4),
  __C_phase: zeros(4),
  __NubAt3: zeros(4),
  StandAlone: { byteCount: 4, initialize: (memory, address) => memory.setU32(address, 1) },
  NoMoreDebugStr: zeros(4),
  _DBL_EPSILON: real(2.220446049250313e-16),
  _DBL_MAX: real(1.7976931348623157e308),
  _DBL_MIN: real(2.2250738585072014e-308),
  _FLT_EPSILON: real(1.1920928955078125e-7),
  _FLT_MAX: real(3.4028234663852886e38),
  _FLT_MIN: real(1.1754943508222875e-38),
  _LDBL_EPSILON: real(2.220446049250313e-16),
  _LDBL_MAX: real(1.7976931348623157e308),
  _LDBL_MIN: real(2.2250738585072014e-308),
}
