/** Standard File Package: dialogs that a script answers (Inside Macintosh: Files, chapter 3). Nothing is drawn. */

import type { EventManager } from '../event-manager/event-manager.ts'
import type { FileManager } from '../file-manager/file-manager.ts'
import type { Place } from '../file-manager/volumes.ts'
import type { LowMemory } from '../low-memory/low-memory.ts'

/** A program's own tasks may go on for ever. */
const MOST_WAITS = 100_000

export class StandardFile {
  private readonly eventManager: EventManager
  /** What the user has said of dialogs that are still to come: a path, or nothing to cancel. */
  private readonly answers: (string | undefined)[] = []

  constructor(eventManager: EventManager) {
    this.eventManager = eventManager
    eventManager.performers['answer-file'] = (action) => {
      if (action.kind === 'answer-file') this.answers.push(action.path)
    }
  }

  /**
   * The answer to the dialog that comes up now. A script that goes on with something else, or is over, has nobody who could answer:
   * that cancels.
   */
  answer(): string | undefined {
    const { user, scheduler } = this.eventManager
    for (let waits = 0; this.answers.length === 0; waits++) {
      const next = user.nextAction
      if (next !== undefined && next.kind !== 'answer-file') return undefined
      if (user.onWaiting()) continue
      if (!scheduler.hasForeground || waits > MOST_WAITS) return undefined
      scheduler.waitUntil(Number.POSITIVE_INFINITY)
    }
    return this.answers.shift()
  }
}

/** The folder that the dialogs show: its volume's number negated, and its directory ID. */
export function currentFolder(lowMemory: LowMemory): { vRefNum: number; dirID: number } {
  return { vRefNum: -lowMemory.get('SFSaveDisk'), dirID: lowMemory.get('CurDirStore') }
}

export function placeOfAnswer(fileManager: FileManager, lowMemory: LowMemory, path: string): Place {
  const { vRefNum, dirID } = currentFolder(lowMemory)
  return fileManager.volumes.resolve(vRefNum, dirID, path)
}

/** The next dialog shows the folder of the last answer. */
export function remember(lowMemory: LowMemory, { mounted, dirID }: Place): void {
  lowMemory.set('SFSaveDisk', -mounted.vRefNum)
  lowMemory.set('CurDirStore', dirID)
}
