/** The user's files as Mac files: applications in their wrappers, data files as they are, text files in the Mac's encoding. */
import { readFile } from 'node:fs/promises'
import { basename, dirname, extname, join } from 'node:path'
import { BondiError } from '../../emulator/errors.ts'
import { appleDoubleKind } from '../../emulator/formats/appledouble.ts'
import { type Companions, readMacFile } from '../../emulator/formats/identify.ts'
import type { MacFile } from '../../emulator/formats/mac-file.ts'
import { encodeMacRoman, unencodableInMacRoman } from '../../emulator/formats/mac-roman.ts'
import { DEFAULT_CREATED } from '../../emulator/volume/format.ts'
import { readInput } from './read-input.ts'

/** HFS names have at most 31 characters and no colon (Inside Macintosh: Files, chapter 2). */
const LONGEST_NAME = 31

/** A data file on a Mac volume; SimpleText's type and creator make it open there. */
export function dataFile(name: string, content: Uint8Array, type = 'BINA', creator = '????'): MacFile {
  return {
    name: checkName(name),
    type,
    creator,
    finderFlags: 0,
    dataFork: content,
    resourceFork: new Uint8Array(0),
    created: DEFAULT_CREATED,
    modified: DEFAULT_CREATED,
  }
}

/** Text in Mac OS Roman with carriage returns, as SimpleText has it. Refuses what Mac OS Roman cannot say. */
export function textFile(name: string, text: string, what = name): MacFile {
  return dataFile(name, macText(text, what), 'TEXT', 'ttxt')
}

export function macText(text: string, what: string): Uint8Array {
  const missing = unencodableInMacRoman(text)
  if (missing.length > 0) {
    const shown = missing
      .slice(0, 8)
      .map((character) => `${character} (U+${character.codePointAt(0)!.toString(16).toUpperCase().padStart(4, '0')})`)
    throw new BondiError(
      'not-mac-roman',
      `${what} has characters that Mac OS Roman lacks: ${shown.join(', ')}`,
      'Leave them away, or write them in Latin letters.',
    )
  }
  return encodeMacRoman(text.replaceAll('\r\n', '\r').replaceAll('\n', '\r'))
}

function checkName(name: string): string {
  const problem =
    unencodableInMacRoman(name).length > 0
      ? 'has characters that Mac OS Roman lacks'
      : name.includes(':')
        ? 'has a colon, which separates folders on a Mac'
        : name.length === 0 || name.length > LONGEST_NAME
          ? `has ${name.length} characters; a name on an HFS volume has 1 to ${LONGEST_NAME}`
          : undefined
  if (problem === undefined) return name
  throw new BondiError(
    'bad-file-name',
    `the name "${name}" ${problem}`,
    'Rename it: --file PATH=NAME gives a file another name on the volume.',
  )
}

async function readIfThere(path: string): Promise<Uint8Array | undefined> {
  try {
    return await readFile(path)
  } catch {
    return undefined
  }
}

/** Where the data fork may be that an AppleDouble header belongs to: `%X` and `._X` beside `X`, netatalk's `.AppleDouble/X` below it. */
function dataForkPaths(path: string): string[] {
  const folder = dirname(path)
  const name = basename(path)
  if (basename(folder) === '.AppleDouble') return [join(dirname(folder), name)]
  const own = name.startsWith('%') ? name.slice(1) : name.startsWith('._') ? name.slice(2) : undefined
  if (own !== undefined) return [join(folder, own)]
  return name.endsWith('.ad') ? [join(folder, name.slice(0, -'.ad'.length))] : []
}

async function readAppleDoublePair(header: Uint8Array, path: string): Promise<MacFile | undefined> {
  for (const candidate of dataForkPaths(path)) {
    const dataFork = await readIfThere(candidate)
    if (dataFork !== undefined) {
      return readMacFile(dataFork, basename(candidate).slice(0, LONGEST_NAME), { appleDouble: header })
    }
  }
  return undefined
}

async function readCompanions(path: string): Promise<Companions> {
  const folder = dirname(path)
  const name = basename(path)
  const [percent, dot, netatalk, suffixed, resourceFork, finderInfo] = await Promise.all(
    [`%${name}`, `._${name}`, join('.AppleDouble', name), `${name}.ad`, join('.rsrc', name), join('.finf', name)].map(
      (companion) => readIfThere(join(folder, companion)),
    ),
  )
  const headers = [percent, dot, netatalk, suffixed]
  // Another file may well be called so: Retro68's X.ad has the data fork itself.
  const appleDouble = headers.find((bytes) => bytes !== undefined && appleDoubleKind(bytes) === 'AppleDouble')
  const companions = { appleDouble, resourceFork, finderInfo }
  return Object.fromEntries(Object.entries(companions).filter(([, value]) => value !== undefined))
}

/** Reads a file that may be wrapped in MacBinary, AppleSingle, BinHex or have its resource fork in a file beside it. */
export async function readMacFileAt(path: string): Promise<MacFile> {
  const content = await readInput(path)
  const pair = appleDoubleKind(content) === 'AppleDouble' ? await readAppleDoublePair(content, path) : undefined
  const file =
    pair ?? readMacFile(content, macNameOf(basename(path)).slice(0, LONGEST_NAME), await readCompanions(path))
  return { ...file, created: file.created || DEFAULT_CREATED, modified: file.modified || DEFAULT_CREATED }
}

/** A colon separates folders on a Mac; macOS shows it as a slash. */
const macNameOf = (name: string): string => name.replaceAll(':', '/')

/** Text by their names: it becomes the Mac's. */
const TEXT_FILES: ReadonlySet<string> = new Set(['.txt', '.c', '.h'])

/**
 * A `--file` argument: `PATH` or `PATH=NAME`. `.txt`, `.c` and `.h` files are converted from UTF-8 and line feeds to what a Mac has, unless they
 * are no UTF-8; everything else is taken byte for byte, unwrapped when it is MacBinary or AppleSingle.
 */
export async function readFileArgument(argument: string): Promise<MacFile> {
  const equals = argument.lastIndexOf('=')
  const path = equals > 0 ? argument.slice(0, equals) : argument
  const rename = equals > 0 ? argument.slice(equals + 1) : undefined
  const file = await readMacFileAt(path)
  const name = checkName(rename ?? file.name)
  if (!TEXT_FILES.has(extname(path).toLowerCase()) || file.resourceFork.length > 0) return { ...file, name }
  const text = decodeUtf8(file.dataFork)
  return text === undefined ? { ...file, name, type: 'TEXT', creator: 'ttxt' } : textFile(name, text, path)
}

/** The text, without a byte order mark; undefined when it is not UTF-8. */
export function decodeUtf8(bytes: Uint8Array): string | undefined {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes)
  } catch {
    return undefined
  }
}
