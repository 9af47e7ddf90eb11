/** Mac OS 8.5 as it stands after starting up: zones, low memory, mounted volumes, services to bind to. */

import type { Clock } from '../machine/clock.ts'
import type { MemoryMap } from '../machine/memory-map.ts'
import type { MachineProfile } from '../machine/profile.ts'
import { Scheduler } from '../machine/scheduler.ts'
import type { GuestMemory } from '../memory/guest-memory.ts'
import type { HfsVolume } from '../volume/index.ts'
import { AppleEventManager } from './apple-event-manager/apple-event-manager.ts'
import { performFinderAction } from './apple-event-manager/required-events.ts'
import { CallLog } from './call-log.ts'
import { CodeFragmentManager } from './code-fragment-manager/code-fragment-manager.ts'
import { Console } from './console.ts'
import { DeferredTaskManager } from './deferred-task-manager/deferred-task-manager.ts'
import { DialogManager } from './dialog-manager/dialog-manager.ts'
import { EventManager } from './event-manager/event-manager.ts'
import { FCB_BYTES } from './file-manager/access-paths.ts'
import { FileManager } from './file-manager/file-manager.ts'
import { FontManager } from './font-manager/font-manager.ts'
import type { FontSource } from './font-manager/packaged-strikes.ts'
import { SwappedFont } from './font-manager/swapped-font.ts'
import { GestaltManager } from './gestalt-manager/gestalt-manager.ts'
import { LowMemory } from './low-memory/low-memory.ts'
import type { Mac, ServiceCpu } from './mac.ts'
import { MemoryManager } from './memory-manager/memory-manager.ts'
import { MenuManager, performMenuChoice } from './menu-manager/menu-manager.ts'
import { transitionVectorOf } from './mixed-mode-manager/routine-descriptor.ts'
import { NotificationManager } from './notification-manager/notification-manager.ts'
import { OSUtilities } from './os-utilities/os-utilities.ts'
import { Palettes } from './palette-manager/palettes.ts'
import { ProcessManager } from './process-manager/process-manager.ts'
import { QuickDraw } from './quickdraw/quickdraw.ts'
import { Screen } from './quickdraw/screen.ts'
import { QuickDrawText } from './quickdraw/text.ts'
import { ResourceManager } from './resource-manager/resource-manager.ts'
import { ScriptManager } from './script-manager/script-manager.ts'
import { ServiceTable } from './service-table.ts'
import { SoundManager } from './sound-manager/sound-manager.ts'
import { StandardFile } from './standard-file/standard-file.ts'
import { CLibrary } from './std-c-library/c-library.ts'
import { ThreadManager } from './thread-manager/thread-manager.ts'
import { TimeManager } from './time-manager/time-manager.ts'
import { asPtr } from './types.ts'
import { VerticalRetraceManager } from './vertical-retrace-manager/vertical-retrace-manager.ts'
import { windowEvents } from './window-manager/activation.ts'
import { WindowManager } from './window-manager/window-manager.ts'

export interface SystemOptions {
  readonly memory: GuestMemory
  readonly cpu: ServiceCpu
  readonly profile: MachineProfile
  readonly clock: Clock
  readonly map: MemoryMap
  /** The first is the start-up volume. */
  readonly volumes: readonly HfsVolume[]
  readonly fonts?: FontSource | undefined
}

export interface System {
  readonly mac: Mac
  readonly services: ServiceTable
}

export function startSystem({ memory, cpu, profile, clock, map, volumes, fonts }: SystemOptions): System {
  const callGuest = (procPtr: number, ...args: number[]): number =>
    cpu.call(transitionVectorOf(memory, procPtr), ...args)
  const lowMemory = new LowMemory(memory, clock)
  const memoryManager = new MemoryManager(memory, lowMemory, callGuest)
  memoryManager.initSystemZone(map.systemHeap.start, map.systemHeap.end)
  memoryManager.initTemporaryZone(map.free.start, map.free.end)
  memoryManager.currentZone = memoryManager.systemZone
  const { width, height, depth } = profile.screen
  const screen = new Screen(memory, memoryManager, map.frameBuffer.start, width, height, depth)
  const scheduler = new Scheduler(clock)
  const fileManager = new FileManager(clock, scheduler)
  const resourceManager = new ResourceManager(memory, memoryManager, fileManager, lowMemory)
  const fontManager = new FontManager({ source: fonts, resources: resourceManager, lowMemory })
  const services = new ServiceTable(memory, memoryManager)
  const eventManager = new EventManager(clock, scheduler, lowMemory)
  const managers: Omit<Mac, 'cLibrary'> = {
    memory,
    cpu,
    profile,
    clock,
    scheduler,
    calls: new CallLog(),
    lowMemory,
    memoryManager,
    fileManager,
    processManager: new ProcessManager(),
    gestaltManager: new GestaltManager(),
    osUtilities: new OSUtilities(memory),
    resourceManager,
    fragments: new CodeFragmentManager({
      memory,
      memoryManager,
      services,
      fileManager,
      callGuest,
      noteCode: (address, byteCount) => cpu.noteCode(address, byteCount),
      invalidate: (address, byteCount) => cpu.invalidate(address, byteCount),
    }),
    quickDraw: new QuickDraw(memory, memoryManager, lowMemory, screen),
    palettes: new Palettes(),
    fontManager,
    swappedFont: new SwappedFont(),
    scriptManager: new ScriptManager(memory, memoryManager),
    text: new QuickDrawText(fontManager),
    eventManager,
    standardFile: new StandardFile(eventManager),
    console: new Console(),
    timeManager: new TimeManager(),
    soundManager: new SoundManager(),
    verticalRetraceManager: new VerticalRetraceManager(),
    deferredTaskManager: new DeferredTaskManager(),
    notificationManager: new NotificationManager(),
    threadManager: new ThreadManager(lowMemory),
    windowManager: new WindowManager(),
    menuManager: new MenuManager(),
    dialogManager: new DialogManager(),
    appleEvents: new AppleEventManager(),
    dataExports: services.data,
    serviceVector: (name) => services.vector(name) ?? 0,
    callGuest,
  }
  const mac: Mac = Object.assign(managers, { cLibrary: new CLibrary(managers as Mac) })
  mac.eventManager.windows = windowEvents(mac)
  mac.eventManager.performers.menu = (action) => {
    if (action.kind === 'menu') performMenuChoice(mac, action)
  }
  for (const kind of ['open', 'quit'] as const) {
    mac.eventManager.performers[kind] = (action) => performFinderAction(mac, action)
  }
  lowMemory.set('MemTop', asPtr(map.memTop))
  lowMemory.set('BufPtr', asPtr(map.bufPtr))
  lowMemory.set('SysVersion', profile.systemVersion)
  lowMemory.set('ScrnBase', asPtr(screen.base))
  lowMemory.set('CrsrPin', screen.bounds)
  lowMemory.set('FSFCBLen', FCB_BYTES)
  for (const volume of volumes) fileManager.mount(volume)
  return { mac, services }
}
