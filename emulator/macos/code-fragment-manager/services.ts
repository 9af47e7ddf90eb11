/** CodeFragments.h (Mac OS Runtime Architectures, chapter 3). */

import { BondiError } from '../../errors.ts'
import { isPef, type PefContainer, parsePef } from '../../formats/pef.ts'
import { fail, MacError } from '../errors.ts'
import { FSSpecParam } from '../file-manager/records.ts'
import type { Mac } from '../mac.ts'
import { type ServiceGroup, toolbox } from '../service.ts'
import {
  asPtr,
  fourCharText,
  OSErrType,
  OSType,
  type Ptr,
  PtrType,
  pascalField,
  SInt32,
  Str255,
  UInt8,
  UInt32,
  type Var,
  varParam,
} from '../types.ts'
import type { Connection } from './code-fragment-manager.ts'
import { classNumber, type FoundSymbol, Fragment, FragmentError } from './fragment.ts'

/** `CFragLoadOptions`. */
const kReferenceCFrag = 1
const kFindCFrag = 2
const PRIVATE_COPY = 4

const loading = {
  connID: varParam(UInt32),
  mainAddr: varParam(PtrType),
  errMessage: varParam(pascalField(255)),
} as const
interface Loading {
  readonly connID: Var<number>
  readonly mainAddr: Var<Ptr>
  readonly errMessage: Var<string>
}

/** What the three calls that load have in common: where results and the name of what is wrong go. */
function answer({ connID, mainAddr, errMessage }: Loading, load: () => Connection): void {
  try {
    const { id, library } = load()
    if (connID.address !== 0) connID.value = id
    if (mainAddr.address !== 0) mainAddr.value = asPtr(library instanceof Fragment ? (library.main ?? 0) : 0)
  } catch (error) {
    if (connID.address !== 0 && error instanceof MacError) connID.value = 0
    if (error instanceof FragmentError && errMessage.address !== 0) errMessage.value = error.subject
    throw error
  }
}

/** A damaged container is one that the program brought: it gets the result code. */
function parseContainer(bytes: Uint8Array, name: string): PefContainer {
  if (!isPef(bytes)) throw new FragmentError('cfragFragmentFormatErr', name)
  return corrupt(name, () => parsePef(bytes))
}

function corrupt<T>(name: string, action: () => T): T {
  try {
    return action()
  } catch (error) {
    if (error instanceof BondiError) throw new FragmentError('cfragFragmentCorruptErr', name)
    throw error
  }
}

function needArchitecture(archType: number, name: string): void {
  const architecture = fourCharText(archType)
  if (architecture !== 'pwpc' && architecture !== '????') throw new FragmentError('cfragNoLibraryErr', name)
}

function getDiskFragment(
  { fileManager, fragments }: Mac,
  spec: { vRefNum: number; parID: number; name: string },
  where: { offset: number; length: number },
  name: string,
): Connection {
  const { mounted, entry } = fileManager.file(spec.vRefNum, spec.parID, spec.name)
  const fork = mounted.volume.openFork(entry.id, 'data')
  const length = where.length || Math.max(0, fork.length - where.offset)
  if (where.offset + length > fork.length) throw new FragmentError('cfragFragmentFormatErr', name)
  const container = parseContainer(fork.read(where.offset, length), name)
  const part = { offset: where.offset, length: where.length }
  const { vRefNum, parID, name: fileName } = spec
  return corrupt(name, () =>
    fragments.load({ name, container, origin: { kind: 'file', vRefNum, parID, fileName, part } }),
  )
}

function setSymbol(symbol: FoundSymbol, symAddr: Var<Ptr>, symClass: Var<number>): void {
  if (symAddr.address !== 0) symAddr.value = symbol.address
  if (symClass.address !== 0) symClass.value = classNumber(symbol.class)
}

export const codeFragmentManagerServices: ServiceGroup = {
  manager: 'Code Fragment Manager',
  library: 'InterfaceLib',
  book: 'Mac OS Runtime Architectures, chapter 3',
  services: {
    GetSharedLibrary: toolbox(
      { libName: Str255, archType: OSType, options: UInt32, ...loading },
      OSErrType,
      ({ fragments }, { libName, archType, options, ...results }) =>
        answer(results, () => {
          const name = libName ?? fail('paramErr')
          needArchitecture(archType, name)
          if (options === kFindCFrag) {
            return fragments.findPrepared(name) ?? fail('cfragNoLibraryErr')
          }
          if ((options & kReferenceCFrag) === 0) fail('paramErr')
          return corrupt(name, () => fragments.open(name, (options & PRIVATE_COPY) !== 0))
        }),
    ),
    GetDiskFragment: toolbox(
      { fileSpec: FSSpecParam, offset: UInt32, length: UInt32, fragName: Str255, options: UInt32, ...loading },
      OSErrType,
      (mac, { fileSpec, offset, length, fragName, options, ...results }) =>
        answer(results, () => {
          if (fileSpec.address === 0 || (options & kReferenceCFrag) === 0) fail('paramErr')
          return getDiskFragment(mac, fileSpec, { offset, length }, fragName || fileSpec.name)
        }),
      { partial: 'every call loads a copy of its own, whether or not the options ask for a private one' },
    ),
    GetMemFragment: toolbox(
      { memAddr: PtrType, length: UInt32, fragName: Str255, options: UInt32, ...loading },
      OSErrType,
      ({ fragments, memory }, { memAddr, length, fragName, options, ...results }) =>
        answer(results, () => {
          if (memAddr === 0 || (options & kReferenceCFrag) === 0) fail('paramErr')
          const name = fragName ?? ''
          const byteCount = Math.min(length || memory.size, memory.size - memAddr)
          if (byteCount <= 0) fail('paramErr')
          const container = parseContainer(memory.read(memAddr, byteCount), name)
          const origin = { kind: 'memory', address: memAddr, length } as const
          return corrupt(name, () => fragments.load({ name, container, origin }))
        }),
      { partial: 'code is copied, never executed where it is' },
    ),
    CloseConnection: toolbox({ connID: varParam(UInt32) }, OSErrType, ({ fragments }, { connID }) => {
      if (connID.address === 0) fail('paramErr')
      fragments.close(connID.value)
      connID.value = 0
    }),
    FindSymbol: toolbox(
      { connID: UInt32, symName: Str255, symAddr: varParam(PtrType), symClass: varParam(UInt8) },
      OSErrType,
      ({ fragments }, { connID, symName, symAddr, symClass }) => {
        const symbol = fragments.byConnection(connID).library.symbol(symName ?? '')
        setSymbol(symbol ?? fail('cfragNoSymbolErr'), symAddr, symClass)
      },
    ),
    CountSymbols: toolbox(
      { connID: UInt32, symCount: varParam(SInt32) },
      OSErrType,
      ({ fragments }, { connID, symCount }) => {
        symCount.value = fragments.byConnection(connID).library.symbolCount
      },
    ),
    GetIndSymbol: toolbox(
      {
        connID: UInt32,
        symIndex: SInt32,
        symName: varParam(pascalField(255)),
        symAddr: varParam(PtrType),
        symClass: varParam(UInt8),
      },
      OSErrType,
      ({ fragments }, { connID, symIndex, symName, symAddr, symClass }) => {
        const symbol = fragments.byConnection(connID).library.symbolAt(symIndex) ?? fail('cfragNoSymbolErr')
        if (symName.address !== 0) symName.value = symbol.name
        setSymbol(symbol, symAddr, symClass)
      },
    ),
  },
}
