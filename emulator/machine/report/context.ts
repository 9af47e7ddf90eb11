/** What a report is made from: the machine where it stopped. */

import type { System } from '../../macos/system.ts'
import type { LaunchedApplication } from '../launch.ts'
import type { MemoryMap } from '../memory-map.ts'
import type { Shortages } from '../shortages.ts'
import type { CodeLocation } from './location.ts'

export interface ReportContext {
  readonly system: System
  readonly map: MemoryMap
  readonly application: LaunchedApplication
  /** What lay at address 0 and after it when the program was launched. */
  readonly firstBytes: Uint8Array
  readonly shortages: Shortages
  /** Of the block whose header is damaged, where that was looked for. */
  readonly lastWriter?: HeaderWriter
}

/** The program's last store into a block's header, in which it has no business. */
export interface HeaderWriter {
  readonly cycles: number
  /** Innermost first. */
  readonly stack: readonly CodeLocation[]
}
