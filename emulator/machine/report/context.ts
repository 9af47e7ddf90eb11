/** What a report is made from: the machine where it stopped. */

import type { System } from '../../macos/system.ts'
import type { LaunchedApplication } from '../launch.ts'
import type { MemoryMap } from '../memory-map.ts'

export interface ReportContext {
  readonly system: System
  readonly map: MemoryMap
  readonly application: LaunchedApplication
}
