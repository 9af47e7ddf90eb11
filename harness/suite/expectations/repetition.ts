/** The same run twice: cycles, service calls, console and disk must be the same to the last bit. */
import type { RunRecord } from '../../machine/run.ts'
import type { Findings } from './evidence.ts'
import { firstByteDifference, firstTextDifference } from './tolerant-text.ts'

interface Ended {
  readonly exit: string
  readonly run?: RunRecord
}

export function checkRepetition(first: Ended, second: Ended, findings: Findings): void {
  findings.assertions.push('the same run gives the same again')
  const differ = (what: string): void => findings.fail('determinism', `run again, ${what}`)
  if (first.exit !== second.exit) {
    differ(`it ended as ${second.exit} instead of ${first.exit}`)
    return
  }
  const [a, b] = [first.run, second.run]
  if (a === undefined || b === undefined) return
  const [calls, callsAgain] = [a.serviceCalls ?? [], b.serviceCalls ?? []]
  const parted = Array.from({ length: Math.max(calls.length, callsAgain.length) }, (_, n) => n).find(
    (n) => calls[n] !== callsAgain[n],
  )
  if (parted !== undefined) {
    differ(`its service call ${parted + 1} was ${callsAgain[parted] ?? 'none'} instead of ${calls[parted] ?? 'none'}`)
  }
  if (a.cycles !== b.cycles) differ(`it took ${b.cycles} cycles instead of ${a.cycles}`)
  if (firstTextDifference('the console', a.consoleText, b.consoleText)) differ('the console said something else')
  const byte = firstByteDifference('the disk', a.image, b.image)
  if (byte) differ(`the disk is another one from byte ${byte.offset} on`)
}
