/**
 * The system's own definition functions, which stand in records as handles like any other (Inside Macintosh: Macintosh Toolbox Essentials, chapters 3 to 5): blocks in
 * the system heap whose contents say that the system does the work.
 */

import type { Mac } from '../mac.ts'

export type DefinitionType = 'WDEF' | 'CDEF' | 'MDEF' | 'LDEF'

const name = (type: DefinitionType, id: number): string => `${type} ${id}`
/** A return instruction of the 68000, then the resource's type and number. */
const RETURN = [0x4e, 0x75]

const handleFor = (mac: Mac, type: DefinitionType, id: number): number => {
  const text = [...type].map((letter) => letter.charCodeAt(0))
  const handle = mac.quickDraw.systemBlock(name(type, id), Uint8Array.of(...RETURN, ...text, id >> 8, id))
  mac.windowManager.systemDefinitions.set(handle, id)
  return handle
}

export const systemDefinition = {
  /** A definition resource: the program's, or the system's where there is one; its first one where there is neither. */
  find(mac: Mac, type: DefinitionType, id: number, isSystems: boolean): number {
    const { resourceManager } = mac
    for (const file of resourceManager.searched(false)) {
      const found = file.resources.find(({ resource }) => resource.type === type && resource.id === id)
      if (found !== undefined) {
        const handle = resourceManager.handleOf(found)
        resourceManager.load(found)
        return handle
      }
    }
    return handleFor(mac, type, isSystems ? id : 0)
  },
  /** The number of a definition of the system's; undefined for a program's. */
  idOf: ({ windowManager }: Mac, handle: number): number | undefined => windowManager.systemDefinitions.get(handle),
}
