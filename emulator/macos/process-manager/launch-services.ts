/** Launching another application, for which there is never a partition (Inside Macintosh: Processes, chapter 2). */

import { fail } from '../errors.ts'
import { FSSpec } from '../file-manager/records.ts'
import { type Service, toolbox } from '../service.ts'
import { pointerTo, struct } from '../struct.ts'
import { OSErrType, PtrType, UInt16, UInt32 } from '../types.ts'

const LaunchParamBlock = struct('LaunchParamBlockRec', 44, {
  launchBlockID: [6, UInt16],
  launchEPBLength: [8, UInt32],
  launchControlFlags: [14, UInt16],
  launchAppSpec: [16, PtrType],
  launchAvailableSize: [36, UInt32],
})
const EXTENDED_BLOCK = 0x4c43

export const launchServices: Record<string, Service> = {
  LaunchApplication: toolbox(
    { launchParams: pointerTo(LaunchParamBlock) },
    OSErrType,
    ({ memory, fileManager }, { launchParams }) => {
      if (launchParams.launchBlockID !== EXTENDED_BLOCK || launchParams.launchAppSpec === 0) fail('paramErr')
      const spec = FSSpec.at(memory, launchParams.launchAppSpec)
      const { entry } = fileManager.volumes.resolve(spec.vRefNum, spec.parID, spec.name || fail('bdNamErr'))
      if (entry === undefined) fail('fnfErr')
      if (entry.kind !== 'file') fail('notAFileErr')
      launchParams.launchAvailableSize = 0
      fail('memFullErr')
    },
    { partial: 'one program runs at a time: there is not enough memory for another' },
  ),
}
