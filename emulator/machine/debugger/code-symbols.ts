/** What code a launched program has, and the functions in it that have names. */

import type { Machine } from '../machine.ts'
import { tracedFunctions } from '../traceback.ts'

export interface CodeSymbol {
  readonly name: string
  readonly address: number
  readonly byteCount: number
}

export interface CodeSymbols {
  /** Where the program begins. */
  readonly entry: number
  readonly sections: readonly CodeSymbol[]
  readonly symbols: readonly CodeSymbol[]
}

const STUB_BYTES = 4

/** The functions of every fragment that is there after the launch, and the services. */
export function codeSymbols({ memory, mac, context }: Machine): CodeSymbols {
  const { system, application } = context
  const code = mac.fragments.fragments.flatMap(({ name, sections }) =>
    sections.filter(({ kind }) => kind === 'code').map(({ address, byteCount }) => ({ name, address, byteCount })),
  )
  const functions = code.flatMap(({ address, byteCount }) =>
    tracedFunctions(memory, address, address + byteCount).map(({ name, start, end }) => ({
      name,
      address: start,
      byteCount: end - start,
    })),
  )
  const stubs = [...system.services.stubs].map(([address, name]) => ({ name, address, byteCount: STUB_BYTES }))
  const first = Math.min(...stubs.map(({ address }) => address))
  const end = Math.max(...stubs.map(({ address }) => address)) + STUB_BYTES
  return {
    entry: memory.getU32(application.fragment.main!),
    sections: [...code, { name: 'services', address: first, byteCount: end - first }],
    symbols: [...functions, ...stubs],
  }
}
