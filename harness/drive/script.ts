/** Scripts: steps in the order in which they were given, from the command line or from a file of one verb a line. */

import { BondiError } from '../../emulator/errors.ts'
import type { UserStep } from '../../emulator/macos/event-manager/user-script.ts'
import { duration } from '../quantities.ts'
import { verbs } from './verbs.ts'

/** Gathers steps; `at` says when those after it happen, `wait` that they happen when the program waits again. */
export class Script {
  readonly steps: UserStep[] = []
  #at: number | undefined

  at(seconds: number | undefined): void {
    this.#at = seconds
  }

  add(verb: string, argument = ''): void {
    const { parse } = verbs[verb]!
    const action = parse(argument)
    this.steps.push(this.#at === undefined ? { action } : { at: this.#at, action })
  }
}

/** Adds a script file's lines: `at 5s`, `wait`, or a verb and its argument; what follows # on a line of its own is a comment. */
export function addScriptFile(script: Script, text: string, name: string): void {
  text.split(/\r\n|\r|\n/).forEach((line, index) => {
    const trimmed = line.trim()
    if (trimmed === '' || trimmed.startsWith('#')) return
    const space = trimmed.search(/\s/)
    const verb = space === -1 ? trimmed : trimmed.slice(0, space)
    const argument = space === -1 ? '' : trimmed.slice(space).trim()
    try {
      addLine(script, verb, argument)
    } catch (error) {
      if (!(error instanceof BondiError)) throw error
      throw new BondiError(error.code, `${name}, line ${index + 1}: ${error.message}`, error.hint)
    }
  })
}

function addLine(script: Script, verb: string, argument: string): void {
  if (verb === 'wait') {
    script.at(undefined)
    return
  }
  if (verb === 'at') {
    const seconds = argument === '0' ? 0 : duration.parse(argument)
    if (seconds === undefined) throw new BondiError('script-argument', `"${argument}" is no time`, 'Write 5s or 500ms.')
    script.at(seconds)
    return
  }
  const row = verbs[verb]
  const known = ['at', 'wait', ...Object.keys(verbs)].join(', ')
  if (row === undefined) throw new BondiError('script-verb', `there is no verb "${verb}"`, `The verbs are ${known}.`)
  if ((row.argument === undefined) !== (argument === '')) {
    throw new BondiError(
      'script-argument',
      row.argument === undefined ? `${verb} takes nothing after it` : `${verb} lacks its ${row.argument}`,
    )
  }
  script.add(verb, argument)
}
