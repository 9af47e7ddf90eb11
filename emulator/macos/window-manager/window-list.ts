/** The list of windows, from front to back, in low memory and in the records (Inside Macintosh: Macintosh Toolbox Essentials, chapter 4). */

import type { LowMemoryName } from '../low-memory/globals.ts'
import type { Mac } from '../mac.ts'
import type { Port } from '../quickdraw/port.ts'
import { Region } from '../quickdraw/region.ts'
import { asPtr } from '../types.ts'
import { type Window, WindowRecord } from './records.ts'

/** A list that a program has tied into a ring ends. */
const MOST_WINDOWS = 1000

export const windowAt = (mac: Mac, address: number): Window => WindowRecord.at(mac.memory, address)
export const portOf = (mac: Mac, window: Window): Port => mac.quickDraw.port(window.address)

export function windowList(mac: Mac): Window[] {
  const list: Window[] = []
  let address: number = mac.lowMemory.get('WindowList')
  while (address !== 0 && list.length < MOST_WINDOWS) {
    const window = windowAt(mac, address)
    list.push(window)
    address = window.nextWindow
  }
  return list
}

export const isListed = (mac: Mac, address: number): boolean =>
  address !== 0 && windowList(mac).some((window) => window.address === address)

export const frontWindow = (mac: Mac): Window | undefined => windowList(mac).find(({ visible }) => visible)

export function relink(mac: Mac, windows: readonly Window[]): void {
  mac.lowMemory.set('WindowList', asPtr(windows[0]?.address ?? 0))
  windows.forEach((window, index) => {
    window.nextWindow = asPtr(windows[index + 1]?.address ?? 0)
  })
}

/** -1 stands for the front of the list, 0 for its end; else for the place after a window. */
export const IN_FRONT = 0xffffffff

export function insert(mac: Mac, window: Window, behind: number): void {
  const others = windowList(mac).filter(({ address }) => address !== window.address)
  const after = others.findIndex(({ address }) => address === behind)
  const at = behind >>> 0 === IN_FRONT ? 0 : after < 0 ? others.length : after + 1
  relink(mac, [...others.slice(0, at), window, ...others.slice(at)])
}

export const remove = (mac: Mac, window: Window): void =>
  relink(
    mac,
    windowList(mac).filter(({ address }) => address !== window.address),
  )

export const regionOf = (mac: Mac, handle: number): Region => mac.quickDraw.region(handle)
export const structure = (mac: Mac, { strucRgn }: Window): Region => regionOf(mac, strucRgn)
export const content = (mac: Mac, { contRgn }: Window): Region => regionOf(mac, contRgn)

/** The desktop: all that windows may cover. */
export function desktop(mac: Mac): Region {
  const handle = mac.lowMemory.get('GrayRgn')
  return handle === 0 ? Region.fromRect(mac.quickDraw.screen.bounds) : regionOf(mac, handle)
}

/** What can be seen of each visible window, from front to back, and of the desktop, in global coordinates. */
export interface Visibility {
  readonly structures: ReadonlyMap<number, Region>
  readonly contents: ReadonlyMap<number, Region>
  readonly desktop: Region
}

export function visibility(mac: Mac): Visibility {
  const structures = new Map<number, Region>()
  const contents = new Map<number, Region>()
  let free = desktop(mac)
  for (const window of windowList(mac)) {
    if (!window.visible) continue
    structures.set(window.address, free.intersect(structure(mac, window)))
    contents.set(window.address, free.intersect(content(mac, window)))
    free = free.subtract(structure(mac, window))
  }
  return { structures, contents, desktop: free }
}

/** Gives every window's visRgn what can be seen of its content. */
export function setVisRgns(mac: Mac, { contents }: Visibility): void {
  for (const window of windowList(mac)) setVisRgn(mac, window, contents.get(window.address) ?? Region.empty)
}

export function setVisRgn(mac: Mac, window: Window, seen: Region): void {
  const { dh, dv } = portOf(mac, window).toGlobal
  mac.quickDraw.setRegion(window.visRgn, seen.offset(-dh, -dv))
}

export const lowMemoryWindow = (mac: Mac, name: LowMemoryName & ('CurActivate' | 'CurDeactive')): number =>
  mac.lowMemory.get(name)
