/** Process Manager: the one process that runs, what it can ask about itself, and the Finder beside it (Inside Macintosh: Processes, chapter 2). */

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

/** Serial numbers count up from the Finder's, which is launched first. */
export const FINDER_PROCESS_LOW = 0x2000
export const CURRENT_PROCESS_LOW = 0x2001
/** `kCurrentProcess` and `kNoProcess` in the low word. */
export const kCurrentProcess = 2
export const kNoProcess = 0

/** The Finder, which launched the program: without a partition, a window or a file of its own. */
export const finder = { name: 'Finder', signature: 'MACS', type: 'FNDR' } as const

export class ProcessManager {
  current: Process | undefined
}
