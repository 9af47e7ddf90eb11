/**
 * What a script can tell the user at the emulated machine to do: one row a verb, from which the command line's options, script files and
 * their documentation follow.
 */

import { BondiError } from '../../emulator/errors.ts'
import { modifierBits } from '../../emulator/macos/event-manager/event-records.ts'
import { keystrokes, namedKeys } from '../../emulator/macos/event-manager/keyboard.ts'
import type { UserAction } from '../../emulator/macos/event-manager/user-script.ts'

export interface Verb {
  /** As the help shows it; absent for a verb that takes nothing. */
  readonly argument?: string
  readonly description: string
  readonly parse: (argument: string) => UserAction
}

const wrong = (verb: string, argument: string, form: string): never => {
  throw new BondiError('script-argument', `${verb} does not understand "${argument}"`, form)
}

const escapes: Readonly<Record<string, string>> = {
  n: '\n',
  r: '\r',
  t: '\t',
  b: '\b',
  e: '\x1b',
  '\\': '\\',
  '"': '"',
}

/** `\r` and `\n` are Return, `\t` Tab, `\b` Delete, `\e` Escape, `\\` a backslash. */
function keysFor(text: string): string {
  return text.replaceAll(/\\(.)/gsu, (whole, letter: string) => {
    const character = escapes[letter]
    if (character === undefined) {
      throw new BondiError(
        'script-argument',
        `"${whole}" stands for no key`,
        'The escapes are \\r \\n \\t \\b \\e \\\\.',
      )
    }
    return character
  })
}

function numbers(verb: string, argument: string, count: number, form: string): number[] {
  const values = argument.split(',').map((part) => (/^\s*-?\d+\s*$/.test(part) ? Number(part) : Number.NaN))
  if (values.length !== count || values.some(Number.isNaN)) wrong(verb, argument, form)
  return values
}

function point(verb: string, argument: string) {
  const [h, v] = numbers(
    verb,
    argument,
    2,
    'A place is H,V in pixels from the upper left corner of the screen: 100,200.',
  )
  return { h: h!, v: v! }
}

const modifierNames: Readonly<Record<string, number>> = {
  cmd: modifierBits.cmdKey,
  command: modifierBits.cmdKey,
  shift: modifierBits.shiftKey,
  option: modifierBits.optionKey,
  control: modifierBits.controlKey,
}
const KEY_FORM = `A key is a character or one of ${Object.keys(namedKeys).join(', ')}, with cmd-, shift-, option- or control- before it: cmd-q.`

function key(argument: string): UserAction {
  const parts = /^((?:[a-z]+-)*)(.+)$/i.exec(argument)
  let modifiers = 0
  for (const name of parts?.[1]?.split('-').filter(Boolean) ?? []) {
    modifiers |= modifierNames[name.toLowerCase()] ?? wrong('key', argument, KEY_FORM)
  }
  const name = parts?.[2] ?? ''
  const named = namedKeys[name.toLowerCase()]
  if (named !== undefined) return { kind: 'key', key: named[0], character: named[1], modifiers }
  const [stroke, more] = keystrokes(name)
  if (stroke === undefined || more !== undefined) return wrong('key', argument, KEY_FORM)
  return { kind: 'key', key: stroke.key, character: stroke.character, modifiers }
}

export const verbs: Readonly<Record<string, Verb>> = {
  type: {
    argument: '<text>',
    description: 'type a text; \\r is Return',
    parse: (text) => ({ kind: 'type', text: keysFor(text) }),
  },
  key: { argument: '<key>', description: 'press a key: cmd-q, return, left, shift-tab', parse: key },
  click: {
    argument: '<h,v>',
    description: 'click at a place on the screen',
    parse: (argument) => ({ kind: 'click', where: point('click', argument) }),
  },
  'double-click': {
    argument: '<h,v>',
    description: 'click twice',
    parse: (argument) => ({ kind: 'click', where: point('double-click', argument), count: 2 }),
  },
  drag: {
    argument: '<h,v,h,v>',
    description: 'press the button at one place and let it go at another',
    parse(argument) {
      const [fromH, fromV, toH, toV] = numbers('drag', argument, 4, 'A drag is two places: 10,20,300,40.')
      return { kind: 'drag', from: { h: fromH!, v: fromV! }, to: { h: toH!, v: toV! } }
    },
  },
  move: {
    argument: '<h,v>',
    description: 'move the mouse',
    parse: (argument) => ({ kind: 'move', where: point('move', argument) }),
  },
  menu: {
    argument: '<menu/item>',
    description: 'choose an item of a menu: File/Quit',
    parse(argument) {
      const slash = argument.indexOf('/')
      if (slash <= 0 || slash === argument.length - 1) {
        return wrong('menu', argument, 'A menu and its item have a slash between them: File/Quit.')
      }
      return { kind: 'menu', menu: argument.slice(0, slash), item: argument.slice(slash + 1) }
    },
  },
  'answer-file': {
    argument: '<name>',
    description: 'what the next Standard File dialog is answered with',
    parse: (path) => ({ kind: 'answer-file', path }),
  },
  'cancel-file': {
    description: 'the next Standard File dialog is cancelled',
    parse: () => ({ kind: 'answer-file', path: undefined }),
  },
  open: {
    argument: '<name>',
    description: 'have the Finder open a document with the application',
    parse: (path) => ({ kind: 'open', paths: [path] }),
  },
  quit: { description: 'have the Finder ask the application to quit', parse: () => ({ kind: 'quit' }) },
  screenshot: {
    argument: '<file.png>',
    description: 'take a picture of the screen',
    parse: (name) => ({ kind: 'tell', what: 'screenshot', name }),
  },
  compare: {
    argument: '<file.png>',
    description: 'compare the screen with a picture',
    parse: (name) => ({ kind: 'tell', what: 'compare', name }),
  },
}
