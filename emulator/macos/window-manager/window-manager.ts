/**
 * What the Window Manager keeps besides window records and low memory (Inside Macintosh: Macintosh Toolbox Essentials, chapter 4), which have the list of
 * windows, their regions and the events to come.
 */

export class WindowManager {
  /** The system's colour port for drawing anywhere; 0 until it is needed. */
  overlayPort = 0
  /** The numbers of the system's definition functions by their handles. */
  readonly systemDefinitions = new Map<number, number>()
  /**
   * The variations of windows and controls, by a window's address or a control's handle: with addresses of 32 bits there is no room for
   * them beside the definition function's handle in the record.
   */
  readonly variations = new Map<number, number>()
  /** The addresses of windows that are rolled up to their title bars. */
  readonly collapsed = new Set<number>()
  /** Whether InitWindows has been called. */
  isInitialized = false
}
