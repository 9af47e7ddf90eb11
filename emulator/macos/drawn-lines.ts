/**
 * The text that a program draws, as lines: what a console program shows in a window of its own, character by character as Retro68's console
 * does or in runs. A line is told once the program draws on another one, and what is drawn again in the same place is not told again.
 */

import type { Rect } from './quickdraw/geometry.ts'

/** A run of characters where it was drawn. */
export interface DrawnText {
  readonly port: number
  /** The pen before and after it, in local coordinates. */
  readonly left: number
  readonly right: number
  readonly baseline: number
  /** In Mac OS Roman. */
  readonly bytes: Uint8Array
  /** Width of a space in its font. */
  readonly spaceWidth: number
}

interface Run {
  readonly left: number
  readonly right: number
  readonly bytes: Uint8Array
}

interface Line {
  readonly port: number
  baseline: number
  runs: Run[]
  spaceWidth: number
  /** What of it was told, and whether its end was. */
  told: string
  isEnded: boolean
}

const NEWLINE = '\n'

const sameBytes = (a: Uint8Array, b: Uint8Array): boolean =>
  a.length === b.length && a.every((byte, index) => byte === b[index])

export class DrawnLines {
  private readonly lines: Line[] = []
  private readonly tell: (text: string) => void
  private readonly decode: (bytes: Uint8Array) => string
  private current: Line | undefined

  constructor(decode: (bytes: Uint8Array) => string, tell: (text: string) => void) {
    this.decode = decode
    this.tell = tell
  }

  draw({ port, left, right, baseline, bytes, spaceWidth }: DrawnText): void {
    let line = this.lines.find((one) => one.port === port && one.baseline === baseline)
    if (line === undefined) {
      line = { port, baseline, runs: [], spaceWidth, told: '', isEnded: false }
      this.lines.push(line)
    }
    if (line.runs.some((run) => run.left === left && sameBytes(run.bytes, bytes))) return
    if (line !== this.current) this.end()
    this.current = line
    line.runs = line.runs.filter((run) => run.left >= right || run.right <= left)
    line.runs.push({ left, right, bytes })
    line.spaceWidth = Math.max(1, spaceWidth)
  }

  /** Lines move with the pixels; those that leave the rectangle are gone. */
  scroll(port: number, area: Rect, dv: number): void {
    if (dv === 0) return
    this.end()
    for (const line of [...this.lines]) {
      if (line.port !== port || line.baseline < area.top || line.baseline > area.bottom) continue
      line.baseline += dv
      if (line.baseline <= area.top || line.baseline > area.bottom) this.lines.splice(this.lines.indexOf(line), 1)
    }
  }

  /** Text that goes into an edit record, which is how SIOUX writes. */
  insert(bytes: Uint8Array): void {
    this.tell(this.decode(bytes).replaceAll('\r', NEWLINE))
  }

  /** The program waits: what there is of the line is told, such as a prompt. */
  pause(): void {
    if (this.current !== undefined) this.tellMore(this.current)
  }

  /** The line is complete. */
  end(): void {
    const line = this.current
    this.current = undefined
    if (line === undefined || (line.isEnded && this.textOf(line) === line.told)) return
    this.tellMore(line)
    this.tell(NEWLINE)
    line.isEnded = true
  }

  private tellMore(line: Line): void {
    const text = this.textOf(line)
    if (text === line.told) return
    const goesOn = !line.isEnded && text.startsWith(line.told)
    this.tell(goesOn ? text.slice(line.told.length) : line.told === '' || line.isEnded ? text : NEWLINE + text)
    line.told = text
    line.isEnded = false
  }

  private textOf({ runs, spaceWidth }: Line): string {
    let text = ''
    let end: number | undefined
    for (const { left, right, bytes } of [...runs].sort((a, b) => a.left - b.left)) {
      if (end !== undefined && left > end) text += ' '.repeat(Math.round((left - end) / spaceWidth))
      text += this.decode(bytes)
      end = right
    }
    return text.trimEnd()
  }
}
