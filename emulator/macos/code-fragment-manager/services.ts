/** CodeFragments.h (Mac OS Runtime Architectures, chapter 3). */

import { SYMBOL_CLASSES } from '../../formats/pef.ts'
import { fail } from '../errors.ts'
import { type ServiceGroup, toolbox } from '../service.ts'
import { asPtr, OSErrType, OSType, PtrType, pascalField, SInt32, Str255, UInt8, UInt32, varParam } from '../types.ts'
import { addressOf } from './code-fragment-manager.ts'

const SymbolClass = varParam(UInt8)

export const codeFragmentManagerServices: ServiceGroup = {
  manager: 'Code Fragment Manager',
  library: 'InterfaceLib',
  book: 'Mac OS Runtime Architectures, chapter 3',
  services: {
    FindSymbol: toolbox(
      { connID: UInt32, symName: Str255, symAddr: varParam(PtrType), symClass: SymbolClass },
      OSErrType,
      ({ fragments }, { connID, symName, symAddr, symClass }) => {
        const fragment = fragments.byConnection(connID)
        const symbol = fragment.container.loader.exports.find(({ name }) => name === symName)
        if (symbol === undefined) return fail('cfragNoSymbolErr')
        symAddr.value = addressOf(fragment, symbol)
        if (symClass.address !== 0) symClass.value = SYMBOL_CLASSES.indexOf(symbol.class)
      },
    ),
    CountSymbols: toolbox(
      { connID: UInt32, symCount: varParam(SInt32) },
      OSErrType,
      ({ fragments }, { connID, symCount }) => {
        symCount.value = fragments.byConnection(connID).container.loader.exports.length
      },
    ),
    GetIndSymbol: toolbox(
      {
        connID: UInt32,
        symIndex: SInt32,
        symName: varParam(pascalField(255)),
        symAddr: varParam(PtrType),
        symClass: SymbolClass,
      },
      OSErrType,
      ({ fragments }, { connID, symIndex, symName, symAddr, symClass }) => {
        const fragment = fragments.byConnection(connID)
        const symbol = fragment.container.loader.exports[symIndex]
        if (symbol === undefined) return fail('cfragNoSymbolErr')
        symName.value = symbol.name
        symAddr.value = addressOf(fragment, symbol)
        symClass.value = SYMBOL_CLASSES.indexOf(symbol.class)
      },
    ),
    GetSharedLibrary: toolbox(
      {
        libName: Str255,
        archType: OSType,
        loadFlags: UInt32,
        connID: varParam(UInt32),
        mainAddr: varParam(PtrType),
        errMessage: varParam(pascalField(255)),
      },
      OSErrType,
      ({ fragments }, { libName, connID, mainAddr, errMessage }) => {
        const fragment = fragments.byName(libName ?? '')
        if (fragment === undefined) {
          if (errMessage.address !== 0) errMessage.value = libName ?? ''
          return fail('cfragNoLibraryErr')
        }
        connID.value = fragment.connectionID
        if (mainAddr.address !== 0) mainAddr.value = asPtr(fragment.main ?? 0)
      },
      { partial: 'finds fragments that are loaded already; searches no files' },
    ),
    CloseConnection: toolbox(
      { connID: varParam(UInt32) },
      OSErrType,
      ({ fragments }, { connID }) => {
        fragments.byConnection(connID.value)
      },
      { partial: 'a fragment stays until the program ends' },
    ),
  },
}
