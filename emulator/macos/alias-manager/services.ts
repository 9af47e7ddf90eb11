/** Aliases.h. */

import { decodeMacRoman } from '../../formats/mac-roman.ts'
import { fail } from '../errors.ts'
import { FSSpec, FSSpecParam, FSSpecResult } from '../file-manager/records.ts'
import type { Place } from '../file-manager/volumes.ts'
import type { Mac } from '../mac.ts'
import { type Service, type ServiceGroup, toolbox } from '../service.ts'
import type { View } from '../struct.ts'
import {
  BooleanType,
  type Handle,
  HandleType,
  OSErrType,
  PtrType,
  pascalField,
  SInt16,
  Str255,
  UInt32,
  varParam,
} from '../types.ts'
import { type Alias, decodeAlias, encodeAlias } from './alias-record.ts'
import { type Found, isAliasFile, makeAlias, resolveAlias, resolveAliasFile } from './aliases.ts'

type SpecView = View<typeof FSSpec.fields>

function placeOf({ fileManager: { volumes } }: Mac, spec: SpecView): Place {
  return volumes.resolve(spec.vRefNum, spec.parID, spec.name || fail('bdNamErr'))
}

/** The file that an alias is relative to; nil when there is none. */
const fromPlace = (mac: Mac, spec: SpecView): Place | undefined => (spec.address === 0 ? undefined : placeOf(mac, spec))

function fillSpec(spec: SpecView, { mounted, dirID, name }: Place): void {
  spec.vRefNum = mounted.vRefNum
  spec.parID = dirID
  spec.name = name
}

function readAlias({ memory, memoryManager: mm }: Mac, handle: Handle): Alias {
  if (handle === 0 || memory.getU32(handle) === 0) fail('paramErr')
  try {
    return decodeAlias(memory.read(memory.getU32(handle), mm.handleSize(handle)))
  } catch {
    return fail('paramErr')
  }
}

function newAlias({ memory, memoryManager: mm }: Mac, alias: Alias): Handle {
  const bytes = encodeAlias(alias)
  const handle = mm.newHandle(mm.currentZone, bytes.length)
  memory.write(memory.getU32(handle), bytes)
  return handle
}

/** Brings the record in a handle up to date; the application's four bytes at its start stay. */
function rewrite({ memory, memoryManager: mm }: Mac, handle: Handle, alias: Alias): void {
  const bytes = encodeAlias(alias)
  mm.setHandleSize(handle, bytes.length)
  memory.write(memory.getU32(handle), bytes)
}

/** Resolves and tells; what has changed is changed in the record too. */
function resolveInto(mac: Mac, from: SpecView, handle: Handle, target: SpecView): boolean {
  const alias = readAlias(mac, handle)
  const origin = fromPlace(mac, from)
  const { place, wasChanged }: Found = resolveAlias(mac.fileManager.volumes, alias, origin)
  fillSpec(target, place)
  if (place.entry === undefined) fail('fnfErr')
  if (wasChanged) rewrite(mac, handle, { ...makeAlias(place, origin, false), userType: alias.userType })
  return wasChanged
}

const resolving = { fromFile: FSSpecParam, alias: HandleType, target: FSSpecResult, wasChanged: varParam(BooleanType) }

const aliasFile = (more: Record<string, typeof UInt32>): Service =>
  toolbox(
    {
      theSpec: FSSpecParam,
      resolveAliasChains: BooleanType,
      targetIsFolder: varParam(BooleanType),
      wasAliased: varParam(BooleanType),
      ...more,
    },
    OSErrType,
    (mac, { theSpec, resolveAliasChains, targetIsFolder, wasAliased }) => {
      const place = placeOf(mac, theSpec)
      wasAliased.value = isAliasFile(place.entry)
      targetIsFolder.value = place.entry?.kind === 'folder'
      if (place.entry === undefined) fail('fnfErr')
      const target = resolveAliasFile(mac.fileManager, place, resolveAliasChains)
      fillSpec(theSpec, target)
      targetIsFolder.value = target.entry?.kind === 'folder'
    },
  )

/** The matches of MatchAlias that a program's filter lets through. */
const mostMatches = 1

export const aliasManagerServices: ServiceGroup = {
  manager: 'Alias Manager',
  library: 'InterfaceLib',
  book: 'Inside Macintosh: Files, chapter 4',
  services: {
    NewAlias: toolbox(
      { fromFile: FSSpecParam, target: FSSpecParam, alias: varParam(HandleType) },
      OSErrType,
      (mac, { fromFile, target, alias }) => {
        alias.value = 0 as Handle
        alias.value = newAlias(mac, makeAlias(placeOf(mac, target), fromPlace(mac, fromFile), false))
      },
    ),
    NewAliasMinimal: toolbox(
      { target: FSSpecParam, alias: varParam(HandleType) },
      OSErrType,
      (mac, { target, alias }) => {
        alias.value = 0 as Handle
        alias.value = newAlias(mac, makeAlias(placeOf(mac, target), undefined, true))
      },
    ),
    NewAliasMinimalFromFullPath: toolbox(
      {
        fullPathLength: SInt16,
        fullPath: PtrType,
        zoneName: Str255,
        serverName: Str255,
        alias: varParam(HandleType),
      },
      OSErrType,
      (mac, { fullPathLength, fullPath, alias }) => {
        if (fullPathLength < 1) fail('paramErr')
        const path = pathText(mac, fullPath, fullPathLength)
        if (!/^[^:]+:/.test(path)) fail('paramErr')
        const names = path.replace(/:$/, '').split(':')
        alias.value = newAlias(mac, {
          userType: 0,
          isFolder: path.endsWith(':'),
          volumeName: names[0]!.slice(0, 27),
          volumeCreated: 0,
          parentId: 0,
          name: names.at(-1)!.slice(0, 31),
          id: 0,
          created: 0,
          type: 0,
          creator: 0,
          levelsFrom: -1,
          levelsTo: -1,
          parentName: undefined,
          path: names.join(':'),
        })
      },
    ),
    UpdateAlias: toolbox(
      { fromFile: FSSpecParam, target: FSSpecParam, alias: HandleType, wasChanged: varParam(BooleanType) },
      OSErrType,
      (mac, { fromFile, target, alias, wasChanged }) => {
        const old = readAlias(mac, alias)
        const updated = { ...makeAlias(placeOf(mac, target), fromPlace(mac, fromFile), false), userType: old.userType }
        wasChanged.value = JSON.stringify(updated) !== JSON.stringify(old)
        rewrite(mac, alias, updated)
      },
    ),
    ResolveAlias: toolbox(resolving, OSErrType, (mac, { fromFile, alias, target, wasChanged }) => {
      wasChanged.value = false
      wasChanged.value = resolveInto(mac, fromFile, alias, target)
    }),
    ResolveAliasWithMountFlags: toolbox(
      { ...resolving, mountFlags: UInt32 },
      OSErrType,
      (mac, { fromFile, alias, target, wasChanged }) => {
        wasChanged.value = false
        wasChanged.value = resolveInto(mac, fromFile, alias, target)
      },
    ),
    FollowFinderAlias: toolbox(
      {
        fromFile: FSSpecParam,
        alias: HandleType,
        logon: BooleanType,
        target: FSSpecResult,
        wasChanged: varParam(BooleanType),
      },
      OSErrType,
      (mac, { fromFile, alias, target, wasChanged }) => {
        wasChanged.value = false
        wasChanged.value = resolveInto(mac, fromFile, alias, target)
      },
    ),
    ResolveAliasFile: aliasFile({}),
    ResolveAliasFileWithMountFlags: aliasFile({ mountFlags: UInt32 }),
    IsAliasFile: toolbox(
      { fileFSSpec: FSSpecParam, aliasFileFlag: varParam(BooleanType), folderFlag: varParam(BooleanType) },
      OSErrType,
      (mac, { fileFSSpec, aliasFileFlag, folderFlag }) => {
        const { entry } = placeOf(mac, fileFSSpec)
        if (entry === undefined) fail('fnfErr')
        aliasFileFlag.value = isAliasFile(entry)
        folderFlag.value = entry?.kind === 'folder'
      },
    ),
    MatchAlias: toolbox(
      {
        fromFile: FSSpecParam,
        rulesMask: UInt32,
        alias: HandleType,
        aliasCount: varParam(SInt16),
        aliasList: PtrType,
        needsUpdate: varParam(BooleanType),
        aliasFilter: PtrType,
        yourDataPtr: PtrType,
      },
      OSErrType,
      (mac, { fromFile, alias, aliasCount, aliasList, needsUpdate }) => {
        const wanted = aliasCount.value
        aliasCount.value = 0
        needsUpdate.value = false
        if (wanted < mostMatches) return
        const { place, wasChanged } = resolveAlias(
          mac.fileManager.volumes,
          readAlias(mac, alias),
          fromPlace(mac, fromFile),
        )
        if (place.entry === undefined) fail('fnfErr')
        fillSpec(FSSpec.at(mac.memory, aliasList), place)
        aliasCount.value = mostMatches
        needsUpdate.value = wasChanged
      },
      { partial: 'finds the best match; rules and filter are not asked' },
    ),
    /** -3 the zone, -2 the server, -1 the volume, 0 the target, then its folder and those above it. */
    GetAliasInfo: toolbox(
      { alias: HandleType, index: SInt16, theString: varParam(pascalField(63)) },
      OSErrType,
      (mac, { alias: handle, index, theString }) => {
        const alias = readAlias(mac, handle)
        if (index < -3) fail('paramErr')
        if (index === -1) theString.value = alias.volumeName
        else if (index === 0) theString.value = alias.name
        else if (index < 0) theString.value = ''
        else theString.value = alias.path?.split(':').at(-1 - index) ?? (index === 1 ? (alias.parentName ?? '') : '')
      },
    ),
  },
}

function pathText({ memory }: Mac, address: number, length: number): string {
  return decodeMacRoman(memory.read(address, length))
}
