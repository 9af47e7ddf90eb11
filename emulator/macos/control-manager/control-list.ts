/** The controls of a window, in the list that its record begins (Inside Macintosh: Macintosh Toolbox Essentials, chapter 5). */

import type { Mac } from '../mac.ts'
import type { Window } from '../window-manager/records.ts'

export function killControls(_mac: Mac, _window: Window): void {}
