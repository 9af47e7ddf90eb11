/** Result codes by their names (Universal Interfaces, MacErrors.h), for services to return and traces to show. */

const codes = {
  noErr: [0, 'no error'],
  qErr: [-1, 'element is not in the queue'],
  vTypErr: [-2, 'queue element is of another type'],
  nmTypErr: [-299, 'queue element is not a notification'],
  slotNumErr: [-360, 'no such slot'],
  dirFulErr: [-33, 'directory full'],
  dskFulErr: [-34, 'disk full'],
  nsvErr: [-35, 'no such volume'],
  ioErr: [-36, 'I/O error'],
  bdNamErr: [-37, 'bad file name'],
  fnOpnErr: [-38, 'file not open'],
  eofErr: [-39, 'end of file'],
  posErr: [-40, 'position before the start of the file'],
  mFulErr: [-41, 'memory full'],
  tmfoErr: [-42, 'too many files open'],
  fnfErr: [-43, 'file not found'],
  wPrErr: [-44, 'disk is write-protected'],
  fLckdErr: [-45, 'file is locked'],
  vLckdErr: [-46, 'volume is locked'],
  fBsyErr: [-47, 'file is busy'],
  dupFNErr: [-48, 'duplicate file name'],
  opWrErr: [-49, 'file already open with write permission'],
  paramErr: [-50, 'error in parameter list'],
  rfNumErr: [-51, 'reference number invalid'],
  gfpErr: [-52, 'get file position error'],
  volOffLinErr: [-53, 'volume is off line'],
  permErr: [-54, 'permission error'],
  volOnLinErr: [-55, 'volume already on line'],
  nsDrvErr: [-56, 'no such drive'],
  noMacDskErr: [-57, 'not a Macintosh disk'],
  extFSErr: [-58, 'volume belongs to an external file system'],
  fsRnErr: [-59, 'rename failed halfway'],
  badMDBErr: [-60, 'bad master directory block'],
  wrPermErr: [-61, 'write permission error'],
  memROZErr: [-99, 'heap zone is read-only'],
  noScrapErr: [-100, 'no scrap'],
  noTypeErr: [-102, 'no data of that type in the scrap'],
  memFullErr: [-108, 'not enough memory in the heap zone'],
  nilHandleErr: [-109, 'nil master pointer'],
  memAdrErr: [-110, 'address is odd or out of range'],
  memWZErr: [-111, 'operation on a free block'],
  memPurErr: [-112, 'block is locked'],
  memAZErr: [-113, 'address in zone check failed'],
  memPCErr: [-114, 'pointer check failed'],
  memBCErr: [-115, 'block check failed'],
  memSCErr: [-116, 'size check failed'],
  memLockedErr: [-117, 'block is locked'],
  dirNFErr: [-120, 'directory not found'],
  tmwdoErr: [-121, 'too many working directories'],
  badMovErr: [-122, 'move into offspring'],
  wrgVolTypErr: [-123, 'not an HFS volume'],
  fidNotFound: [-1300, 'no file ID for this file'],
  fidExists: [-1301, 'file has an ID already'],
  notAFileErr: [-1302, 'item is a folder'],
  catChangedErr: [-1304, 'catalog has changed'],
  desktopDamagedErr: [-1305, 'desktop database is damaged'],
  volGoneErr: [-124, 'server volume has been disconnected'],
  diffVolErr: [-1303, 'files on different volumes'],
  afpItemNotFound: [-5012, 'item not found'],
  afpNoMoreLocks: [-5015, 'no more ranges can be locked'],
  afpRangeNotLocked: [-5020, 'range is not locked'],
  afpRangeOverlap: [-5021, 'part of the range is locked already'],
  sameFileErr: [-1306, 'source and destination are the same'],
  usrCanceledErr: [-128, 'the user cancelled'],
  resNotFound: [-192, 'resource not found'],
  resFNotFound: [-193, 'resource file not found'],
  addResFailed: [-194, 'resource not added'],
  rmvResFailed: [-196, 'resource not removed'],
  resAttrErr: [-198, 'resource attribute inconsistent'],
  CantDecompress: [-186, 'resource is compressed, which only Apple’s own software reads'],
  resourceInMemory: [-188, 'resource is already in memory'],
  writingPastEnd: [-189, 'wrote past the end of the resource'],
  inputOutOfBounds: [-190, 'offset or count out of bounds'],
  mapReadErr: [-199, 'resource map is damaged'],
  noMaskFoundErr: [-1000, 'the icon has no mask'],
  rgnTooBigErr: [-500, 'region is too big or too complex'],
  pixMapTooDeepErr: [-148, 'pixel map is deeper than one bit'],
  cMatchErr: [-150, 'no colour of the table matches'],
  cTempMemErr: [-151, 'not enough memory for temporary structures'],
  cNoMemErr: [-152, 'not enough memory for the structure'],
  cRangeErr: [-153, 'range error in a colour table request'],
  cProtectErr: [-154, 'colour table entry is protected'],
  cDevErr: [-155, 'invalid type of graphics device'],
  cResErr: [-156, 'invalid resolution for an inverse table'],
  cDepthErr: [-157, 'invalid pixel depth'],
  rgnOverflowErr: [-147, 'region accumulation failed'],
  kTextUnsupportedEncodingErr: [-8738, 'the text encoding is not supported'],
  kTextMalformedInputErr: [-8739, 'the text is not in its encoding'],
  kTECCorruptConverterErr: [-8748, 'this is not a text converter'],
  kTECNoConversionPathErr: [-8749, 'there is no way between the encodings'],
  kTECPartialCharErr: [-8753, 'the text ends within a character'],
  kTECUnmappableElementErr: [-8754, 'the encoding lacks a character'],
  kTECUsedFallbacksStatus: [-8783, 'characters were replaced'],
  kTECOutputBufferFullStatus: [-8785, 'the output buffer is full'],
  kFMInvalidFontErr: [-982, 'no such font'],
  queueFull: [-203, 'the channel has no room for the command'],
  resProblem: [-204, 'sound resource could not be loaded'],
  badChannel: [-205, 'no such sound channel'],
  badFormat: [-206, 'sound resource is damaged'],
  siNoSoundInHardware: [-220, 'no sound input'],
  procNotFound: [-600, 'no such process'],
  connectionInvalid: [-609, 'connection is invalid'],
  noOutstandingHLE: [-607, 'no such high-level event is outstanding'],
  errAECoercionFail: [-1700, 'data could not be coerced to the requested type'],
  errAEDescNotFound: [-1701, 'descriptor not found'],
  errAECorruptData: [-1702, 'data of an Apple event is damaged'],
  errAEWrongDataType: [-1703, 'descriptor has the wrong type'],
  errAENotAEDesc: [-1704, 'not a descriptor'],
  errAEBadListItem: [-1705, 'list item is bad'],
  errAENotAppleEvent: [-1707, 'not an Apple event'],
  errAEEventNotHandled: [-1708, 'Apple event was not handled'],
  errAEUnknownSendMode: [-1710, 'unknown mode of sending'],
  errAENotASpecialFunction: [-1714, 'no such special function'],
  errAEParamMissed: [-1715, 'a required parameter was not looked at'],
  errAEUnknownAddressType: [-1716, 'unknown type of address'],
  errAEHandlerNotFound: [-1717, 'no such handler'],
  errAEIllegalIndex: [-1719, 'index out of range'],
  memFragErr: [-601, 'memory is too fragmented for the partition'],
  appModeErr: [-602, 'application is 24-bit only'],
  appMemFullErr: [-605, 'not enough memory for the partition'],
  threadTooManyReqsErr: [-617, 'no thread of the pool fits'],
  threadNotFoundErr: [-618, 'no such thread'],
  threadProtocolErr: [-619, 'a thread may not do that now'],
  cfragNoLibraryErr: [-2804, 'no such import library'],
  cfragNoIDsErr: [-2811, 'no more fragments can be kept track of'],
  cfragImportTooOldErr: [-2813, 'import library is too old'],
  cfragImportTooNewErr: [-2814, 'import library is too new'],
  cfragFragmentCorruptErr: [-2820, 'fragment container is damaged'],
  cfragInitFunctionErr: [-2821, 'initialization routine failed'],
  cfragArchitectureErr: [-2823, 'fragment is for another processor'],
  cfragNoSymbolErr: [-2802, 'no such symbol'],
  cfragConnectionIDErr: [-2801, 'no such connection'],
  cfragUnresolvedErr: [-2807, 'an import was not resolved'],
  cfragNoPrivateMemErr: [-2809, 'not enough memory for the fragment'],
  cfragFragmentFormatErr: [-2806, 'fragment container is unknown'],
  gestaltUnknownErr: [-5550, 'Gestalt does not know the answer'],
  gestaltUndefSelectorErr: [-5551, 'undefined Gestalt selector'],
  gestaltDupSelectorErr: [-5552, 'the Gestalt selector is defined already'],
  gestaltLocationErr: [-5553, 'the Gestalt function is not in the system heap'],
} as const satisfies Record<string, readonly [number, string]>

export type ErrorName = keyof typeof codes

export const errorCode: Readonly<Record<ErrorName, number>> = Object.fromEntries(
  Object.entries(codes).map(([name, [code]]) => [name, code]),
) as Record<ErrorName, number>

const byCode = new Map<number, [name: string, meaning: string]>(
  Object.entries(codes).map(([name, [code, meaning]]) => [code, [name, meaning]]),
)

/** `fnfErr (-43)`; the bare number where Bondi has no name for it. */
export function nameOfError(code: number): string {
  const known = byCode.get(code)
  return known === undefined ? String(code) : code === 0 ? known[0] : `${known[0]} (${code})`
}

export function meaningOfError(code: number): string {
  return byCode.get(code)?.[1] ?? `result code ${code}`
}

/** Thrown by a service: the call returns this result code. */
export class MacError extends Error {
  readonly code: number

  constructor(name: ErrorName, code = errorCode[name]) {
    super(name)
    this.name = 'MacError'
    this.code = code
  }

  /** For a result code that a program's own procedure returned. */
  static ofCode(code: number): MacError {
    return new MacError('noErr', code)
  }
}

export function fail(name: ErrorName): never {
  throw new MacError(name)
}
