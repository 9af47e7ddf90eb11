/* File Manager: Inside Macintosh: Files, chapters 1 and 2. */
#ifndef __FILES__
#define __FILES__

#include "Finder.h"
#include "MacErrors.h"
#include "MacTypes.h"

enum { fsCurPerm = 0, fsRdPerm = 1, fsWrPerm = 2, fsRdWrPerm = 3, fsRdWrShPerm = 4 };
enum { fsAtMark = 0, fsFromStart = 1, fsFromLEOF = 2, fsFromMark = 3 };
enum { fsRtParID = 1, fsRtDirID = 2 };
enum { ioDirMask = 0x10 };

typedef UniversalProcPtr IOCompletionUPP;

#pragma pack(push, 2)
typedef struct FSSpec {
    short vRefNum;
    long parID;
    Str63 name;
} FSSpec;

/* What every parameter block starts with (2-92). */
#define PARAMETER_BLOCK_HEADER \
    QElemPtr qLink;            \
    short qType;               \
    short ioTrap;              \
    Ptr ioCmdAddr;             \
    IOCompletionUPP ioCompletion; \
    volatile OSErr ioResult;   \
    StringPtr ioNamePtr;       \
    short ioVRefNum;

typedef struct IOParam {
    PARAMETER_BLOCK_HEADER
    short ioRefNum;
    SInt8 ioVersNum;
    SInt8 ioPermssn;
    Ptr ioMisc;
    Ptr ioBuffer;
    long ioReqCount;
    long ioActCount;
    short ioPosMode;
    long ioPosOffset;
} IOParam;

typedef struct FileParam {
    PARAMETER_BLOCK_HEADER
    short ioFRefNum;
    SInt8 ioFVersNum;
    SInt8 filler1;
    short ioFDirIndex;
    UInt8 ioFlAttrib;
    UInt8 ioFlVersNum;
    FInfo ioFlFndrInfo;
    UInt32 ioFlNum;
    UInt16 ioFlStBlk;
    long ioFlLgLen;
    long ioFlPyLen;
    UInt16 ioFlRStBlk;
    long ioFlRLgLen;
    long ioFlRPyLen;
    UInt32 ioFlCrDat;
    UInt32 ioFlMdDat;
} FileParam;

typedef struct VolumeParam {
    PARAMETER_BLOCK_HEADER
    long filler2;
    short ioVolIndex;
    UInt32 ioVCrDate;
    UInt32 ioVLsBkUp;
    UInt16 ioVAtrb;
    UInt16 ioVNmFls;
    UInt16 ioVDirSt;
    short ioVBlLn;
    UInt16 ioVNmAlBlks;
    long ioVAlBlkSiz;
    long ioVClpSiz;
    UInt16 ioAlBlSt;
    UInt32 ioVNxtFNum;
    UInt16 ioVFrBlk;
} VolumeParam;

typedef struct HFileParam {
    PARAMETER_BLOCK_HEADER
    short ioFRefNum;
    SInt8 ioFVersNum;
    SInt8 filler1;
    short ioFDirIndex;
    SInt8 ioFlAttrib;
    SInt8 ioFlVersNum;
    FInfo ioFlFndrInfo;
    long ioDirID;
    UInt16 ioFlStBlk;
    long ioFlLgLen;
    long ioFlPyLen;
    UInt16 ioFlRStBlk;
    long ioFlRLgLen;
    long ioFlRPyLen;
    UInt32 ioFlCrDat;
    UInt32 ioFlMdDat;
} HFileParam;

typedef struct HVolumeParam {
    PARAMETER_BLOCK_HEADER
    long filler2;
    short ioVolIndex;
    UInt32 ioVCrDate;
    UInt32 ioVLsMod;
    short ioVAtrb;
    UInt16 ioVNmFls;
    short ioVBitMap;
    short ioAllocPtr;
    UInt16 ioVNmAlBlks;
    long ioVAlBlkSiz;
    long ioVClpSiz;
    short ioAlBlSt;
    long ioVNxtCNID;
    UInt16 ioVFrBlk;
    UInt16 ioVSigWord;
    short ioVDrvInfo;
    short ioVDRefNum;
    short ioVFSID;
    UInt32 ioVBkUp;
    short ioVSeqNum;
    long ioVWrCnt;
    long ioVFilCnt;
    long ioVDirCnt;
    long ioVFndrInfo[8];
} HVolumeParam;

typedef struct HFileInfo {
    PARAMETER_BLOCK_HEADER
    short ioFRefNum;
    SInt8 ioFVersNum;
    SInt8 filler1;
    short ioFDirIndex;
    SInt8 ioFlAttrib;
    SInt8 ioACUser;
    FInfo ioFlFndrInfo;
    long ioDirID;
    UInt16 ioFlStBlk;
    long ioFlLgLen;
    long ioFlPyLen;
    UInt16 ioFlRStBlk;
    long ioFlRLgLen;
    long ioFlRPyLen;
    UInt32 ioFlCrDat;
    UInt32 ioFlMdDat;
    UInt32 ioFlBkDat;
    FXInfo ioFlXFndrInfo;
    long ioFlParID;
    long ioFlClpSiz;
} HFileInfo;

typedef struct DirInfo {
    PARAMETER_BLOCK_HEADER
    short ioFRefNum;
    SInt8 ioFVersNum;
    SInt8 filler1;
    short ioFDirIndex;
    SInt8 ioFlAttrib;
    SInt8 ioACUser;
    DInfo ioDrUsrWds;
    long ioDrDirID;
    UInt16 ioDrNmFls;
    short filler3[9];
    UInt32 ioDrCrDat;
    UInt32 ioDrMdDat;
    UInt32 ioDrBkDat;
    DXInfo ioDrFndrInfo;
    long ioDrParID;
} DirInfo;

typedef struct CMovePBRec {
    PARAMETER_BLOCK_HEADER
    long filler1;
    StringPtr ioNewName;
    long filler2;
    long ioNewDirID;
    long filler3[2];
    long ioDirID;
} CMovePBRec;

typedef struct WDPBRec {
    PARAMETER_BLOCK_HEADER
    short filler1;
    short ioWDIndex;
    long ioWDProcID;
    short ioWDVRefNum;
    short filler2[7];
    long ioWDDirID;
} WDPBRec;

typedef struct FCBPBRec {
    PARAMETER_BLOCK_HEADER
    short ioRefNum;
    short filler;
    short ioFCBIndx;
    short filler1;
    long ioFCBFlNm;
    short ioFCBFlags;
    UInt16 ioFCBStBlk;
    long ioFCBEOF;
    long ioFCBPLen;
    long ioFCBCrPs;
    short ioFCBVRefNum;
    long ioFCBClpSiz;
    long ioFCBParID;
} FCBPBRec;

typedef union ParamBlockRec {
    IOParam ioParam;
    FileParam fileParam;
    VolumeParam volumeParam;
} ParamBlockRec;
typedef union HParamBlockRec {
    IOParam ioParam;
    HFileParam fileParam;
    HVolumeParam volumeParam;
} HParamBlockRec;
typedef union CInfoPBRec {
    HFileInfo hFileInfo;
    DirInfo dirInfo;
} CInfoPBRec;
#pragma pack(pop)

typedef FSSpec *FSSpecPtr;
typedef ParamBlockRec *ParmBlkPtr;
typedef HParamBlockRec *HParmBlkPtr;
typedef CInfoPBRec *CInfoPBPtr;
typedef CMovePBRec *CMovePBPtr;
typedef WDPBRec *WDPBPtr;
typedef FCBPBRec *FCBPBPtr;

BEGIN_MAC_DECLARATIONS
OSErr FSMakeFSSpec(short vRefNum, long dirID, ConstStr255Param fileName, FSSpec *spec);
OSErr FSpOpenDF(const FSSpec *spec, SInt8 permission, short *refNum);
OSErr FSpOpenRF(const FSSpec *spec, SInt8 permission, short *refNum);
OSErr FSpCreate(const FSSpec *spec, OSType creator, OSType fileType, ScriptCode scriptTag);
OSErr FSpDirCreate(const FSSpec *spec, ScriptCode scriptTag, long *createdDirID);
OSErr FSpDelete(const FSSpec *spec);
OSErr FSpGetFInfo(const FSSpec *spec, FInfo *fndrInfo);
OSErr FSpSetFInfo(const FSSpec *spec, const FInfo *fndrInfo);
OSErr FSpSetFLock(const FSSpec *spec);
OSErr FSpRstFLock(const FSSpec *spec);
OSErr FSpRename(const FSSpec *spec, ConstStr255Param newName);
OSErr FSpCatMove(const FSSpec *source, const FSSpec *dest);
OSErr FSpExchangeFiles(const FSSpec *source, const FSSpec *dest);

OSErr HOpen(short vRefNum, long dirID, ConstStr255Param fileName, SInt8 permission, short *refNum);
OSErr HOpenDF(short vRefNum, long dirID, ConstStr255Param fileName, SInt8 permission, short *refNum);
OSErr HOpenRF(short vRefNum, long dirID, ConstStr255Param fileName, SInt8 permission, short *refNum);
OSErr HCreate(short vRefNum, long dirID, ConstStr255Param fileName, OSType creator, OSType fileType);
OSErr HDelete(short vRefNum, long dirID, ConstStr255Param fileName);
OSErr HRename(short vRefNum, long dirID, ConstStr255Param oldName, ConstStr255Param newName);
OSErr HGetFInfo(short vRefNum, long dirID, ConstStr255Param fileName, FInfo *fndrInfo);
OSErr HSetFInfo(short vRefNum, long dirID, ConstStr255Param fileName, const FInfo *fndrInfo);
OSErr HSetFLock(short vRefNum, long dirID, ConstStr255Param fileName);
OSErr HRstFLock(short vRefNum, long dirID, ConstStr255Param fileName);
OSErr HGetVol(StringPtr volName, short *vRefNum, long *dirID);
OSErr HSetVol(ConstStr255Param volName, short vRefNum, long dirID);
OSErr DirCreate(short vRefNum, long parentDirID, ConstStr255Param directoryName, long *createdDirID);
OSErr CatMove(short vRefNum, long dirID, ConstStr255Param oldName, long newDirID, ConstStr255Param newName);

OSErr FSOpen(ConstStr255Param fileName, short vRefNum, short *refNum);
OSErr OpenDF(ConstStr255Param fileName, short vRefNum, short *refNum);
OSErr OpenRF(ConstStr255Param fileName, short vRefNum, short *refNum);
OSErr Create(ConstStr255Param fileName, short vRefNum, OSType creator, OSType fileType);
OSErr FSDelete(ConstStr255Param fileName, short vRefNum);
OSErr Rename(ConstStr255Param oldName, short vRefNum, ConstStr255Param newName);
OSErr GetFInfo(ConstStr255Param fileName, short vRefNum, FInfo *fndrInfo);
OSErr SetFInfo(ConstStr255Param fileName, short vRefNum, const FInfo *fndrInfo);
OSErr SetFLock(ConstStr255Param fileName, short vRefNum);
OSErr RstFLock(ConstStr255Param fileName, short vRefNum);
OSErr FSRead(short refNum, long *count, void *buffPtr);
OSErr FSWrite(short refNum, long *count, const void *buffPtr);
OSErr FSClose(short refNum);
OSErr GetEOF(short refNum, long *logEOF);
OSErr SetEOF(short refNum, long logEOF);
OSErr GetFPos(short refNum, long *filePos);
OSErr SetFPos(short refNum, short posMode, long posOff);
OSErr Allocate(short refNum, long *count);
OSErr GetVRefNum(short fileRefNum, short *vRefNum);
OSErr GetVol(StringPtr volName, short *vRefNum);
OSErr SetVol(ConstStr255Param volName, short vRefNum);
OSErr GetVInfo(short drvNum, StringPtr volName, short *vRefNum, long *freeBytes);
OSErr FlushVol(ConstStr255Param volName, short vRefNum);
OSErr UnmountVol(ConstStr255Param volName, short vRefNum);

OSErr PBOpenSync(ParmBlkPtr paramBlock);
OSErr PBOpenDFSync(ParmBlkPtr paramBlock);
OSErr PBOpenRFSync(ParmBlkPtr paramBlock);
OSErr PBCloseSync(ParmBlkPtr paramBlock);
OSErr PBReadSync(ParmBlkPtr paramBlock);
OSErr PBWriteSync(ParmBlkPtr paramBlock);
OSErr PBGetEOFSync(ParmBlkPtr paramBlock);
OSErr PBSetEOFSync(ParmBlkPtr paramBlock);
OSErr PBGetFPosSync(ParmBlkPtr paramBlock);
OSErr PBSetFPosSync(ParmBlkPtr paramBlock);
OSErr PBFlushFileSync(ParmBlkPtr paramBlock);
OSErr PBFlushVolSync(ParmBlkPtr paramBlock);
OSErr PBHOpenSync(HParmBlkPtr paramBlock);
OSErr PBHOpenDFSync(HParmBlkPtr paramBlock);
OSErr PBHOpenRFSync(HParmBlkPtr paramBlock);
OSErr PBHCreateSync(HParmBlkPtr paramBlock);
OSErr PBHDeleteSync(HParmBlkPtr paramBlock);
OSErr PBHRenameSync(HParmBlkPtr paramBlock);
OSErr PBHGetFInfoSync(HParmBlkPtr paramBlock);
OSErr PBHSetFInfoSync(HParmBlkPtr paramBlock);
OSErr PBHSetFLockSync(HParmBlkPtr paramBlock);
OSErr PBHRstFLockSync(HParmBlkPtr paramBlock);
OSErr PBHGetVInfoSync(HParmBlkPtr paramBlock);
OSErr PBDirCreateSync(HParmBlkPtr paramBlock);
OSErr PBHGetVolSync(WDPBPtr paramBlock);
OSErr PBHSetVolSync(WDPBPtr paramBlock);
OSErr PBGetCatInfoSync(CInfoPBPtr paramBlock);
OSErr PBSetCatInfoSync(CInfoPBPtr paramBlock);
OSErr PBCatMoveSync(CMovePBPtr paramBlock);
OSErr PBGetFCBInfoSync(FCBPBPtr paramBlock);
END_MAC_DECLARATIONS

#endif
