/**
 * Machine profiles: what a program can find out about the hardware and the system that it runs on, as data.
 *
 * Sources: Apple, "iMac Computer" developer note (1998) for clocks, memory and caches; Gestalt Manager reference for
 * `gestaltMachineType` 406 (iMac) and `gestaltSystemVersion`.
 */
export interface MachineProfile {
  readonly id: string
  readonly name: string
  readonly cpuHz: number
  readonly busHz: number
  /** The time base counts a quarter of the bus clock (PowerPC 750 User's Manual, 2.1.2). */
  readonly timeBaseHz: number
  readonly ramBytes: number
  readonly level2CacheBytes: number
  /** `gestaltMachineType`. */
  readonly machineType: number
  /** `gestaltNativeCPUtype`; 0x108 is the PowerPC 750. */
  readonly nativeCpuType: number
  /** Processor version register; 0x0008 in the upper half is the 750. */
  readonly processorVersion: number
  /** `gestaltSystemVersion`, binary-coded decimal. */
  readonly systemVersion: number
}

export const iMacG3RevB: MachineProfile = {
  id: 'imac-g3-rev-b',
  name: 'iMac G3 Rev B',
  cpuHz: 233_000_000,
  busHz: 66_800_000,
  timeBaseHz: 16_700_000,
  ramBytes: 32 << 20,
  level2CacheBytes: 512 << 10,
  machineType: 406,
  nativeCpuType: 0x108,
  processorVersion: 0x0008_3100,
  systemVersion: 0x0850,
}
