/** A program that a debugger looks at does the same in the same time. */

import { expect, test } from 'vitest'
import type { MachineDebugger } from '../../emulator/machine/debugger/debugger.ts'
import type { Machine } from '../../emulator/machine/machine.ts'
import { machineWith } from '../macos/programs.ts'

async function run(program: string, owner?: MachineDebugger, prepare = (_: Machine) => {}) {
  const { machine, path } = await machineWith(program, {
    defines: ['WILD_STORE'],
    imports: ['NoSuchService'],
    machine: owner ? { debugger: owner } : {},
  })
  prepare(machine)
  machine.launch({ path })
  const { outcome, cycles, services, report } = machine.run({ maxVirtualSeconds: 5 })
  // At a fault, code that is not precise has not told its time yet; the report is from a run that has
  return { outcome, cycles: report?.cycles ?? cycles, services, registers: report?.registers }
}

test('every instruction is told of, and cycles and registers are those of a run without', async () => {
  const plain = await run('crash')
  const seen: number[] = []
  let asked: Machine | undefined
  const watched = await run(
    'crash',
    {
      instruction(pc) {
        expect(asked!.cpu.state.pc).toBe(pc)
        seen.push(pc)
        return false
      },
      deadline() {},
    },
    (machine) => {
      asked = machine
      machine.cpu.codeFlags!.setAll()
    },
  )
  expect(watched).toEqual(plain)
  expect(seen.at(-1), 'the last is that which fails').toBe(plain.outcome.pc)
  const follow = seen.filter((pc, k) => k > 0 && pc === seen[k - 1]! + 4)
  expect(follow.length, 'most follow the one before').toBeGreaterThan(seen.length / 2)
  expect(seen.length).toBeGreaterThan(100)
})

test('no instruction is told of where none is asked for', async () => {
  const plain = await run('crash')
  let count = 0
  const watched = await run('crash', {
    instruction() {
      count++
      return false
    },
    deadline() {},
  })
  expect(watched).toEqual(plain)
  expect(count).toBe(0)
})

test('a program does the same when every instruction is come to anew by way of the dispatcher', async () => {
  const plain = await run('crash')
  let isNew = true
  const { outcome } = await run(
    'crash',
    {
      instruction() {
        isNew = !isNew
        return !isNew
      },
      deadline() {},
    },
    (machine) => machine.cpu.codeFlags!.setAll(),
  )
  expect(outcome).toEqual(plain.outcome)
})
