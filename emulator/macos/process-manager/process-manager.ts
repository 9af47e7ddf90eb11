/** Process Manager: the one process that runs, and what it can ask about itself (Inside Macintosh: Processes, chapter 2). */

export interface Process {
  readonly name: string
  readonly signature: string
  readonly type: string
  /** Flags of its SIZE resource. */
  readonly mode: number
  readonly partitionStart: number
  readonly partitionBytes: number
  readonly vRefNum: number
  /** Folder that the application is in. */
  readonly parID: number
  readonly fileName: string
  readonly launchTicks: number
}

/** Serial number of the process; lower ones belong to the Finder and other system processes. */
export const CURRENT_PROCESS_LOW = 0x2001
/** `kCurrentProcess` and `kNoProcess` in the low word. */
export const kCurrentProcess = 2
export const kNoProcess = 0

export class ProcessManager {
  current: Process | undefined
}
