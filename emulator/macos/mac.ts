/** What a service works on: the machine, and one object of state per manager. */

import type { Context } from '../cpu/context.ts'
import type { CpuState } from '../cpu/state.ts'
import type { Clock } from '../machine/clock.ts'
import type { MachineProfile } from '../machine/profile.ts'
import type { Scheduler } from '../machine/scheduler.ts'
import type { GuestMemory } from '../memory/guest-memory.ts'
import type { AppleEventManager } from './apple-event-manager/apple-event-manager.ts'
import type { CallLog } from './call-log.ts'
import type { CodeFragmentManager } from './code-fragment-manager/code-fragment-manager.ts'
import type { Console } from './console.ts'
import type { DeferredTaskManager } from './deferred-task-manager/deferred-task-manager.ts'
import type { DialogManager } from './dialog-manager/dialog-manager.ts'
import type { EventManager } from './event-manager/event-manager.ts'
import type { FileManager } from './file-manager/file-manager.ts'
import type { FontManager } from './font-manager/font-manager.ts'
import type { SwappedFont } from './font-manager/swapped-font.ts'
import type { GestaltManager } from './gestalt-manager/gestalt-manager.ts'
import type { LowMemory } from './low-memory/low-memory.ts'
import type { MemoryManager } from './memory-manager/memory-manager.ts'
import type { MenuManager } from './menu-manager/menu-manager.ts'
import type { NotificationManager } from './notification-manager/notification-manager.ts'
import type { OSUtilities } from './os-utilities/os-utilities.ts'
import type { Palettes } from './palette-manager/palettes.ts'
import type { ProcessManager } from './process-manager/process-manager.ts'
import type { QuickDraw } from './quickdraw/quickdraw.ts'
import type { QuickDrawText } from './quickdraw/text.ts'
import type { ResourceManager } from './resource-manager/resource-manager.ts'
import type { ScriptManager } from './script-manager/script-manager.ts'
import type { SoundManager } from './sound-manager/sound-manager.ts'
import type { StandardFile } from './standard-file/standard-file.ts'
import type { CLibrary } from './std-c-library/c-library.ts'
import type { ThreadManager } from './thread-manager/thread-manager.ts'
import type { TimeManager } from './time-manager/time-manager.ts'
import type { VerticalRetraceManager } from './vertical-retrace-manager/vertical-retrace-manager.ts'
import type { WindowManager } from './window-manager/window-manager.ts'

/** What services need of the CPU. */
export interface ServiceCpu {
  readonly state: CpuState
  /** 750 cycles so far. */
  readonly cycles: number
  /** Code was loaded there. */
  noteCode(start: number, byteCount: number): void
  /** Code was changed. */
  invalidate(start: number, byteCount: number): void
  /** Calls guest code through a transition vector; returns r3. */
  call(transitionVector: number, ...args: number[]): number
  /** Calls from the host in progress. */
  readonly callDepth: number
  /** A flow of control that begins where LR says, with the registers of now but for what `prepare` sets. */
  newContext(prepare: (state: CpuState) => void): Context
  /** Control goes on there once the service that runs has returned. */
  switchContext(next: Context, onSwitch: (left: Context) => void): void
  dropContext(context: Context): void
}

export interface Mac {
  readonly memory: GuestMemory
  readonly cpu: ServiceCpu
  readonly profile: MachineProfile
  readonly clock: Clock
  readonly scheduler: Scheduler
  readonly calls: CallLog
  readonly lowMemory: LowMemory
  readonly memoryManager: MemoryManager
  readonly fileManager: FileManager
  readonly processManager: ProcessManager
  readonly gestaltManager: GestaltManager
  readonly osUtilities: OSUtilities
  readonly resourceManager: ResourceManager
  readonly fragments: CodeFragmentManager
  readonly quickDraw: QuickDraw
  readonly palettes: Palettes
  readonly fontManager: FontManager
  readonly swappedFont: SwappedFont
  /** Drawing and measuring of text in a port. */
  readonly text: QuickDrawText
  readonly scriptManager: ScriptManager
  readonly eventManager: EventManager
  readonly standardFile: StandardFile
  readonly console: Console
  readonly cLibrary: CLibrary
  readonly timeManager: TimeManager
  readonly soundManager: SoundManager
  readonly verticalRetraceManager: VerticalRetraceManager
  readonly deferredTaskManager: DeferredTaskManager
  readonly notificationManager: NotificationManager
  readonly threadManager: ThreadManager
  readonly windowManager: WindowManager
  readonly menuManager: MenuManager
  readonly dialogManager: DialogManager
  readonly appleEvents: AppleEventManager
  /** Addresses of the variables that libraries export. */
  readonly dataExports: ReadonlyMap<string, number>
  /** The transition vector of a service, for programs that are handed one; 0 where there is none. */
  serviceVector(name: string): number
  /** Calls a program's procedure, given by transition vector or routine descriptor; returns r3. */
  callGuest(procPtr: number, ...args: number[]): number
}

/** Thrown by a service to end the program. */
export class ProgramEnd extends Error {
  readonly kind: 'exited' | 'stopped' | 'idle' | 'missing-service' | 'debugger' | 'system-error' | 'heap-corrupt'
  /** What the program said with its end, where its library has a way to say it: Mac OS itself has none. */
  readonly status: number | undefined

  constructor(kind: ProgramEnd['kind'], message: string, status?: number) {
    super(message)
    this.name = 'ProgramEnd'
    this.kind = kind
    this.status = status
  }
}
