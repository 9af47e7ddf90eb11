/** Every way for a run to end, with what its report says. */

import { describe, expect, test } from 'vitest'
import { BondiError } from '../../emulator/errors.ts'
import { createMachine } from '../../emulator/machine/machine.ts'
import { formatReport } from '../../emulator/machine/report/index.ts'
import { formatCall } from '../../emulator/macos/service.ts'
import { HfsVolume, ROOT_ID, readMacFile, writeMacFile } from '../../emulator/volume/index.ts'
import { machineWith } from '../macos/programs.ts'

async function crash(define: string, budgets = {}, machineOptions = {}) {
  const { machine, volume, path } = await machineWith('crash', {
    defines: [define],
    imports: ['NoSuchService'],
    machine: machineOptions,
  })
  const { missing } = machine.launch({ path })
  const result = machine.run({ maxVirtualSeconds: 5, ...budgets })
  // As from a disk: only what has reached the image counts
  const after = HfsVolume.mount(volume.image.slice())
  expect(after.check(), 'the volume is whole').toEqual([])
  expect(new TextDecoder().decode(readMacFile(after, ':closed').dataFork)).toBe('whole')
  expect(new TextDecoder().decode(readMacFile(after, ':open').dataFork)).toBe('so fa')
  return { ...result, missing, machine }
}

test('a partition is zero above its zone when the program starts', async () => {
  const { machine, path } = await machineWith('crash', { defines: ['TRAP'], imports: ['NoSuchService'] })
  const { partition } = machine.launch({ path })
  const zoneEnd = machine.mac.lowMemory.get('ApplLimit')
  const above = machine.memory.read(zoneEnd, partition.start + partition.byteCount - zoneEnd)
  expect(above.some((byte) => byte !== 0)).toBe(false)
})

describe('faults', () => {
  test.each([
    ['NULL_JUMP', 'jump', /0x00000000/],
    ['FAR_JUMP', 'jump', /0x50000000/],
    ['DATA_JUMP', 'jump', /no code but data: .*crash/],
    ['WILD_STORE', 'access', /0x70001234/],
    ['WILD_SERVICE', 'access', /BlockMoveData.*0x70001234/],
    ['SQUARE_ROOT', 'illegal-instruction', /0xfc20082c/],
    ['PRIVILEGED', 'privileged-instruction', /0x7c0000a6/],
    ['TRAP', 'trap', /trap/],
    ['STACK_OVERRUN', 'stack-overflow', /run into the heap/],
    ['MISSING', 'missing-service', /NoSuchService/],
    ['DEBUGGER', 'debugger', /Debugger/],
  ])('%s ends as %s', async (define, kind, message) => {
    const { outcome, report } = await crash(define)
    expect(outcome).toMatchObject({ kind, message: expect.stringMatching(message) })
    expect(report?.precise).toBe(true)
    const text = formatReport(report!)
    expect(text).toContain(`[${kind}]`)
    expect(text, 'the stack trace names the functions').toMatch(define === 'STACK_OVERRUN' ? /recurse/ : /goWrong/)
    expect(text).toContain('main')
  })

  test('registers are those at the fault', async () => {
    const { outcome, report } = await crash('WILD_STORE')
    expect(report?.location.function).toBe('goWrong')
    expect(report?.registers.gpr).toContain(42)
    const at = report?.code.find(({ address }) => address === outcome.pc)
    expect(at?.text).toMatch(/^stw +r\d+,/)
  })

  test('a heap that the program damaged is said to be', async () => {
    const { report } = await crash('DAMAGED_HEAP')
    expect(report?.heap.problems.length).toBeGreaterThan(0)
    expect((await crash('WILD_STORE')).report?.heap.problems).toEqual([])
  })

  test('the code shown begins with the function, and calls before the fault are listed', async () => {
    const { report, outcome } = await crash('SQUARE_ROOT')
    const { offset = 0 } = report!.location
    expect(report!.code[0]!.address).toBe(Math.max(outcome.pc! - 24, outcome.pc! - offset))
    expect(formatReport(report!)).toMatch(/Last service calls\n {2}HCreate/)
    expect(formatReport({ ...report!, calls: [] })).toContain('Last service calls: none\n')
  })

  test('a stack that runs away is stopped before it is 64 KB into the heap', async () => {
    const { outcome } = await crash('STACK_OVERRUN')
    const [stack, heap] = [...outcome.message.matchAll(/0x[0-9a-f]{8}/g)].map(([address]) => Number(address))
    expect(heap! - stack!).toBeLessThan(64 << 10)
  })

  test('a missing import is listed at launch, and harmless until it is called', async () => {
    expect((await crash('MISSING')).missing).toMatchObject([
      { name: 'NoSuchService', library: 'InterfaceLib', weak: false },
    ])
  })
})

describe('budgets', () => {
  test('an endless loop ends at its limit of cycles', async () => {
    const { outcome, cycles } = await crash('ENDLESS', { maxCycles: 1_000_000 })
    expect(outcome).toMatchObject({ kind: 'budget', budget: 'cycles' })
    expect(cycles).toBeGreaterThanOrEqual(1_000_000)
    expect(cycles).toBeLessThan(1_000_100)
  })

  test('or of virtual time', async () => {
    const { outcome, virtualSeconds } = await crash('ENDLESS', { maxVirtualSeconds: 0.25 })
    expect(outcome).toMatchObject({ kind: 'budget', budget: 'virtual-time' })
    expect(virtualSeconds).toBeLessThan(0.3)
  })

  test('the registers then are those of a processor that keeps them in memory', async () => {
    const limit = { maxCycles: 500_000 }
    const { report } = await crash('ENDLESS', limit)
    const { report: precise } = await crash('ENDLESS', limit, { cpu: { precise: true } })
    expect(report!.precise).toBe(true)
    expect(report!.registers).toEqual(precise!.registers)
  })

  test('or when the host has had enough', async () => {
    let asked = 0
    const { outcome, report } = await crash('ENDLESS', { hostDeadline: () => ++asked > 5 })
    expect(outcome).toMatchObject({ kind: 'budget', budget: 'host-time' })
    expect(report!.precise).toBe(false)
  })
})

describe('observers', () => {
  test('service calls are told with arguments and results, and writes as they happen', async () => {
    const { machine, path } = await machineWith('retro68-runtime')
    const calls: string[] = []
    const writes: string[] = []
    machine.observers.onService = (call) => calls.push(formatCall(call))
    machine.observers.onFileWrite = ({ path: file, offset, bytes }) => writes.push(`${file} ${offset} ${bytes.length}`)
    machine.launch({ path })
    machine.run()
    expect(calls).toContainEqual(
      expect.stringMatching(/^HOpenDF\(0, 0, "missing.bin", fsRdWrPerm, 0x[0-9a-f]+\) -> fnfErr \(-43\)$/),
    )
    expect(calls).toContainEqual(expect.stringMatching(/^HCreate\(0, 0, "copy.bin", '\?\?\?\?', 'TEXT'\) -> noErr$/))
    expect(calls).toContainEqual(
      expect.stringMatching(/^FSRead\(\d+, 0x[0-9a-f]+, 0x[0-9a-f]+\) -> eofErr \(-39\), count 784$/),
    )
    expect(writes.filter((line) => line.startsWith('Macintosh HD:copy.bin'))).toEqual(
      Array.from({ length: 10 }, (_, index) => `Macintosh HD:copy.bin ${index * 1000} 1000`),
    )
  })
})

describe('what cannot be launched', () => {
  const code = (action: () => unknown): string | undefined => {
    try {
      action()
    } catch (error) {
      return error instanceof BondiError ? error.code : String(error)
    }
    return undefined
  }

  test('says why', async () => {
    const { machine, path } = await machineWith('retro68-runtime')
    expect(code(() => machine.launch({ path: 'Macintosh HD:Nothing' }))).toBe('app-not-found')
    expect(code(() => machine.launch({ path, partition: 64 << 20 }))).toBe('not-enough-memory')
    expect(code(() => machine.launch({ path, partition: 50_000 }))).toBe('partition-too-small')
    expect(code(() => machine.run())).toBe('nothing-launched')
  })

  test('a file without PowerPC code', () => {
    const volume = HfsVolume.format(new Uint8Array(1 << 20), { name: 'HD' })
    const empty = new Uint8Array(0)
    const common = { finderFlags: 0, resourceFork: empty, created: 0, modified: 0 }
    writeMacFile(volume, ROOT_ID, { ...common, name: 'a', type: 'TEXT', creator: 'ttxt', dataFork: empty })
    expect(code(() => createMachine({ volumes: [volume] }).launch({ path: 'a' }))).toBe('not-an-application')
  })
})

test('an error of Bondi itself is none of the program', async () => {
  const { machine, path } = await machineWith('crash', { defines: ['WILD_STORE'], imports: ['NoSuchService'] })
  machine.launch({ path })
  machine.observers.onService = ({ name }) => {
    if (name === 'FSWrite') throw new TypeError('planted')
  }
  const { outcome, report } = machine.run()
  expect(outcome).toMatchObject({ kind: 'engine-fault', message: expect.stringContaining('TypeError: planted') })
  expect(outcome.hostStack!.join('\n'), 'where in Bondi').toContain('outcomes.test.ts')
  expect(formatReport(report!)).toContain('outcomes.test.ts')
})
