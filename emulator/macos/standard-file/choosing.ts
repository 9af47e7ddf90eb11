/** What a dialog would let the user choose. */

import { BondiError } from '../../errors.ts'
import { HfsError } from '../../volume/index.ts'
import { resolveAliasFile } from '../alias-manager/aliases.ts'
import { MacError, nameOfError } from '../errors.ts'
import { getCatalogInfo } from '../file-manager/info-blocks.ts'
import { FileParam } from '../file-manager/records.ts'
import type { Place } from '../file-manager/volumes.ts'
import type { Mac } from '../mac.ts'
import { fourCharText } from '../types.ts'
import { placeOfAnswer } from './standard-file.ts'

const wrongAnswer = (path: string, why: string): BondiError =>
  new BondiError(
    'wrong-file-answer',
    `the script answers a Standard File dialog with "${path}", which ${why}`,
    'Give a file that the program offers, by its name or its full path, Volume:folder:file.',
  )

function placeNamed({ fileManager, lowMemory }: Mac, path: string): Place {
  try {
    return placeOfAnswer(fileManager, lowMemory, path)
  } catch (error) {
    if (!(error instanceof MacError) && !(error instanceof HfsError)) throw error
    throw wrongAnswer(path, `leads nowhere: ${nameOfError(error.code)}`)
  }
}

/** The file to open: there, of one of the types, and not kept back by the program's filter. */
export function fileToOpen(
  mac: Mac,
  path: string,
  types: readonly number[] | undefined,
  isHidden: (block: number) => boolean,
): Place {
  const named = placeNamed(mac, path)
  if (named.entry === undefined) throw wrongAnswer(path, 'is not there')
  const place = resolveAliasFile(mac.fileManager, named, true)
  const { entry } = place
  if (entry?.kind !== 'file') throw wrongAnswer(path, 'is a folder')
  if (types !== undefined && !types.some((type) => fourCharText(type) === entry.type)) {
    const offered = types.map((type) => `'${fourCharText(type)}'`).join(', ')
    throw wrongAnswer(path, `is of type '${entry.type}', and the program offers ${offered}`)
  }
  if (asksFilter(mac, place, isHidden)) throw wrongAnswer(path, 'the program’s file filter keeps back')
  return place
}

/** Shows a file's catalog information to a filter function, which says whether it is to be kept back. */
function asksFilter(mac: Mac, { mounted, dirID, name }: Place, isHidden: (block: number) => boolean): boolean {
  const { memory, memoryManager: mm } = mac
  const address = mm.newPtr(mm.currentZone, FileParam.size + 64, true)
  try {
    const block = FileParam.at(memory, address)
    block.ioNamePtr = (address + FileParam.size) as typeof block.ioNamePtr
    memory.writePString(block.ioNamePtr, name, 63)
    block.ioVRefNum = mounted.vRefNum
    block.ioDirID = dirID
    getCatalogInfo(mac, block, name)
    return isHidden(address)
  } finally {
    mm.disposePtr(address)
  }
}

/** Where to save: in a folder that is there, under a name that nobody has or that a file has, which is replaced. */
export function placeToSave(mac: Mac, path: string): Place {
  const place = placeNamed(mac, path)
  if (place.entry?.kind === 'folder') throw wrongAnswer(path, 'is a folder')
  return place
}
