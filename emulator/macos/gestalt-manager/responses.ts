/** What Gestalt answers on the machine of a profile (Inside Macintosh: Operating System Utilities, chapter 1; Gestalt.h). */

import type { MachineProfile } from '../../machine/profile.ts'

type Response = number | ((profile: MachineProfile) => number)

const bits = (...numbers: number[]): number => numbers.reduce((value, bit) => value | (1 << bit), 0)

/** A selector that is not here has no answer, which is how a program learns that a part of the system is absent. */
export const gestaltResponses: Readonly<Record<string, Response>> = {
  /** gestaltVersion */
  vers: 4,
  sysv: (profile) => profile.systemVersion,
  mach: (profile) => profile.machineType,
  /** gestaltNativeCPUtype */
  cput: (profile) => profile.nativeCpuType,
  /** gestaltNativeCPUfamily: numbered as the types are. */
  cpuf: (profile) => profile.nativeCpuType,
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
  /** gestaltAppleEventsAttr: present. */
  evnt: bits(0),
  /** gestaltAliasMgrAttr: present. */
  alis: bits(0),
  /** gestaltFindFolderAttr: present. */
  fold: bits(0),
  /** gestaltCFMAttr: present. */
  cfrg: bits(0),
  /** gestaltMixedModeVersion */
  mixd: 3,
  /** gestaltThreadMgrAttr: present, with the exact-match option, and with a library for PowerPC programs. */
  thds: bits(0, 1, 2),
  /** gestaltTimeMgrVersion: the extended Time Manager. */
  tmgr: 3,
  /** gestaltQuickdrawVersion: 32-bit Color QuickDraw 1.3. */
  'qd  ': 0x0230,
  /** gestaltQuickdrawFeatures: colour, deep graphics worlds, direct pixel maps, grayishTextOr. */
  qdrw: bits(0, 1, 2, 3),
  /** gestaltKeyboardType: gestaltUSBCosmoANSIKbd, which came with the iMac. */
  'kbd ': 198,
  /** gestaltHardwareAttr: power is switched off by software. */
  hdwr: bits(19),
  /** gestaltSoundAttr: stereo, mixed for a mono speaker too; several channels; 16-bit samples. Nothing records. */
  'snd ': bits(0, 1, 11, 12),
  /** gestaltNotificationMgrAttr: present. */
  nmgr: bits(0),
  /** gestaltSerialAttr, gestaltSCSI, gestaltSlotAttr, gestaltNuBusConnectors, gestaltParityAttr: an iMac has none of these. */
  'ser ': 0,
  scsi: 0,
  slot: 0,
  sltc: 0,
  prty: 0,
  /** gestaltPowerMgrAttr: no Power Manager. */
  powr: 0,
  /** gestaltFontMgrAttr: no outline fonts. */
  font: 0,
  /** gestaltTextEditVersion: gestaltTE5. */
  'te  ': 5,
  /** gestaltMiscAttr */
  misc: 0,
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
