/** Four-character codes of AEDataModel.h, AppleEvents.h and AERegistry.h. */

import { type FourCharCode, fourCharCode } from '../types.ts'

const coded = <K extends string>(names: Readonly<Record<K, string>>): Readonly<Record<K, FourCharCode>> =>
  Object.fromEntries(Object.entries<string>(names).map(([name, code]) => [name, fourCharCode(code)])) as Record<
    K,
    FourCharCode
  >

export const descTypes = coded({
  typeNull: 'null',
  typeWildCard: '****',
  typeBoolean: 'bool',
  typeTrue: 'true',
  typeFalse: 'fals',
  typeChar: 'TEXT',
  typeShortInteger: 'shor',
  typeLongInteger: 'long',
  typeMagnitude: 'magn',
  typeShortFloat: 'sing',
  typeLongFloat: 'doub',
  typeFixed: 'fixd',
  typeEnumerated: 'enum',
  typeType: 'type',
  typeKeyword: 'keyw',
  typeProperty: 'prop',
  typeApplSignature: 'sign',
  typeProcessSerialNumber: 'psn ',
  typeAlias: 'alis',
  typeFSS: 'fss ',
  typeAEList: 'list',
  typeAERecord: 'reco',
  typeAppleEvent: 'aevt',
})

export const keywords = coded({
  keyDirectObject: '----',
  keyErrorNumber: 'errn',
  keyEventClassAttr: 'evcl',
  keyEventIDAttr: 'evid',
  keyTransactionIDAttr: 'tran',
  keyReturnIDAttr: 'rtid',
  keyAddressAttr: 'addr',
  keyOriginalAddressAttr: 'from',
  keyEventSourceAttr: 'esrc',
  keyTimeoutAttr: 'timo',
  keyInteractLevelAttr: 'inte',
  keyMissedKeywordAttr: 'miss',
  keyOptionalKeywordAttr: 'optk',
  keyPreDispatch: 'phac',
  keySelectProc: 'selh',
})

export const events = coded({
  kCoreEventClass: 'aevt',
  kAEOpenApplication: 'oapp',
  kAEOpenDocuments: 'odoc',
  kAEQuitApplication: 'quit',
  kAEAnswer: 'ansr',
})

/** Values of keyEventSourceAttr. */
export const eventSources = { kAEDirectCall: 1, kAELocalProcess: 3 } as const
