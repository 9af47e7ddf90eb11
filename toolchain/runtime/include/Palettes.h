/* Palette Manager: Inside Macintosh: Advanced Color Imaging on the Mac OS, chapter 1. */
#ifndef __PALETTES__
#define __PALETTES__

#include "Quickdraw.h"

enum {
    pmCourteous = 0,
    pmTolerant = 0x0001,
    pmAnimated = 0x0002,
    pmExplicit = 0x0004,
    pmWhite = 0x0010,
    pmBlack = 0x0020
};
enum { pmNoUpdates = 0x8000, pmBkUpdates = 0xA000, pmFgUpdates = 0xC000, pmAllUpdates = 0xE000 };

#pragma pack(push, 2)
typedef struct ColorInfo {
    RGBColor ciRGB;
    short ciUsage;
    short ciTolerance;
    short ciDataFields[3];
} ColorInfo;
typedef struct Palette {
    short pmEntries;
    short pmDataFields[7];
    ColorInfo pmInfo[1];
} Palette;
#pragma pack(pop)
typedef Palette *PalettePtr, **PaletteHandle;

BEGIN_MAC_DECLARATIONS
void InitPalettes(void);
short PMgrVersion(void);
PaletteHandle NewPalette(short entries, CTabHandle srcColors, short srcUsage, short srcTolerance);
PaletteHandle GetNewPalette(short PaletteID);
void DisposePalette(PaletteHandle srcPalette);
void ActivatePalette(WindowPtr srcWindow);
void SetPalette(WindowPtr dstWindow, PaletteHandle srcPalette, Boolean cUpdates);
void NSetPalette(WindowPtr dstWindow, PaletteHandle srcPalette, short nCUpdates);
PaletteHandle GetPalette(WindowPtr srcWindow);
void SetPaletteUpdates(PaletteHandle p, short updates);
short GetPaletteUpdates(PaletteHandle p);
void PmForeColor(short dstEntry);
void PmBackColor(short dstEntry);
long Entry2Index(short entry);
void AnimateEntry(WindowPtr dstWindow, short dstEntry, const RGBColor *srcRGB);
void AnimatePalette(WindowPtr dstWindow, CTabHandle srcCTab, short srcIndex, short dstEntry, short dstLength);
void GetEntryColor(PaletteHandle srcPalette, short srcEntry, RGBColor *dstRGB);
void SetEntryColor(PaletteHandle dstPalette, short dstEntry, const RGBColor *srcRGB);
void GetEntryUsage(PaletteHandle srcPalette, short srcEntry, short *dstUsage, short *dstTolerance);
void SetEntryUsage(PaletteHandle dstPalette, short dstEntry, short srcUsage, short srcTolerance);
void CTab2Palette(CTabHandle srcCTab, PaletteHandle dstPalette, short srcUsage, short srcTolerance);
void Palette2CTab(PaletteHandle srcPalette, CTabHandle dstCTab);
void CopyPalette(PaletteHandle srcPalette, PaletteHandle dstPalette, short srcEntry, short dstEntry, short dstLength);
void ResizePalette(PaletteHandle p, short size);
void RestoreDeviceClut(GDHandle gd);
Boolean GetGray(GDHandle device, const RGBColor *backGround, RGBColor *foreGround);
END_MAC_DECLARATIONS

#endif
