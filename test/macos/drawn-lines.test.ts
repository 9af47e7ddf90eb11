import { beforeEach, describe, expect, test } from 'vitest'
import { decodeMacRoman, encodeMacRoman } from '../../emulator/formats/mac-roman.ts'
import { DrawnLines } from '../../emulator/macos/drawn-lines.ts'
import { rect } from '../../emulator/macos/quickdraw/geometry.ts'

const CELL = 6
const HEIGHT = 12
const PORT = 0x1000
const window = rect(0, 0, 600, 5 * HEIGHT)

/** A console of 12 by 6 cells that draws a character at a time, blanks excepted, as one does that draws only what changed. */
describe('lines of drawn characters', () => {
  let told: string
  let lines: DrawnLines
  beforeEach(() => {
    told = ''
    lines = new DrawnLines(decodeMacRoman, (text) => {
      told += text
    })
  })
  const write = (row: number, text: string, column = 0) => {
    ;[...text].forEach((character, index) => {
      if (character === ' ') return
      const left = (column + index) * CELL
      lines.draw({
        port: PORT,
        left,
        right: left + CELL,
        baseline: row * HEIGHT + 10,
        bytes: encodeMacRoman(character),
        spaceWidth: CELL,
      })
    })
  }

  test('a line is told when the next one begins, with its blanks', () => {
    write(0, 'Hello,  world')
    expect(told).toBe('')
    write(1, 'next')
    expect(told).toBe('Hello,  world\n')
    lines.end()
    expect(told).toBe('Hello,  world\nnext\n')
  })

  test('a prompt is told while the program waits, and what is typed behind it after that', () => {
    write(0, 'Name?')
    lines.pause()
    expect(told).toBe('Name?')
    write(0, 'Zoë', 6)
    write(1, 'Hi')
    lines.end()
    expect(told).toBe('Name? Zoë\nHi\n')
  })

  test('what is drawn again after an update is not told again', () => {
    for (let time = 0; time < 3; time++) {
      write(0, 'one')
      write(1, 'two')
    }
    write(2, 'three')
    lines.end()
    expect(told).toBe('one\ntwo\nthree\n')
  })

  test('scrolling moves lines up, and the same text on a new line is told', () => {
    for (let row = 0; row < 5; row++) write(row, 'same')
    for (let more = 0; more < 3; more++) {
      lines.scroll(PORT, window, -HEIGHT)
      write(4, 'same')
    }
    lines.end()
    expect(told).toBe('same\n'.repeat(8))
  })

  test('runs that are drawn whole, and edit records', () => {
    lines.draw({ port: PORT, left: 10, right: 40, baseline: 30, bytes: encodeMacRoman('whole'), spaceWidth: 4 })
    lines.draw({ port: PORT, left: 48, right: 60, baseline: 30, bytes: encodeMacRoman('run'), spaceWidth: 4 })
    lines.end()
    lines.insert(encodeMacRoman('SIOUX\r'))
    expect(told).toBe('whole  run\nSIOUX\n')
  })
})
