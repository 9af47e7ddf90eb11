/** Desktop database calls (Inside Macintosh: More Macintosh Toolbox, chapter 9). */

import { fail } from '../errors.ts'
import type { Mac } from '../mac.ts'
import type { Service } from '../service.ts'
import type { View } from '../struct.ts'
import { fourCharText } from '../types.ts'
import { forms, type Operation, oneForm } from './forms.ts'
import { DTParam } from './records.ts'

type Block = View<typeof DTParam.fields>
const lasting = { partial: 'what programs add lasts until the machine is off' }
const LONGEST_COMMENT = 200

const databaseOf = ({ fileManager: { desktop } }: Mac, block: Block) => desktop.get(block.ioDTRefNum)

const open: Operation<typeof DTParam.fields> = ({ fileManager: { volumes, desktop } }, block, name) => {
  block.ioDTRefNum = desktop.open(volumes.named(name, block.ioVRefNum)).refNum
}

const needOpen: Operation<typeof DTParam.fields> = (mac, block) => {
  databaseOf(mac, block)
}

/** The item that a comment is on. */
function itemID(mac: Mac, block: Block, name: string | undefined): number {
  const { mounted } = databaseOf(mac, block)
  return mac.fileManager.existing(mounted.vRefNum, block.ioDirID, name).entry!.id
}

function give({ memory }: Mac, block: Block, bytes: Uint8Array): void {
  const count = Math.max(0, Math.min(block.ioDTReqCount, bytes.length))
  memory.write(block.ioDTBuffer, bytes.subarray(0, count))
  block.ioDTActCount = bytes.length
}

export const desktopServices: Record<string, Service> = {
  ...oneForm('PBDTGetPath', DTParam, open),
  ...oneForm('PBDTOpenInform', DTParam, ({ fileManager: { volumes, desktop } }, block, name) => {
    const { refNum, isNew } = desktop.open(volumes.named(name, block.ioVRefNum))
    block.ioDTRefNum = refNum
    block.ioTagInfo = isNew ? 1 : 0
  }),
  ...oneForm('PBDTCloseDown', DTParam, needOpen),
  ...forms('PBDTFlush', DTParam, needOpen, lasting),
  ...forms('PBDTReset', DTParam, (mac, block) => {
    const database = databaseOf(mac, block)
    database.icons = []
    database.added = []
    database.comments.clear()
  }),
  ...forms(
    'PBDTAddIcon',
    DTParam,
    (mac, block) => {
      const database = databaseOf(mac, block)
      if (block.ioDTReqCount < 0 || block.ioDTReqCount > 0x7fff) fail('paramErr')
      const { ioFileCreator: creator, ioFileType: type, ioIconType: iconType, ioTagInfo: tag } = block
      const data = mac.memory.read(block.ioDTBuffer, block.ioDTReqCount)
      const others = database.icons.filter(
        (icon) => icon.creator !== creator || icon.type !== type || icon.iconType !== iconType,
      )
      database.icons = [...others, { creator, type, iconType, tag, data }]
    },
    lasting,
  ),
  ...forms('PBDTGetIcon', DTParam, (mac, block) => {
    const icon = databaseOf(mac, block).icons.find(
      ({ creator, type, iconType }) =>
        creator === block.ioFileCreator && type === block.ioFileType && iconType === block.ioIconType,
    )
    if (icon === undefined) return fail('afpItemNotFound')
    block.ioTagInfo = icon.tag
    give(mac, block, icon.data)
  }),
  ...forms('PBDTGetIconInfo', DTParam, (mac, block) => {
    const icons = databaseOf(mac, block).icons.filter(({ creator }) => creator === block.ioFileCreator)
    const icon = icons[block.ioIndex - 1]
    if (icon === undefined) return fail('afpItemNotFound')
    block.ioTagInfo = icon.tag
    block.ioIconType = icon.iconType
    block.ioFileType = icon.type as typeof block.ioFileType
    block.ioDTActCount = icon.data.length
  }),
  ...forms(
    'PBDTAddAPPL',
    DTParam,
    (mac, block, name) => {
      const database = databaseOf(mac, block)
      const { dirID, name: found } = mac.fileManager.file(database.mounted.vRefNum, block.ioDirID, name)
      const application = { creator: block.ioFileCreator, parID: dirID, name: found }
      database.added = [application, ...database.added.filter((one) => one.parID !== dirID || one.name !== found)]
    },
    lasting,
  ),
  ...forms('PBDTRemoveAPPL', DTParam, (mac, block, name) => {
    const database = databaseOf(mac, block)
    const left = database.added.filter(
      (one) => one.creator !== block.ioFileCreator || one.parID !== block.ioDirID || one.name !== name,
    )
    if (left.length === database.added.length) fail('afpItemNotFound')
    database.added = left
  }),
  /** Index 0 is the newest one; 1 and on are in order. */
  ...forms('PBDTGetAPPL', DTParam, (mac, block) => {
    const database = databaseOf(mac, block)
    const all = database.applications(block.ioFileCreator, fourCharText(block.ioFileCreator))
    const found = all[Math.max(0, block.ioIndex - 1)]
    if (found === undefined) return fail('afpItemNotFound')
    if (block.ioNamePtr !== 0) mac.memory.writePString(block.ioNamePtr, found.name, 31)
    block.ioTagInfo = 0
    block.ioAPPLParID = found.parID
  }),
  ...forms(
    'PBDTSetComment',
    DTParam,
    (mac, block, name) => {
      const count = Math.max(0, Math.min(block.ioDTReqCount, LONGEST_COMMENT))
      databaseOf(mac, block).comments.set(itemID(mac, block, name), mac.memory.read(block.ioDTBuffer, count))
    },
    lasting,
  ),
  ...forms('PBDTGetComment', DTParam, (mac, block, name) => {
    give(mac, block, databaseOf(mac, block).comments.get(itemID(mac, block, name)) ?? fail('afpItemNotFound'))
  }),
  ...forms('PBDTRemoveComment', DTParam, (mac, block, name) => {
    if (!databaseOf(mac, block).comments.delete(itemID(mac, block, name))) fail('afpItemNotFound')
  }),
}
