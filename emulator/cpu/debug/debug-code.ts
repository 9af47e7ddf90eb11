/** What translated code that is debugged does before each instruction. */

import type { Emitter } from '../translate/emitter.ts'
import type { FunctionType } from '../wasm/module.ts'
import { codeFlagOffset } from './code-flags.ts'

export const DEBUG_IMPORTS = {
  /** (pc): the debugger may stop here, with all state in memory; the result is 0, or with LEAVE where control goes by way of the dispatcher. */
  instruction: { parameters: ['i32'], results: ['i32'] },
} satisfies Record<string, FunctionType>
export type DebugImport = keyof typeof DEBUG_IMPORTS
/** Function indices. */
export type DebugCode = Readonly<Record<DebugImport, number>>

/** With all state in memory. */
export function emitStop(e: Emitter, { instruction }: DebugCode, pc: number): void {
  e.i32Const(0).i32Load8U(codeFlagOffset(pc)).unlikely().if()
  const target = e.temp('i32', 0)
  e.i32Const(pc).call(instruction).localTee(target).if().localGet(target).return().end()
  e.end()
}
