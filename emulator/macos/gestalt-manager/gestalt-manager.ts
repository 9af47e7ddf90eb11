/** Gestalt Manager: what programs define besides the system's own answers (Inside Macintosh: Operating System Utilities, chapter 1). */

/** Either a selector function of the program's, or a value (Gestalt.h, "Gestalt value"). */
export type Definition = { readonly selectorFunction: number } | { readonly value: number }

export class GestaltManager {
  /** By selector; they take the place of the system's own. */
  readonly definitions = new Map<string, Definition>()
}
