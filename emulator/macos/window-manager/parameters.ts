/** Parameters that stand for windows. */

import type { Mac } from '../mac.ts'
import { hex, type MacType, PtrType } from '../types.ts'
import type { Window } from './records.ts'
import { isListed, windowAt } from './window-list.ts'

/** A WindowPtr; what it points to is looked at only when it is in the window list. */
export const WindowPtrType: MacType<number> = {
  ...PtrType,
  name: 'WindowPtr',
  show: (value: number) => (value === 0 ? 'nil' : `window ${hex(value)}`),
} as unknown as MacType<number>

/** Does something to a window; nothing where a program passes what is none. */
export function withWindow<T>(mac: Mac, address: number, act: (window: Window) => T, otherwise: T): T
export function withWindow(mac: Mac, address: number, act: (window: Window) => void): void
export function withWindow<T>(mac: Mac, address: number, act: (window: Window) => T, otherwise?: T): T | undefined {
  return isListed(mac, address) ? act(windowAt(mac, address)) : otherwise
}
