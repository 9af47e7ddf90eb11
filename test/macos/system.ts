/** A system with no program, whose managers tests call directly. */

import { createCpu } from '../../emulator/cpu/index.ts'
import { Clock, DEFAULT_START_DATE } from '../../emulator/machine/clock.ts'
import { memoryMap } from '../../emulator/machine/memory-map.ts'
import { iMacG3RevB } from '../../emulator/machine/profile.ts'
import { serviceGroups } from '../../emulator/macos/registry.ts'
import { bindService } from '../../emulator/macos/service.ts'
import { startSystem } from '../../emulator/macos/system.ts'
import { asPtr } from '../../emulator/macos/types.ts'
import { GuestMemory } from '../../emulator/memory/guest-memory.ts'
import { HfsVolume } from '../../emulator/volume/index.ts'
import { packagedFonts } from '../../harness/machine/fonts.ts'

export function newVolume(name = 'HD', byteCount = 2 << 20): HfsVolume {
  return HfsVolume.format(new Uint8Array(byteCount), { name })
}

export function startTestSystem(volumes: HfsVolume[] = [newVolume()]) {
  const profile = iMacG3RevB
  const memory = new GuestMemory(profile.ramBytes)
  const cpu = createCpu(memory, { service: () => {} })
  const clock = new Clock(profile, DEFAULT_START_DATE, cpu)
  const { mac, services } = startSystem({
    memory,
    cpu,
    profile,
    clock,
    map: memoryMap(profile),
    volumes,
    fonts: packagedFonts,
  })
  const bound = new Map(
    serviceGroups.flatMap((group) => Object.keys(group.services).map((name) => [name, bindService(name, group)])),
  )
  let scratch = 0x01c0_0000
  /** Room outside any zone for strings and results. */
  const reserve = (byteCount: number): number => {
    scratch += (byteCount + 15) & ~15
    return scratch - ((byteCount + 15) & ~15)
  }
  return {
    mac,
    services,
    reserve,
    pascal(text: string): number {
      const address = reserve(256)
      memory.writePString(address, text)
      return address
    },
    /** Calls a service as compiled code does, with up to eight words; returns r3. */
    call(name: string, ...args: number[]): number {
      args.forEach((value, index) => {
        cpu.state.setGpr(3 + index, value)
      })
      cpu.state.setGpr(1, 0x01bf_0000)
      bound.get(name)!.call(mac)
      return cpu.state.gpr(3) | 0
    },
    /** An application zone of `byteCount` bytes that may grow to `limit` bytes. */
    applicationZone(byteCount: number, limit = byteCount) {
      const start = mac.memoryManager.temporaryZone.bkLim - (4 << 20)
      mac.lowMemory.set('ApplLimit', asPtr(start + limit))
      mac.memoryManager.initApplicationZone(start, byteCount)
      return mac.memoryManager.applicationZone
    },
  }
}
