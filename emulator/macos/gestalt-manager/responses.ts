/** What Gestalt answers on the machine of a profile (Inside Macintosh: Operating System Utilities, chapter 1; Gestalt.h). */

import type { MachineProfile } from '../../machine/profile.ts'

type Response = number | ((profile: MachineProfile) => number)

const bits = (...numbers: number[]): number => numbers.reduce((value, bit) => value | (1 << bit), 0)

export const gestaltResponses: Readonly<Record<string, Response>> = {
  /** gestaltVersion */
  vers: 4,
  sysv: (profile) => profile.systemVersion,
  mach: (profile) => profile.machineType,
  /** gestaltNativeCPUtype */
  cput: (profile) => profile.nativeCpuType,
  /** gestaltProcessorType: what 68K code runs on, an emulated 68020. */
  proc: 3,
  /** gestaltFPUType: 68K code has none. */
  'fpu ': 0,
  /** gestaltSysArchitecture: PowerPC. */
  sysa: 2,
  /** gestaltProcClkSpeed, gestaltBusClkSpeed */
  pclk: (profile) => profile.cpuHz,
  bclk: (profile) => profile.busHz,
  'ram ': (profile) => profile.ramBytes,
  lram: (profile) => profile.ramBytes,
  pgsz: 4096,
  /** gestaltVMAttr: no virtual memory. */
  'vm  ': 0,
  /** gestaltAddressingModeAttr: 32-bit addressing, zones and machine. */
  addr: bits(0, 1, 2),
  /** gestaltMMUType: none that 68K code can see. */
  'mmu ': 0,
  /** gestaltOSAttr: launching, temporary memory. */
  'os  ': bits(0, 1, 2, 3, 4, 5, 6),
  /** gestaltFSAttr: FSSpec calls; volumes up to 4 GB. */
  'fs  ': bits(0, 1, 2),
  /** gestaltAliasMgrAttr: present. */
  alis: bits(0),
  /** gestaltFindFolderAttr: present. */
  fold: bits(0),
  /** gestaltCFMAttr: present. */
  cfrg: bits(0),
  /** gestaltMixedModeVersion */
  mixd: 3,
  /** gestaltTimeMgrVersion: the extended Time Manager. */
  tmgr: 3,
  /** gestaltQuickdrawVersion: 32-bit Color QuickDraw 1.3. */
  'qd  ': 0x0230,
  /** gestaltResourceMgrAttr: partial resources. */
  rsrc: bits(0),
  /** gestaltStandardFileAttr: version 5.8 calls. */
  stdf: bits(0),
  /** gestaltScriptMgrVersion, gestaltScriptCount */
  scri: 0x0850,
  'scr#': 1,
}

export function gestalt(profile: MachineProfile, selector: string): number | undefined {
  const response = gestaltResponses[selector]
  return typeof response === 'function' ? response(profile) : response
}
