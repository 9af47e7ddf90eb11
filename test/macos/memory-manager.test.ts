/** Memory Manager against a plain model, with a walk over the zone after every operation (Inside Macintosh: Memory, chapters 1 and 2). */

import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { errorCode } from '../../emulator/macos/errors.ts'
import { checkZone } from '../../emulator/macos/memory-manager/check.ts'
import { startTestSystem } from './system.ts'

const memErr = (system: ReturnType<typeof startTestSystem>) => system.mac.lowMemory.get('MemErr') as number

type Block = { address: number; bytes: Uint8Array; isHandle: boolean; locked: boolean; purgeable: boolean }

const operation = fc.oneof(
  {
    weight: 4,
    arbitrary: fc.record({ kind: fc.constant('newPtr' as const), size: fc.integer({ min: 0, max: 3000 }) }),
  },
  {
    weight: 4,
    arbitrary: fc.record({ kind: fc.constant('newHandle' as const), size: fc.integer({ min: 0, max: 3000 }) }),
  },
  { weight: 3, arbitrary: fc.record({ kind: fc.constant('dispose' as const), which: fc.nat() }) },
  {
    weight: 3,
    arbitrary: fc.record({
      kind: fc.constant('resize' as const),
      which: fc.nat(),
      size: fc.integer({ min: 0, max: 4000 }),
    }),
  },
  { weight: 1, arbitrary: fc.record({ kind: fc.constant('lock' as const), which: fc.nat() }) },
  { weight: 1, arbitrary: fc.record({ kind: fc.constant('unlock' as const), which: fc.nat() }) },
  { weight: 1, arbitrary: fc.record({ kind: fc.constant('purgeable' as const), which: fc.nat() }) },
  { weight: 1, arbitrary: fc.record({ kind: fc.constant('moveHigh' as const), which: fc.nat() }) },
  { weight: 1, arbitrary: fc.record({ kind: fc.constant('compact' as const) }) },
  { weight: 1, arbitrary: fc.record({ kind: fc.constant('maxApplZone' as const) }) },
)

test('any sequence of calls keeps every block intact and the zone consistent', () => {
  fc.assert(
    fc.property(fc.array(operation, { minLength: 10, maxLength: 90 }), (operations) => {
      const system = startTestSystem()
      const { mac, call } = system
      const { memory } = mac
      const zone = system.applicationZone(8 << 10, 48 << 10)
      const blocks: Block[] = []
      let stamp = 0
      const contents = (block: Block) => (block.isHandle ? memory.getU32(block.address) : block.address)
      const stampBlock = (block: Block) => {
        block.bytes = block.bytes.map(() => (stamp = (stamp * 5 + 7) & 0xff))
        if (block.bytes.length > 0) memory.write(contents(block), block.bytes)
      }
      const add = (address: number, size: number, isHandle: boolean) => {
        if (address === 0) {
          expect(memErr(system)).toBe(errorCode.memFullErr)
          return
        }
        const block = { address: address >>> 0, bytes: new Uint8Array(size), isHandle, locked: false, purgeable: false }
        blocks.push(block)
        expect(contents(block) % 16).toBe(0)
        stampBlock(block)
      }
      for (const step of operations) {
        const block = 'which' in step && blocks.length > 0 ? blocks[step.which % blocks.length]! : undefined
        const before = new Map(blocks.filter((one) => one.locked).map((one) => [one, contents(one)]))
        if (step.kind === 'newPtr') add(call('NewPtr', step.size), step.size, false)
        else if (step.kind === 'newHandle') add(call('NewHandle', step.size), step.size, true)
        else if (step.kind === 'compact') call('CompactMem', 0x7fff_ffff)
        else if (step.kind === 'maxApplZone') call('MaxApplZone')
        else if (block !== undefined) {
          const isEmpty = block.isHandle && contents(block) === 0
          if (step.kind === 'dispose') {
            call(block.isHandle ? 'DisposeHandle' : 'DisposePtr', block.address)
            expect(memErr(system)).toBe(0)
            blocks.splice(blocks.indexOf(block), 1)
            before.delete(block)
          } else if (step.kind === 'resize' && !isEmpty) {
            call(block.isHandle ? 'SetHandleSize' : 'SetPtrSize', block.address, step.size)
            if (memErr(system) === 0) {
              const kept = Math.min(step.size, block.bytes.length)
              expect(memory.read(contents(block), kept)).toEqual(block.bytes.slice(0, kept))
              block.bytes = new Uint8Array(step.size)
              stampBlock(block)
            }
          } else if (block.isHandle && !isEmpty) {
            if (step.kind === 'lock') {
              call('HLock', block.address)
              block.locked = true
            } else if (step.kind === 'unlock') {
              call('HUnlock', block.address)
              block.locked = false
            } else if (step.kind === 'purgeable') {
              call('HPurge', block.address)
              block.purgeable = true
            } else if (step.kind === 'moveHigh') call('MoveHHi', block.address)
          }
        }
        expect(checkZone(memory, zone)).toEqual([])
        for (const [one, address] of before) expect(contents(one), 'a locked block does not move').toBe(address)
        for (const one of blocks) {
          if (one.isHandle && contents(one) === 0) {
            expect(one.purgeable && !one.locked, 'only purgeable blocks are purged').toBe(true)
            continue
          }
          expect(call(one.isHandle ? 'GetHandleSize' : 'GetPtrSize', one.address)).toBe(one.bytes.length)
          expect(memory.read(contents(one), one.bytes.length)).toEqual(one.bytes)
        }
      }
      const largest = call('MaxBlock')
      if (largest > 0) {
        expect(call('NewPtr', largest), 'MaxBlock can be allocated').not.toBe(0)
        expect(checkZone(memory, zone)).toEqual([])
      }
    }),
    { numRuns: 20 },
  )
})

describe('limits and errors', () => {
  test('the zone grows by itself up to ApplLimit, and to there at once with MaxApplZone', () => {
    const system = startTestSystem()
    const zone = system.applicationZone(8 << 10, 256 << 10)
    const start = zone.bkLim
    expect(system.call('NewPtr', 100_000)).not.toBe(0)
    expect(zone.bkLim).toBeGreaterThan(start)
    system.call('MaxApplZone')
    expect(system.mac.lowMemory.get('ApplLimit') - zone.bkLim).toBeLessThan(32)
    expect(system.mac.lowMemory.get('HeapEnd')).toBe(zone.bkLim)
    expect(system.call('NewPtr', 200_000)).toBe(0)
    expect(memErr(system)).toBe(errorCode.memFullErr)
    expect(system.call('MemError')).toBe(errorCode.memFullErr)
  })

  test('compaction gathers what fragments leave, around locked blocks', () => {
    const system = startTestSystem()
    const { call, mac } = system
    system.applicationZone(64 << 10)
    const handles = Array.from({ length: 20 }, () => call('NewHandle', 2000))
    for (const handle of handles.filter((_, index) => index % 2 === 0)) call('DisposeHandle', handle)
    const first = handles[1]!
    const before = mac.memory.getU32(first)
    expect(call('NewPtr', 20_000 + 16_000)).not.toBe(0)
    expect(mac.memory.getU32(first), 'the first relocatable block moved down').toBeLessThan(before)
  })

  test('purgeable blocks make room, and leave an empty handle', () => {
    const system = startTestSystem()
    const { call, mac } = system
    system.applicationZone(64 << 10)
    const handle = call('NewHandle', 30_000)
    call('HPurge', handle)
    expect(call('NewPtr', 40_000)).not.toBe(0)
    expect(mac.memory.getU32(handle)).toBe(0)
    expect(call('GetHandleSize', handle)).toBe(0)
    expect(memErr(system)).toBe(errorCode.nilHandleErr)
    call('ReallocateHandle', handle, 1000)
    expect(memErr(system)).toBe(0)
    expect(call('GetHandleSize', handle)).toBe(1000)
  })

  test.each([
    ['DisposePtr', 0, errorCode.memAdrErr],
    ['DisposePtr', 0x7fff_fff0, errorCode.memAdrErr],
    ['GetHandleSize', 0, errorCode.nilHandleErr],
    ['DisposeHandle', 0x7fff_fff0, errorCode.memWZErr],
  ])('%s of %i is %i', (name, argument, code) => {
    const system = startTestSystem()
    system.applicationZone(64 << 10)
    system.call(name, argument)
    expect(memErr(system)).toBe(code)
  })

  test('a block that is disposed of twice is memWZErr and does no harm', () => {
    const system = startTestSystem()
    const zone = system.applicationZone(64 << 10)
    const pointer = system.call('NewPtr', 100)
    system.call('DisposePtr', pointer)
    system.call('DisposePtr', pointer)
    expect(memErr(system)).toBe(errorCode.memWZErr)
    expect(checkZone(system.mac.memory, zone)).toEqual([])
  })

  test('master pointers: MoreMasters adds a block of them; RecoverHandle finds them again', () => {
    const system = startTestSystem()
    const { call, mac } = system
    const zone = system.applicationZone(64 << 10)
    const before = zone.cntNRel
    call('MoreMasters')
    expect(zone.cntNRel).toBe(before + 1)
    const handle = call('NewHandleClear', 40)
    const contents = mac.memory.getU32(handle)
    expect(call('RecoverHandle', contents)).toBe(handle)
    expect(mac.memory.read(contents, 40)).toEqual(new Uint8Array(40))
  })

  test('the checker sees a damaged zone', () => {
    const system = startTestSystem()
    const zone = system.applicationZone(64 << 10)
    const pointer = system.call('NewPtr', 100)
    system.mac.memory.fill(pointer, 140, 0xff)
    expect(checkZone(system.mac.memory, zone)).not.toEqual([])
  })
})
