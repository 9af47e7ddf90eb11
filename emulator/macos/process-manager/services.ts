/** Processes.h. */

import { fail } from '../errors.ts'
import { FSSpec } from '../file-manager/records.ts'
import { type Mac, ProgramEnd } from '../mac.ts'
import { procedure, type ServiceGroup, toolbox } from '../service.ts'
import { pointerTo, struct, type View } from '../struct.ts'
import { BooleanType, fourCharCode, OSErrType, OSType, PtrType, UInt32, varParam } from '../types.ts'
import { CURRENT_PROCESS_LOW, kCurrentProcess, kNoProcess, type Process } from './process-manager.ts'

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

function currentProcess(mac: Mac): Process {
  return mac.processManager.current ?? fail('procNotFound')
}

function setCurrent(psn: SerialNumber): void {
  psn.high = 0
  psn.low = CURRENT_PROCESS_LOW
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
    GetNextProcess: toolbox(
      { psn: PSN },
      OSErrType,
      (_, { psn }) => {
        if (psn.high === 0 && psn.low === kNoProcess) return setCurrent(psn)
        if (!isCurrent(psn)) fail('procNotFound')
        psn.low = kNoProcess
        fail('procNotFound')
      },
      { partial: 'lists the program itself only' },
    ),
    SameProcess: toolbox(
      { psn1: PSN, psn2: PSN, result: varParam(BooleanType) },
      OSErrType,
      (_, { psn1, psn2, result }) => {
        const same = psn1.high === psn2.high && psn1.low === psn2.low
        result.value = same || (isCurrent(psn1) && isCurrent(psn2))
      },
    ),
    SetFrontProcess: toolbox({ psn: PSN }, OSErrType, (_, { psn }) => {
      if (!isCurrent(psn)) fail('procNotFound')
    }),
    WakeUpProcess: toolbox({ psn: PSN }, OSErrType, (_, { psn }) => {
      if (!isCurrent(psn)) fail('procNotFound')
    }),
    GetProcessInformation: toolbox({ psn: PSN, info: pointerTo(ProcessInfo) }, OSErrType, (mac, { psn, info }) => {
      if (!isCurrent(psn)) fail('procNotFound')
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
      info.processLauncherLow = kNoProcess
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
