/** What the Dialog Manager keeps besides dialog records (Inside Macintosh: Macintosh Toolbox Essentials, chapter 6). */

export class DialogManager {
  /** What ^0 to ^3 stand for in static text. */
  parameters: readonly string[] = ['', '', '', '']
  /** Items that Escape and Command-period press, by dialog. */
  readonly cancelItems = new Map<number, number>()
  /** The font of the dialogs to be made. */
  font = 0
  /** The alert that came last, and how many times in a row. */
  lastAlert = -1
  alertStage = 0
}
