/** Processes.h. */

import { fail } from '../errors.ts'
import { FSSpec } from '../file-manager/records.ts'
import { type Mac, ProgramEnd } from '../mac.ts'
import { procedure, type ServiceGroup, toolbox } from '../service.ts'
import { pointerTo, struct, type View } from '../struct.ts'
import { BooleanType, fourCharCode, nil, OSErrType, OSType, PtrType, UInt32, varParam } from '../types.ts'
import { launchServices } from './launch-services.ts'
import {
  CURRENT_PROCESS_LOW,
  FINDER_PROCESS_LOW,
  finder,
  kCurrentProcess,
  kNoProcess,
  type Process,
} from './process-manager.ts'

const ProcessSerialNumber = struct('ProcessSerialNumber', 8, { high: [0, UInt32], low: [4, UInt32] })
type SerialNumber = View<typeof ProcessSerialNumber.fields>
const PSN = pointerTo(ProcessSerialNumber, {
  before: (psn) => `{${psn.high}, ${psn.low}}`,
  after: (psn) => `{${psn.high}, ${psn.low}}`,
})

const ProcessInfo = struct('ProcessInfoRec', 60, {
  processInfoLength: [0, UInt32],
  processName: [4, PtrType],
  processNumberHigh: [8, UInt32],
  processNumberLow: [12, UInt32],
  processType: [16, OSType],
  processSignature: [20, OSType],
  processMode: [24, UInt32],
  processLocation: [28, PtrType],
  processSize: [32, UInt32],
  processFreeMem: [36, UInt32],
  processLauncherHigh: [40, UInt32],
  processLauncherLow: [44, UInt32],
  processLaunchDate: [48, UInt32],
  processActiveTime: [52, UInt32],
  processAppSpec: [56, PtrType],
})

function isCurrent(psn: SerialNumber): boolean {
  return psn.high === 0 && (psn.low === kCurrentProcess || psn.low === CURRENT_PROCESS_LOW)
}

const isFinder = (psn: SerialNumber): boolean => psn.high === 0 && psn.low === FINDER_PROCESS_LOW

function requireProcess(psn: SerialNumber): void {
  if (!isCurrent(psn) && !isFinder(psn)) fail('procNotFound')
}

function currentProcess(mac: Mac): Process {
  return mac.processManager.current ?? fail('procNotFound')
}

function setCurrent(psn: SerialNumber): void {
  psn.high = 0
  psn.low = CURRENT_PROCESS_LOW
}

/** Its file is said to be where it belongs, in the System Folder. */
function fillFinder({ memory, clock, fileManager }: Mac, info: View<typeof ProcessInfo.fields>): void {
  if (info.processName !== 0) memory.writePString(info.processName, finder.name, 31)
  info.processNumberHigh = 0
  info.processNumberLow = FINDER_PROCESS_LOW
  info.processType = fourCharCode(finder.type)
  info.processSignature = fourCharCode(finder.signature)
  info.processMode = 0
  info.processLocation = nil
  info.processSize = 0
  info.processFreeMem = 0
  info.processLauncherHigh = 0
  info.processLauncherLow = kNoProcess
  info.processLaunchDate = 0
  info.processActiveTime = clock.ticks
  if (info.processAppSpec === 0) return
  const spec = FSSpec.at(memory, info.processAppSpec)
  spec.vRefNum = -1
  spec.parID = fileManager.volumes.resolve(-1, 2, undefined).dirID
  spec.name = finder.name
}

export const processManagerServices: ServiceGroup = {
  manager: 'Process Manager',
  library: 'InterfaceLib',
  book: 'Inside Macintosh: Processes, chapter 2',
  services: {
    ExitToShell: procedure({}, () => {
      throw new ProgramEnd('exited', 'the program called ExitToShell')
    }),
    GetCurrentProcess: toolbox({ psn: PSN }, OSErrType, (_, { psn }) => setCurrent(psn)),
    GetFrontProcess: toolbox({ psn: PSN }, OSErrType, (_, { psn }) => setCurrent(psn)),
    GetNextProcess: toolbox({ psn: PSN }, OSErrType, (_, { psn }) => {
      if (psn.high === 0 && psn.low === kNoProcess) psn.low = FINDER_PROCESS_LOW
      else if (isFinder(psn)) setCurrent(psn)
      else {
        const wasLast = isCurrent(psn)
        if (wasLast) psn.low = kNoProcess
        fail('procNotFound')
      }
    }),
    SameProcess: toolbox(
      { psn1: PSN, psn2: PSN, result: varParam(BooleanType) },
      OSErrType,
      (_, { psn1, psn2, result }) => {
        requireProcess(psn1)
        requireProcess(psn2)
        const same = psn1.high === psn2.high && psn1.low === psn2.low
        result.value = same || (isCurrent(psn1) && isCurrent(psn2))
      },
    ),
    SetFrontProcess: toolbox({ psn: PSN }, OSErrType, (_, { psn }) => requireProcess(psn), {
      partial: 'the program stays in front of the Finder',
    }),
    WakeUpProcess: toolbox({ psn: PSN }, OSErrType, (_, { psn }) => requireProcess(psn), {
      partial: 'a program that asks for itself is awake',
    }),
    ...launchServices,
    GetProcessInformation: toolbox({ psn: PSN, info: pointerTo(ProcessInfo) }, OSErrType, (mac, { psn, info }) => {
      requireProcess(psn)
      if (isFinder(psn)) return fillFinder(mac, info)
      const process = currentProcess(mac)
      const { memory } = mac
      if (info.processName !== 0) memory.writePString(info.processName, process.name, 31)
      info.processNumberHigh = 0
      info.processNumberLow = CURRENT_PROCESS_LOW
      info.processType = fourCharCode(process.type)
      info.processSignature = fourCharCode(process.signature)
      info.processMode = process.mode
      info.processLocation = mac.lowMemory.get('ApplZone')
      info.processSize = process.partitionBytes
      info.processFreeMem = mac.memoryManager.heap.totalFree(mac.memoryManager.applicationZone, false)
      info.processLauncherHigh = 0
      info.processLauncherLow = FINDER_PROCESS_LOW
      info.processLaunchDate = process.launchTicks
      info.processActiveTime = mac.clock.ticks - process.launchTicks
      if (info.processAppSpec !== 0) {
        const spec = FSSpec.at(memory, info.processAppSpec)
        spec.vRefNum = process.vRefNum
        spec.parID = process.parID
        spec.name = process.fileName
      }
    }),
  },
}
