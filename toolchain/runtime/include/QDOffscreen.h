/* Offscreen graphics worlds: Inside Macintosh: Imaging With QuickDraw, chapter 6. */
#ifndef __QDOFFSCREEN__
#define __QDOFFSCREEN__

#include "Quickdraw.h"

enum {
    pixPurgeBit = 0,
    noNewDeviceBit = 1,
    useTempMemBit = 2,
    keepLocalBit = 3,
    pixelsPurgeableBit = 6,
    pixelsLockedBit = 7,
    mapPixBit = 16,
    newDepthBit = 17,
    alignPixBit = 18,
    newRowBytesBit = 19,
    reallocPixBit = 20,
    clipPixBit = 28,
    stretchPixBit = 29,
    ditherPixBit = 30,
    gwFlagErrBit = 31
};
enum {
    pixPurge = 1L << pixPurgeBit,
    noNewDevice = 1L << noNewDeviceBit,
    useTempMem = 1L << useTempMemBit,
    keepLocal = 1L << keepLocalBit,
    pixelsPurgeable = 1L << pixelsPurgeableBit,
    pixelsLocked = 1L << pixelsLockedBit,
    mapPix = 1L << mapPixBit,
    newDepth = 1L << newDepthBit,
    alignPix = 1L << alignPixBit,
    newRowBytes = 1L << newRowBytesBit,
    reallocPix = 1L << reallocPixBit,
    clipPix = 1L << clipPixBit,
    stretchPix = 1L << stretchPixBit,
    ditherPix = 1L << ditherPixBit,
    gwFlagErr = 1L << gwFlagErrBit
};
typedef unsigned long GWorldFlags;
typedef CGrafPtr GWorldPtr;
typedef short QDErr;

BEGIN_MAC_DECLARATIONS
QDErr NewGWorld(GWorldPtr *offscreenGWorld, short pixelDepth, const Rect *boundsRect, CTabHandle cTable, GDHandle aGDevice,
                GWorldFlags flags);
void DisposeGWorld(GWorldPtr offscreenGWorld);
GWorldFlags UpdateGWorld(GWorldPtr *offscreenGWorld, short pixelDepth, const Rect *boundsRect, CTabHandle cTable,
                         GDHandle aGDevice, GWorldFlags flags);
void GetGWorld(CGrafPtr *port, GDHandle *gdh);
void SetGWorld(CGrafPtr port, GDHandle gdh);
PixMapHandle GetGWorldPixMap(GWorldPtr offscreenGWorld);
GDHandle GetGWorldDevice(GWorldPtr offscreenGWorld);
Boolean LockPixels(PixMapHandle pm);
void UnlockPixels(PixMapHandle pm);
void AllowPurgePixels(PixMapHandle pm);
void NoPurgePixels(PixMapHandle pm);
GWorldFlags GetPixelsState(PixMapHandle pm);
void SetPixelsState(PixMapHandle pm, GWorldFlags state);
Ptr GetPixBaseAddr(PixMapHandle pm);
Boolean PixMap32Bit(PixMapHandle pmHandle);
QDErr NewScreenBuffer(const Rect *globalRect, Boolean purgeable, GDHandle *gdh, PixMapHandle *offscreenPixMap);
QDErr NewTempScreenBuffer(const Rect *globalRect, Boolean purgeable, GDHandle *gdh, PixMapHandle *offscreenPixMap);
void DisposeScreenBuffer(PixMapHandle offscreenPixMap);
long OffscreenVersion(void);
Boolean QDDone(GrafPtr port);
void CTabChanged(CTabHandle ctab);
void PixPatChanged(PixPatHandle ppat);
void PortChanged(GrafPtr port);
void GDeviceChanged(GDHandle gdh);
END_MAC_DECLARATIONS

#endif
