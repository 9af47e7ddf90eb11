/** TextEdit's calls for records whose text has styles (Inside Macintosh: Text, chapter 2). */

import { RectType } from '../quickdraw/geometry.ts'
import { procedure, type Service, toolbox } from '../service.ts'
import { pointerTo } from '../struct.ts'
import { BooleanType, byReference, HandleType, nil, PtrType, SInt16, SInt32, varParam } from '../types.ts'
import { insertText } from './editing.ts'
import { newStyledRecord } from './lifetime.ts'
import { bytesAt, recordOf } from './parameters.ts'
import { STYLE_HANDLE, TextStyle } from './records.ts'
import { pasteStyledText } from './scrap.ts'
import { styleAt } from './style-runs.ts'
import { readStyleScrap, writeStyleScrap } from './style-store.ts'
import { continuousStyle, replaceStyle, setStyle, storeStyle, styleFrom, stylesBetween, useStyles } from './styling.ts'

const rectangle = byReference(RectType)
const style = pointerTo(TextStyle)

const styleNew: Service = toolbox(
  { destRect: rectangle, viewRect: rectangle },
  HandleType,
  (mac, { destRect, viewRect }) => newStyledRecord(mac, destRect, viewRect).handle,
)
const setStyleHandle: Service = procedure({ theHandle: HandleType, hTE: HandleType }, (mac, { theHandle, hTE }) => {
  const record = recordOf(mac, hTE)
  if (record.isStyled) mac.memory.setU32(record.address + STYLE_HANDLE, theHandle)
})
const getStyleHandle: Service = toolbox({ hTE: HandleType }, HandleType, (mac, { hTE }) => {
  const record = recordOf(mac, hTE)
  return record.isStyled ? record.styles.handle : nil
})
const styleInsert: Service = procedure(
  { text: PtrType, length: SInt32, hST: HandleType, hTE: HandleType },
  (mac, { text, length, hST, hTE }) => {
    const record = recordOf(mac, hTE)
    const styles = readStyleScrap(record, hST)
    insertText(record, bytesAt(mac, text, length), styles.length > 0 && record.isStyled ? styles : undefined)
  },
)
const stylePaste: Service = procedure({ hTE: HandleType }, (mac, { hTE }) => pasteStyledText(recordOf(mac, hTE)))
/** The selection's styles as a new scrap; nil for an insertion point or a record without styles. */
const getStyleScrap: Service = toolbox({ hTE: HandleType }, HandleType, (mac, { hTE }) => {
  const record = recordOf(mac, hTE)
  const { selStart, selEnd } = record.fields
  if (!record.isStyled || selStart === selEnd) return nil
  const scrap = mac.memoryManager.newHandle(mac.memoryManager.currentZone, 2)
  writeStyleScrap(record, scrap, stylesBetween(record, selStart, selEnd))
  return scrap
})
const useStyleScrap: Service = procedure(
  { rangeStart: SInt32, rangeEnd: SInt32, newStyles: HandleType, fRedraw: BooleanType, hTE: HandleType },
  (mac, { rangeStart, rangeEnd, newStyles, fRedraw, hTE }) => {
    const record = recordOf(mac, hTE)
    if (record.isStyled) useStyles(record, rangeStart, rangeEnd, readStyleScrap(record, newStyles), fRedraw)
  },
)
const numStyles: Service = toolbox(
  { rangeStart: SInt32, rangeEnd: SInt32, hTE: HandleType },
  SInt32,
  (mac, { rangeStart, rangeEnd, hTE }) => {
    const record = recordOf(mac, hTE)
    return record.isStyled ? stylesBetween(record, rangeStart, rangeEnd).length : 0
  },
)

export const styledServices: Record<string, Service> = {
  TEStyleNew: styleNew,
  TEStylNew: styleNew,
  TESetStyleHandle: setStyleHandle,
  SetStyleHandle: setStyleHandle,
  SetStylHandle: setStyleHandle,
  TEGetStyleHandle: getStyleHandle,
  GetStyleHandle: getStyleHandle,
  GetStylHandle: getStyleHandle,
  TEGetStyle: procedure(
    { offset: SInt16, theStyle: style, lineHeight: varParam(SInt16), fontAscent: varParam(SInt16), hTE: HandleType },
    (mac, { offset, theStyle, lineHeight, fontAscent, hTE }) => {
      const record = recordOf(mac, hTE)
      const found = styleAt(record.runs, Math.max(0, Math.min(offset, record.fields.teLength)))
      storeStyle(theStyle, found)
      const { height, ascent } = record.metricsOf(found)
      lineHeight.value = height
      fontAscent.value = ascent
    },
  ),
  TESetStyle: procedure(
    { mode: SInt16, newStyle: style, fRedraw: BooleanType, hTE: HandleType },
    (mac, { mode, newStyle, fRedraw, hTE }) => {
      const record = recordOf(mac, hTE)
      if (record.isStyled) setStyle(record, mode, styleFrom(newStyle), fRedraw)
    },
  ),
  TEReplaceStyle: procedure(
    { mode: SInt16, oldStyle: style, newStyle: style, fRedraw: BooleanType, hTE: HandleType },
    (mac, { mode, oldStyle, newStyle, fRedraw, hTE }) => {
      const record = recordOf(mac, hTE)
      if (!record.isStyled) return
      replaceStyle(record, mode, { old: styleFrom(oldStyle), wanted: styleFrom(newStyle) }, fRedraw)
    },
  ),
  TEContinuousStyle: toolbox(
    { mode: varParam(SInt16), aStyle: style, hTE: HandleType },
    BooleanType,
    (mac, { mode, aStyle, hTE }) => {
      const record = recordOf(mac, hTE)
      const asked = mode.value
      const found = continuousStyle(record, asked, aStyle)
      mode.value = found
      return found === asked
    },
  ),
  TEStyleInsert: styleInsert,
  TEStylInsert: styleInsert,
  TEStylePaste: stylePaste,
  TEStylPaste: stylePaste,
  TEGetStyleScrapHandle: getStyleScrap,
  GetStyleScrap: getStyleScrap,
  GetStylScrap: getStyleScrap,
  TEUseStyleScrap: useStyleScrap,
  SetStyleScrap: useStyleScrap,
  SetStylScrap: useStyleScrap,
  TENumStyles: numStyles,
  NumStyles: numStyles,
}
