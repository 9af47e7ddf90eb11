/** The events that the Finder sends: open the application, open documents, quit (Inside Macintosh: Interapplication Communication, chapters 3 to 5). */

import { BondiError } from '../../errors.ts'
import { encodeAlias } from '../alias-manager/alias-record.ts'
import { makeAlias } from '../alias-manager/aliases.ts'
import type { UserAction } from '../event-manager/user-script.ts'
import type { Mac } from '../mac.ts'
import { placeOfAnswer } from '../standard-file/standard-file.ts'
import type { FourCharCode } from '../types.ts'
import type { PendingEvent } from './apple-event-manager.ts'
import { descTypes, events, keywords } from './codes.ts'
import { type Descriptor, list } from './descriptor.ts'

/** Of the flags of a SIZE resource. */
const IS_HIGH_LEVEL_EVENT_AWARE = 0x0040

const isAware = ({ processManager }: Mac): boolean =>
  ((processManager.current?.mode ?? 0) & IS_HIGH_LEVEL_EVENT_AWARE) !== 0

function post(mac: Mac, eventId: FourCharCode, parameters: PendingEvent['parameters'] = []): void {
  const eventClass = events.kCoreEventClass
  mac.appleEvents.pending.push({ eventClass, eventId, parameters })
  mac.eventManager.postHighLevel(eventClass, { v: (eventId >> 16) & 0xffff, h: eventId & 0xffff })
}

/** What an application that knows of Apple events gets first. */
export function sendOpenApplication(mac: Mac): void {
  if (isAware(mac)) post(mac, events.kAEOpenApplication)
}

function documentAlias({ fileManager, lowMemory }: Mac, path: string): Descriptor {
  const place = placeOfAnswer(fileManager, lowMemory, path)
  if (place.entry === undefined) {
    throw new BondiError('no-such-document', `there is no document "${path}" to open`)
  }
  return {
    type: descTypes.typeAlias,
    data: encodeAlias(makeAlias({ ...place, entry: place.entry }, undefined, false)),
  }
}

/** Does what a script's `open` and `quit` say. */
export function performFinderAction(mac: Mac, action: UserAction): void {
  if (action.kind !== 'open' && action.kind !== 'quit') return
  if (!isAware(mac)) {
    const { name = 'the application' } = mac.processManager.current ?? {}
    throw new BondiError(
      'not-high-level-event-aware',
      `the Finder cannot tell "${name}" to ${action.kind === 'open' ? 'open a document' : 'quit'}: its 'SIZE' resource says that it knows no high-level events`,
      action.kind === 'open'
        ? 'Choose the document in the application’s own Open dialog.'
        : 'Choose Quit in the application’s File menu.',
    )
  }
  if (action.kind === 'quit') {
    post(mac, events.kAEQuitApplication)
  } else {
    const aliases = action.paths.map((path) => documentAlias(mac, path))
    post(mac, events.kAEOpenDocuments, [[keywords.keyDirectObject, list(aliases)]])
  }
}
