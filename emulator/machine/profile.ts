/**
 * Machine profiles: what a program can find out about the hardware and the system that it runs on, as data.
 *
 * Sources: Apple, "iMac Computer" developer note (1998) for clocks, memory and caches; Gestalt Manager reference for
 * `gestaltMachineType` 406 (iMac) and `gestaltSystemVersion`.
 */

import type { CacheHierarchy } from '../cpu/timing/caches/hierarchy.ts'
import type { Depth } from '../macos/quickdraw/surface.ts'

export interface MachineProfile {
  readonly id: string
  readonly name: string
  readonly cpuHz: number
  readonly busHz: number
  /** The time base counts a quarter of the bus clock (IBM 750GX/GL manual, 2.3.5.1). */
  readonly timeBaseHz: number
  readonly ramBytes: number
  readonly caches: CacheHierarchy
  /** In pixels; bits a pixel. */
  readonly screen: { readonly width: number; readonly height: number; readonly depth: Depth }
  /** `gestaltMachineType`. */
  readonly machineType: number
  /** `gestaltNativeCPUtype`; 0x108 is the PowerPC 750. */
  readonly nativeCpuType: number
  /** Processor version register; 0x0008 in the upper half is the 750. */
  readonly processorVersion: number
  /** `gestaltSystemVersion`, binary-coded decimal. */
  readonly systemVersion: number
}

/**
 * Level 1: IBM 750GX/GL manual, page 27; what a data miss takes: MPC7400UM, table 1-7, on the 750's "allocate on miss".
 * Level 2: 512 KB at half the processor's clock (iMac developer note, "Backside cache"), two ways of 64-byte lines with two sectors
 * (MPC750 Technical Summary, 1.1.5). That a hit takes 1 + 3 level-2 clocks + 1, of which a level-1 hit's cycle is not counted here, is
 * assumed: at the full clock it gives the five cycles of the 750GX (its manual, 6.3.2.4).
 * Memory: the MPC106 ("Grackle") reads SDRAM with a CAS latency of 3 (iMac developer note, "SDRAM devices") in bursts of four;
 * the processor's clock is 3.5 bus clocks. How many clocks the address takes is calibrated: docs/timing.md.
 */
const ppc750At233: CacheHierarchy = {
  lineBytes: 32,
  instruction: { bytes: 32 << 10, ways: 8 },
  data: { bytes: 32 << 10, ways: 8 },
  dataMiss: { arbitration: 1, allocation: 1, victim: 4 },
  level2: {
    bytes: 512 << 10,
    ways: 2,
    lineBytes: 64,
    coreCyclesPerClock: 2,
    firstBeat: { coreCycles: 1, clocks: 3 },
    beatClocks: 1,
    tagCycles: 2,
  },
  bus: {
    coreCyclesPerClock: 3.5,
    synchronizationClocks: 0.5,
    readClocks: 10,
    writeClocks: 4,
    beatClocks: 1,
    turnaroundClocks: 1,
    forwardCycles: 1,
  },
}

export const iMacG3RevB: MachineProfile = {
  id: 'imac-g3-rev-b',
  name: 'iMac G3 Rev B',
  cpuHz: 233_000_000,
  busHz: 66_800_000,
  timeBaseHz: 16_700_000,
  ramBytes: 32 << 20,
  caches: ppc750At233,
  screen: { width: 800, height: 600, depth: 8 },
  machineType: 406,
  nativeCpuType: 0x108,
  processorVersion: 0x0008_3100,
  systemVersion: 0x0850,
}
