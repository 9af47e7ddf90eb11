/** Calls that only shared volumes answer; on a local one they are paramErr (Inside Macintosh: Files, chapter 2). */

import { fail } from '../errors.ts'
import type { Service } from '../service.ts'
import { forms } from './forms.ts'
import { IOParam } from './records.ts'

const names = [
  'PBHOpenDeny',
  'PBHOpenRFDeny',
  'PBHGetLogInInfo',
  'PBHGetDirAccess',
  'PBHSetDirAccess',
  'PBHMapID',
  'PBHMapName',
  'PBHCopyFile',
  'PBHMoveRename',
  'PBGetForeignPrivs',
  'PBSetForeignPrivs',
  'PBGetUGEntry',
  'PBShare',
  'PBUnshare',
]

export const serverServices: Record<string, Service> = Object.assign(
  {},
  ...names.map((name) =>
    forms(name, IOParam, ({ fileManager: fm }, block, volume) => {
      fm.volumes.named(volume, block.ioVRefNum)
      fail('paramErr')
    }),
  ),
)
