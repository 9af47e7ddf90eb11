/** DiskInit.h: disks that cannot be read (Inside Macintosh: Files, chapter 5). No drive takes a disk while a program runs. */

import { PointType } from '../quickdraw/geometry.ts'
import { procedure, type ServiceGroup, toolbox } from '../service.ts'
import { SInt16, UInt32 } from '../types.ts'

/** The user ejected the disk instead of initializing it. */
const EJECTED = 1

export const diskInitializationServices: ServiceGroup = {
  manager: 'Disk Initialization Manager',
  library: 'InterfaceLib',
  book: 'Inside Macintosh: Files, chapter 5',
  services: {
    // Its resources are always there.
    DILoad: procedure({}, () => {}),
    DIUnload: procedure({}, () => {}),
    DIBadMount: toolbox(
      { where: PointType, evtMessage: UInt32 },
      SInt16,
      // The upper half of a disk-inserted event's message is why mounting failed; 0 is a disk that is mounted.
      (_mac, { evtMessage }) => (evtMessage >>> 16 === 0 ? 0 : EJECTED),
      { partial: 'asks no one: a disk that cannot be mounted is ejected' },
    ),
  },
}
