/** Wrapped files go back and forth between Bondi and programs that it did not make. */

import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { readAppleDouble, writeAppleDouble, writeAppleSingle } from '../../emulator/formats/appledouble.ts'
import { readBinHex, writeBinHex } from '../../emulator/formats/binhex.ts'
import { readMacFile } from '../../emulator/formats/identify.ts'
import type { MacFile } from '../../emulator/formats/mac-file.ts'
import { readMacBinary, writeMacBinary } from '../../emulator/formats/macbinary.ts'
import { useTools } from './tools.ts'

const tools = useTools()
/** Each takes some runs of other programs. */
const SOME = { numRuns: 8 }

const runs = fc
  .array(fc.tuple(fc.constantFrom(0, 0x90, 0x41, 0xff), fc.integer({ min: 1, max: 400 })), {
    minLength: 1,
    maxLength: 6,
  })
  .map((list) => Uint8Array.from(list.flatMap(([byte, count]) => Array<number>(count).fill(byte))))
const fork = fc.oneof(runs, fc.uint8Array({ minLength: 1, maxLength: 700 }))
const code = fc.string({ unit: fc.constantFrom(...'ABCdef12?!'), minLength: 4, maxLength: 4 })
/** hasBundle, isInvisible, isStationery ...: those that tools keep when they make a new file of it. */
const KEPT_FLAGS = 0xf800
/** After 2000, where tools that take AppleDouble's dates for unsigned numbers are right as well. */
const date = fc.integer({ min: 3_029_529_600, max: 4_000_000_000 })
const macFile: fc.Arbitrary<MacFile> = fc.record({
  name: fc.constant('Sample'),
  type: code,
  creator: code,
  finderFlags: fc.nat(0x1f).map((bits) => (bits << 11) & KEPT_FLAGS),
  dataFork: fork,
  resourceFork: fork,
  created: date,
  modified: date,
})

/** As BinHex has it, without dates. */
const dateless = (file: MacFile): MacFile => ({ ...file, created: 0, modified: 0 })
const textOf = (bytes: Uint8Array): string => new TextDecoder('latin1').decode(bytes)

/** A header of hqx and both forks, as Perl's module takes them apart, in hexadecimal. */
const PERL_DECODE = `use Convert::BinHex; my $h = Convert::BinHex->open(Expr => "<Sample.hqx"); $h->read_header;
  print join(" ", $h->filename, map { unpack "H*", $_ } $h->type, $h->creator, pack("n", $h->flags),
    join("", $h->read_data), join("", $h->read_resource))`
const PERL_ENCODE = `use Convert::BinHex; my ($type, $creator, $flags) = @ARGV; my $h = Convert::BinHex->new(filename => "Sample");
  $h->type(pack "H*", $type); $h->creator(pack "H*", $creator); $h->flags($flags);
  $h->data(Path => "data"); $h->resource(Path => "rsrc"); $h->encode(\\*STDOUT)`
const hex = (bytes: Uint8Array): string => Buffer.from(bytes).toString('hex')

describe('BinHex', () => {
  it('of Bondi is read by hexbin, and the MacBinary that hexbin makes of it by Bondi', () => {
    fc.assert(
      fc.property(macFile, (file) => {
        tools.give({ 'in.hqx': writeBinHex(file) })
        tools.run('macutils', 'hexbin', 'in.hqx')
        expect({ ...readMacBinary(tools.read('Sample.bin')), created: 0, modified: 0 }).toEqual(dateless(file))
      }),
      SOME,
    )
  })

  it('that binhex makes of MacBinary is read by Bondi', () => {
    fc.assert(
      fc.property(macFile, (file) => {
        tools.give({ 'in.bin': writeMacBinary(file) })
        expect(readMacFile(tools.run('macutils', 'binhex', 'in.bin'), 'in')).toEqual(dateless(file))
      }),
      SOME,
    )
  })

  it('goes both ways with Convert::BinHex of Perl', () => {
    fc.assert(
      fc.property(macFile, (file) => {
        const { type, creator, finderFlags, dataFork, resourceFork } = file
        // Perl reads lines as its host ends them.
        const lines = textOf(writeBinHex(file)).replaceAll('\r', '\n')
        tools.give({ 'Sample.hqx': lines, data: dataFork, rsrc: resourceFork })
        const flags = finderFlags.toString(16).padStart(4, '0')
        const codes = [hex(Buffer.from(type)), hex(Buffer.from(creator))]
        expect(textOf(tools.run('libconvert-binhex-perl', 'perl', '-e', PERL_DECODE)).split(' ')).toEqual([
          'Sample',
          ...codes,
          flags,
          hex(dataFork),
          hex(resourceFork),
        ])
        const encoded = tools.run('libconvert-binhex-perl', 'perl', '-e', PERL_ENCODE, ...codes, String(finderFlags))
        expect(readBinHex(encoded)).toEqual(dateless(file))
      }),
      SOME,
    )
  })
})

describe('MacBinary', () => {
  it('of Bondi is taken apart by macsave, and read by Bondi when macstream puts it together', () => {
    fc.assert(
      fc.property(macFile, (file) => {
        tools.give({ 'in.bin': writeMacBinary(file) })
        tools.run('macutils', 'sh', '-c', 'macsave -3 < in.bin')
        expect(tools.readIfThere('Sample.data')).toEqual(file.dataFork)
        expect(tools.readIfThere('Sample.rsrc')).toEqual(file.resourceFork)
        expect(readMacBinary(tools.run('macutils', 'macstream', 'Sample.info'))).toEqual(file)
      }),
      SOME,
    )
  })
})

describe('unar', () => {
  const wrappers = [
    ['MacBinary', writeMacBinary, (file: MacFile) => file],
    ['AppleSingle', writeAppleSingle, (file: MacFile) => file],
    ['BinHex', writeBinHex, dateless],
  ] as const
  it.each(wrappers)('reads %s of Bondi, and Bondi the AppleDouble that it makes of it', (_, write) => {
    fc.assert(
      fc.property(macFile, (file) => {
        tools.give({ Sample: write(file) })
        tools.run('unar', 'unar', '-q', '-k', 'hidden', '-o', 'out', 'Sample')
        const appleDouble = tools.read('out/._Sample')
        const got = readMacFile(tools.read('out/Sample'), 'Sample', { appleDouble })
        expect(dateless(got)).toEqual(dateless(file))
      }),
      { numRuns: 3 },
    )
  })

  it('finds the dates of AppleSingle', () => {
    const [file] = fc.sample(macFile, { numRuns: 1, seed: 1 })
    tools.give({ Sample: writeAppleSingle(file!) })
    const { lsarContents } = JSON.parse(textOf(tools.run('unar', 'lsar', '-j', 'Sample')))
    const secondsSince1904 = (text: string) => Date.parse(text.replace(' +0000', 'Z')) / 1000 + 2_082_844_800
    const { XADCreationDate, XADLastModificationDate } = lsarContents[0]
    expect(secondsSince1904(XADCreationDate)).toBe(file!.created)
    expect(secondsSince1904(XADLastModificationDate)).toBe(file!.modified)
  })
})

it('AppleDouble of Bondi says what that of unar says', () => {
  const [file] = fc.sample(macFile, { numRuns: 1, seed: 2 })
  tools.give({ Sample: writeAppleSingle(file!), '._Bondi': writeAppleDouble(file!) })
  tools.run('unar', 'unar', '-q', '-k', 'hidden', '-o', 'out', 'Sample')
  const theirs = readAppleDouble(tools.read('out/._Sample'), 'Sample', file!.dataFork)
  const ours = readAppleDouble(tools.read('._Bondi'), 'Sample', file!.dataFork)
  expect(dateless(theirs)).toEqual(dateless(ours))
})
