/** Where a command's words go: results to standard output, all else to standard error. */
import pc from 'picocolors'
import { describeFailure } from '../error-exit.ts'
import { type ExitCodeName, exitCode } from '../exit-codes.ts'
import { jsonText } from '../files/json-text.ts'

export interface Terminal {
  readonly colors: ReturnType<typeof pc.createColors>
  /** A result: text, ending in a line feed. */
  print(text: string): void
  /** A remark that is no result. */
  note(text: string): void
  printJson(value: unknown): void
  /** Sets the code that the process will end with. */
  exit(name: ExitCodeName): void
  fail(error: unknown, json: boolean): void
}

export const terminal: Terminal = {
  colors: pc.createColors(pc.isColorSupported && process.stdout.isTTY === true),
  print: (text) => void process.stdout.write(text),
  note: (text) => void process.stderr.write(text),
  printJson: (value) => void process.stdout.write(jsonText(value)),
  exit: (name) => {
    process.exitCode = exitCode(name)
  },
  fail(error, json) {
    const failure = describeFailure(error)
    if (json) this.printJson({ exit: failure.exit, error: failure })
    const { red, dim } = pc.createColors(pc.isColorSupported && process.stderr.isTTY === true)
    this.note(`${red('error:')} ${failure.message}\n`)
    if (failure.hint !== undefined) this.note(`${dim('hint:')} ${failure.hint}\n`)
    if (process.env.BONDI_DEBUG && error instanceof Error) this.note(`${error.stack}\n`)
    this.exit(failure.exit)
  },
}
