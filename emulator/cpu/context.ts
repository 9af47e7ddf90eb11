/** A flow of control that does not run now, such as a thread. */

import type { OpenCalls } from './profile/call-tree.ts'

export interface Context {
  /** As `CpuState.save` gives them; it goes on where LR says. */
  readonly registers: Uint8Array
  /** In profile mode, once it has run. */
  readonly calls: OpenCalls | undefined
}
