/** What a user does, given as data beforehand: so a run with a user in it is the same every time. */

import type { Point } from '../quickdraw/geometry.ts'

export type UserAction =
  /** Keys, one after the other. Modifiers are bits of an event record's. */
  | { readonly kind: 'type'; readonly text: string; readonly modifiers?: number }
  /** A key by its virtual code, such as an arrow. */
  | { readonly kind: 'key'; readonly key: number; readonly character: number; readonly modifiers?: number }
  | { readonly kind: 'click'; readonly where: Point; readonly modifiers?: number; readonly count?: number }
  /** The button goes down at one place and up at another. */
  | { readonly kind: 'drag'; readonly from: Point; readonly to: Point; readonly modifiers?: number }
  | { readonly kind: 'move'; readonly where: Point }
  /** A menu and an item of it, by their titles. */
  | { readonly kind: 'menu'; readonly menu: string; readonly item: string }
  /** Tells the host, which may take a picture of the screen; what for is its own affair. */
  | { readonly kind: 'tell'; readonly what: string; readonly name: string }
  /** The answer to the next Standard File dialog: a path, or nothing to cancel it. */
  | { readonly kind: 'answer-file'; readonly path: string | undefined }
  /** Documents are dropped on the application: a path each. */
  | { readonly kind: 'open'; readonly paths: readonly string[] }
  /** The Finder asks the application to quit. */
  | { readonly kind: 'quit' }

export interface UserStep {
  /** Virtual seconds since launch; without it, when the program waits and has had everything before. */
  readonly at?: number
  readonly action: UserAction
}
