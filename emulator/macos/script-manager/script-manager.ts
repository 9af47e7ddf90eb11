/** The Script Manager's variables and the international resources of a system that has Roman alone (Inside Macintosh: Text, chapter 6). */

import type { GuestMemory } from '../../memory/guest-memory.ts'
import type { MemoryManager } from '../memory-manager/memory-manager.ts'
import { encodeItl0, encodeItl1 } from '../text-utilities/intl-resources.ts'
import { asHandle, fourCharCode, type Handle } from '../types.ts'

export const smRoman = 0
/** What the two last scripts of the numbering mean: the system's, and that of the current font. */
export const smSystemScript = -1
export const smCurrentScript = -2

/** GetScriptManagerVariable's selectors (Text, chapter 6), with the values of Mac OS 8.5 for the United States. */
export const managerVariables: Readonly<Record<string, readonly [selector: number, value: number]>> = {
  smVersion: [0, 0x0850],
  smMunged: [2, 0],
  smEnabled: [4, 1],
  smBidirect: [6, 0],
  smFontForce: [8, 0],
  smIntlForce: [10, 0],
  smForced: [12, 0],
  smDefault: [14, 0],
  smPrint: [16, 0],
  smSysScript: [18, smRoman],
  smLastScript: [20, smRoman],
  smKeyScript: [22, smRoman],
  smSysRef: [24, 0],
  smKeyCache: [26, 0],
  smKeySwap: [28, 0],
  smGenFlags: [30, 0],
  smOverride: [32, 0],
  smCharPortion: [34, 0],
  smDoubleByte: [36, 0],
  smKCHRCache: [38, 0],
  smRegionCode: [40, 0],
  smKeyDisableState: [42, 0],
}

/** GetScriptVariable's selectors for the Roman script (Text, chapter 6). */
export const scriptVariables: Readonly<Record<string, readonly [selector: number, value: number]>> = {
  smScriptVersion: [0, 0x0850],
  smScriptMunged: [2, 0],
  smScriptEnabled: [4, 1],
  smScriptRight: [6, 0],
  smScriptJust: [8, 0],
  smScriptRedraw: [10, 0],
  smScriptSysFond: [12, 0],
  smScriptAppFond: [14, 3],
  smScriptNumber: [16, 0],
  smScriptDate: [18, 0],
  smScriptSort: [20, 0],
  smScriptFlags: [22, 0],
  smScriptToken: [24, 0],
  smScriptEncoding: [26, 0],
  smScriptLang: [28, 0],
  smScriptNumDate: [30, 0],
  smScriptKeys: [32, 0],
  smScriptIcon: [34, 0],
  smScriptPrint: [36, 0],
  smScriptTrap: [38, 0],
  smScriptCreator: [40, fourCharCode('macs')],
  smScriptFile: [42, fourCharCode('ttxt')],
  smScriptName: [44, 0],
  // Monaco 9; Geneva's sizes: preferred 12 (system), 12 (application), 9 (small).
  smScriptMonoFondSize: [78, (4 << 16) | 9],
  smScriptPrefFondSize: [80, (3 << 16) | 12],
  smScriptSmallFondSize: [82, (3 << 16) | 9],
  smScriptSysFondSize: [84, 12],
  smScriptAppFondSize: [86, (3 << 16) | 12],
  smScriptHelpFondSize: [88, (3 << 16) | 9],
  smScriptValidStyles: [90, 0x7f],
  smScriptAliasStyle: [92, 2],
}

const valuesOf = (rows: typeof managerVariables): Map<number, number> => new Map(Object.values(rows))

export class ScriptManager {
  private readonly memory: GuestMemory
  private readonly memoryManager: MemoryManager
  readonly manager = valuesOf(managerVariables)
  readonly roman = valuesOf(scriptVariables)
  private readonly resources = new Map<number, Handle>()
  /** 0 from left to right, -1 the other way (SetSysDirection). */
  direction = 0

  constructor(memory: GuestMemory, memoryManager: MemoryManager) {
    this.memory = memory
    this.memoryManager = memoryManager
  }

  /** The system's 'itl0' or 'itl1', made when it is first asked for. */
  intlResource(id: number): Handle | undefined {
    const known = this.resources.get(id)
    if (known !== undefined) return known
    const bytes = id === 0 ? encodeItl0() : id === 1 ? encodeItl1() : undefined
    if (bytes === undefined) return undefined
    const { systemZone } = this.memoryManager
    const handle = asHandle(this.memoryManager.newHandle(systemZone, bytes.length))
    this.memory.write(this.memory.getU32(handle), bytes)
    this.resources.set(id, handle)
    return handle
  }
}
