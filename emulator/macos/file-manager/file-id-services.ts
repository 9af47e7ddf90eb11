/** File IDs and the exchange of files (Inside Macintosh: Files, chapter 2). */

import type { CatalogEntry } from '../../volume/index.ts'
import { fail } from '../errors.ts'
import type { Mac } from '../mac.ts'
import type { Service } from '../service.ts'
import { forms } from './forms.ts'
import { FIDParam } from './records.ts'
import type { Place } from './volumes.ts'

function fileAt({ fileManager: fm }: Mac, vRefNum: number, dirID: number, name: string | undefined) {
  const place: Place & { entry: CatalogEntry | undefined } = fm.existing(vRefNum, dirID, name)
  return place.entry?.kind === 'file' ? { ...place, entry: place.entry } : fail('notAFileErr')
}

export const fileIDServices: Record<string, Service> = {
  ...forms('PBExchangeFiles', FIDParam, (mac, block, name) => {
    const destination = block.ioDestNamePtr === 0 ? undefined : mac.memory.readPString(block.ioDestNamePtr)
    mac.fileManager.exchange(
      fileAt(mac, block.ioVRefNum, block.ioSrcDirID, name),
      fileAt(mac, block.ioVRefNum, block.ioDestDirID, destination),
    )
  }),
  ...forms('PBCreateFileIDRef', FIDParam, (mac, block, name) => {
    const { mounted, entry } = fileAt(mac, block.ioVRefNum, block.ioSrcDirID, name)
    block.ioFileID = entry.id
    mounted.volume.createFileThread(entry.id)
  }),
  ...forms('PBDeleteFileIDRef', FIDParam, ({ fileManager: fm }, block, name) => {
    const { volume } = fm.volumes.named(name, block.ioVRefNum)
    if (volume.byId(block.ioFileID) === undefined) fail('fidNotFound')
    volume.deleteFileThread(block.ioFileID)
  }),
  ...forms('PBResolveFileIDRef', FIDParam, ({ fileManager: fm, memory }, block, name) => {
    const { volume } = fm.volumes.named(name, block.ioVRefNum)
    const entry = volume.byId(block.ioFileID)
    if (entry === undefined) return fail('fidNotFound')
    if (entry.kind !== 'file') fail('notAFileErr')
    if (!volume.hasFileThread(entry.id)) fail('fidNotFound')
    if (block.ioNamePtr !== 0) memory.writePString(block.ioNamePtr, entry.name, 31)
    block.ioSrcDirID = entry.parentId
  }),
}
