/** Fonts.h. */

import { fail } from '../errors.ts'
import { PointType, RectType, rect } from '../quickdraw/geometry.ts'
import { storeFontInfo } from '../quickdraw/text-services.ts'
import { procedure, type ServiceGroup, toolbox } from '../service.ts'
import { pointerTo } from '../struct.ts'
import { BooleanType, OSErrType, PtrType, pascalField, SInt16, Str255, UInt8, varParam } from '../types.ts'
import { FMInput } from './records.ts'

const NO_OUTLINES = 'no font of the system has outlines'

export const fontManagerServices: ServiceGroup = {
  manager: 'Font Manager',
  library: 'InterfaceLib',
  book: 'Inside Macintosh: Text, chapter 4',
  services: {
    InitFonts: procedure({}, () => {}),
    GetFontName: procedure(
      { familyID: SInt16, name: varParam(pascalField(255)) },
      ({ fontManager }, { familyID, name }) => {
        name.value = fontManager.find(familyID)?.name ?? ''
      },
    ),
    GetFNum: procedure({ name: Str255, familyID: varParam(SInt16) }, ({ fontManager }, { name, familyID }) => {
      familyID.value = fontManager.named(name ?? '')?.id ?? 0
    }),
    RealFont: toolbox({ fontNum: SInt16, size: SInt16 }, BooleanType, ({ fontManager }, { fontNum, size }) =>
      fontManager.isReal(fontNum, size),
    ),
    SetFontLock: procedure({ lockFlag: BooleanType }, () => {}),
    FMSwapFont: toolbox(
      { inRec: pointerTo(FMInput) },
      PtrType,
      (mac, { inRec }) => mac.swappedFont.swap(mac, inRec) as never,
    ),
    SetFScaleDisable: procedure({ fscaleDisable: BooleanType }, ({ lowMemory }, { fscaleDisable }) => {
      lowMemory.set('FScaleDisable', fscaleDisable ? 0xff : 0)
    }),
    FontMetrics: procedure({ theMetrics: PtrType }, (mac, { theMetrics }) => mac.swappedFont.metrics(mac, theMetrics)),
    SetFractEnable: procedure({ fractEnable: BooleanType }, ({ lowMemory }, { fractEnable }) => {
      // A bitmap's widths are whole pixels with and without it.
      lowMemory.set('FractEnable', fractEnable ? 0xff : 0)
    }),
    GetDefFontSize: toolbox({}, SInt16, ({ fontManager }) => fontManager.defaultSize),
    GetSysFont: toolbox({}, SInt16, ({ lowMemory }) => lowMemory.get('SysFontFam')),
    GetAppFont: toolbox({}, SInt16, ({ lowMemory }) => lowMemory.get('ApFontID')),
    IsOutline: toolbox({ numer: PointType, denom: PointType }, BooleanType, () => false),
    SetOutlinePreferred: procedure({ outlinePreferred: BooleanType }, ({ fontManager }, { outlinePreferred }) => {
      fontManager.outlinePreferred = outlinePreferred
    }),
    GetOutlinePreferred: toolbox({}, BooleanType, ({ fontManager }) => fontManager.outlinePreferred),
    SetPreserveGlyph: procedure({ preserveGlyph: BooleanType }, ({ fontManager }, { preserveGlyph }) => {
      fontManager.preserveGlyph = preserveGlyph
    }),
    GetPreserveGlyph: toolbox({}, BooleanType, ({ fontManager }) => fontManager.preserveGlyph),
    OutlineMetrics: toolbox(
      {
        byteCount: SInt16,
        textPtr: PtrType,
        numer: PointType,
        denom: PointType,
        yMax: PtrType,
        yMin: PtrType,
        awArray: PtrType,
        lsbArray: PtrType,
        boundsArray: PtrType,
      },
      OSErrType,
      () => fail('kFMInvalidFontErr'),
      { partial: NO_OUTLINES },
    ),
    FlushFonts: toolbox({}, OSErrType, () => {}),
    SetAntiAliasedTextEnabled: toolbox(
      { iEnable: BooleanType, iMinFontSize: SInt16 },
      OSErrType,
      (_, { iEnable }) => (iEnable ? fail('paramErr') : undefined),
      { partial: 'bitmaps are drawn as they are: text cannot be smoothed' },
    ),
    IsAntiAliasedTextEnabled: toolbox({ oMinFontSize: varParam(SInt16) }, BooleanType, (_, { oMinFontSize }) => {
      if (oMinFontSize.address !== 0) oMinFontSize.value = 0
      return false
    }),
    QDTextBounds: procedure(
      { byteCount: SInt16, textAddr: PtrType, bounds: varParam(RectType) },
      (mac, { byteCount, textAddr, bounds }) => {
        const text = mac.memory.read(textAddr, Math.max(0, byteCount))
        const { left, top, right, bottom } = mac.text.bounds(mac.quickDraw.port(), text)
        bounds.value = rect(left, top, right, bottom)
      },
    ),
    FetchFontInfo: toolbox(
      { fontID: SInt16, fontSize: SInt16, fontStyle: UInt8, info: PtrType },
      OSErrType,
      (mac, { fontID, fontSize, fontStyle, info }) => {
        storeFontInfo(mac, info, mac.text.infoOf(mac.fontManager.font(fontID, fontSize, fontStyle)))
      },
    ),
  },
}
