import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { asMacText, compareTexts, fromMacText, readOutput } from '../../harness/compare/text.ts'

const output = (story: string, seconds = '1.94', speed = '131.73') =>
  `Model: dim 64\nSettings: steps 4\nPrompt: (none)\nPrompt tokens: 1\n\n${story}\n\nTokens: 4\nSeconds: ${seconds}\nTokens per second: ${speed}\n`

describe('texts', () => {
  test('that differ in time only are identical', () => {
    const mac = asMacText(output('Lily’s café', '1.94', '131.73'))
    expect(compareTexts(mac, output('Lily’s café', '0.00', 'too many to measure'))).toMatchObject({ identical: true })
  })

  test('that differ in one character are told apart, with the place', () => {
    const comparison = compareTexts(asMacText(output('a big, red ball')), output('a big, rad ball'))
    expect(comparison).toMatchObject({ identical: false, difference: { line: 6, column: 9 } })
  })

  test('a line that looks like statistics counts when it is in the story', () => {
    const comparison = compareTexts(asMacText(output('Seconds: 1\nend')), output('Seconds: 2\nend'))
    expect(comparison).toMatchObject({ identical: false, difference: { line: 6, column: 10 } })
  })

  test('a file that ends early, or goes on, differs', () => {
    expect(compareTexts(asMacText('a\n'), 'a\nb\n').identical).toBe(false)
    expect(compareTexts(asMacText('a\nb\n'), 'a\n').identical).toBe(false)
    expect(compareTexts(new Uint8Array(0), output('x')).identical).toBe(false)
  })

  test('line feeds where carriage returns belong differ', () => {
    expect(compareTexts(new TextEncoder().encode('a\nb\n'), 'a\nb\n').identical).toBe(false)
  })

  test('what Mac OS Roman lacks is a question mark, and composed characters are not made up', () => {
    expect([...asMacText('日é€e\u0301')]).toEqual([0x3f, 0x8e, 0xdb, 0x65, 0x3f])
  })

  test('any text compares as identical to itself, and as different with one byte changed', () => {
    fc.assert(
      fc.property(fc.string({ minLength: 1, unit: 'grapheme' }), fc.nat(), (story, where) => {
        const text = output(story)
        const bytes = asMacText(text)
        expect(compareTexts(bytes, text).identical).toBe(true)
        const at = text.indexOf('\n\n') + 2 + (where % story.length)
        const changed = bytes.slice()
        changed[Math.min(at, bytes.length - 60)]! ^= 0x20
        expect(compareTexts(changed, text).identical).toBe(false)
      }),
    )
  })
})

test('figures are read from the output', () => {
  const figures = readOutput(fromMacText(asMacText(output('Once\n\nupon'))))
  expect(figures).toEqual({
    story: 'Once\n\nupon',
    tokens: 4,
    seconds: 1.94,
    tokensPerSecond: 131.73,
    error: undefined,
  })
  expect(readOutput('Error: model.bin is missing.\n').error).toBe('model.bin is missing.')
  expect(readOutput(output('x', '0.00', 'too many to measure')).tokensPerSecond).toBeUndefined()
  expect(readOutput('Model: dim 64\nPrompt: (none)\n\nOnce upon')).toMatchObject({
    story: 'Once upon',
    tokens: undefined,
  })
})
