/* File Manager: Inside Macintosh: Files, chapters 1 and 2. */
#ifndef __FILES__
#define __FILES__

#include "Finder.h"
#include "MacErrors.h"
#include "MacTypes.h"

enum { fsCurPerm = 0, fsRdPerm = 1, fsWrPerm = 2, fsRdWrPerm = 3, fsRdWrShPerm = 4 };
enum { fsAtMark = 0, fsFromStart = 1, fsFromLEOF = 2, fsFromMark = 3 };
enum { fsRtParID = 1, fsRtDirID = 2 };
enum { ioDirMask = 0x10, ioDirFlg = 4 };
enum { rdVerify = 64 };
/* Bits of vMAttrib (2-148). */
enum { bHasBTreeMgr = 5, bHasFileIDs = 6, bHasCatSearch = 7, bHasDesktopMgr = 12, bHasMoveRename = 13, bHasCopyFile = 14, bHasOpenDeny = 15 };
/* Bits of ioSearchBits (2-41). */
enum {
    fsSBPartialName = 1,
    fsSBFullName = 2,
    fsSBFlAttrib = 4,
    fsSBFlFndrInfo = 8,
    fsSBDrNmFls = 16,
    fsSBFlLgLen = 32,
    fsSBFlPyLen = 64,
    fsSBFlRLgLen = 128,
    fsSBFlRPyLen = 256,
    fsSBFlCrDat = 512,
    fsSBFlMdDat = 1024,
    fsSBFlBkDat = 2048,
    fsSBFlXFndrInfo = 4096,
    fsSBFlParID = 8192,
    fsSBNegate = 16384
};

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

typedef struct XVolumeParam {
    PARAMETER_BLOCK_HEADER
    UInt32 ioXVersion;
    short ioVolIndex;
    UInt32 ioVCrDate;
    UInt32 ioVLsMod;
    short ioVAtrb;
    UInt16 ioVNmFls;
    UInt16 ioVBitMap;
    UInt16 ioAllocPtr;
    UInt16 ioVNmAlBlks;
    UInt32 ioVAlBlkSiz;
    UInt32 ioVClpSiz;
    UInt16 ioAlBlSt;
    UInt32 ioVNxtCNID;
    UInt16 ioVFrBlk;
    UInt16 ioVSigWord;
    short ioVDrvInfo;
    short ioVDRefNum;
    short ioVFSID;
    UInt32 ioVBkUp;
    short ioVSeqNum;
    UInt32 ioVWrCnt;
    UInt32 ioVFilCnt;
    UInt32 ioVDirCnt;
    long ioVFndrInfo[8];
    unsigned long long ioVTotalBytes;
    unsigned long long ioVFreeBytes;
} XVolumeParam;

typedef struct FIDParam {
    PARAMETER_BLOCK_HEADER
    long filler14;
    StringPtr ioDestNamePtr;
    long filler15;
    long ioDestDirID;
    long filler16;
    long filler17;
    long ioSrcDirID;
    short filler18;
    long ioFileID;
} FIDParam;

typedef struct CatPositionRec {
    long initialize;
    short priv[6];
} CatPositionRec;

typedef union CInfoPBRec CInfoPBRec;
typedef struct CSParam {
    PARAMETER_BLOCK_HEADER
    FSSpec *ioMatchPtr;
    long ioReqMatchCount;
    long ioActMatchCount;
    long ioSearchBits;
    CInfoPBRec *ioSearchInfo1;
    CInfoPBRec *ioSearchInfo2;
    long ioSearchTime;
    CatPositionRec ioCatPosition;
    Ptr ioOptBuffer;
    long ioOptBufSize;
} CSParam;

typedef struct DTPBRec {
    PARAMETER_BLOCK_HEADER
    short ioDTRefNum;
    short ioIndex;
    long ioTagInfo;
    Ptr ioDTBuffer;
    long ioDTReqCount;
    long ioDTActCount;
    SInt8 ioFiller1;
    UInt8 ioIconType;
    short ioFiller2;
    long ioDirID;
    OSType ioFileCreator;
    OSType ioFileType;
    long ioFiller3;
    long ioDTLgLen;
    long ioDTPyLen;
    short ioFiller4[14];
    long ioAPPLParID;
} DTPBRec;

typedef struct GetVolParmsInfoBuffer {
    short vMVersion;
    long vMAttrib;
    Handle vMLocalHand;
    long vMServerAdr;
    long vMVolumeGrade;
    short vMForeignPrivID;
} GetVolParmsInfoBuffer;

typedef union ParamBlockRec {
    IOParam ioParam;
    FileParam fileParam;
    VolumeParam volumeParam;
} ParamBlockRec;
typedef union HParamBlockRec {
    IOParam ioParam;
    HFileParam fileParam;
    HVolumeParam volumeParam;
    FIDParam fidParam;
    CSParam csParam;
} HParamBlockRec;
union CInfoPBRec {
    HFileInfo hFileInfo;
    DirInfo dirInfo;
};
#pragma pack(pop)

typedef FSSpec *FSSpecPtr;
typedef ParamBlockRec *ParmBlkPtr;
typedef HParamBlockRec *HParmBlkPtr;
typedef CInfoPBRec *CInfoPBPtr;
typedef CMovePBRec *CMovePBPtr;
typedef WDPBRec *WDPBPtr;
typedef FCBPBRec *FCBPBPtr;
typedef DTPBRec *DTPBPtr;
typedef CSParam *CSParamPtr;
typedef XVolumeParam *XVolumeParamPtr;

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
OSErr AllocContig(short refNum, long *count);
OSErr Eject(ConstStr255Param volName, short vRefNum);
OSErr OpenWD(short vRefNum, long dirID, long procID, short *wdRefNum);
OSErr CloseWD(short wdRefNum);
OSErr GetWDInfo(short wdRefNum, short *vRefNum, long *dirID, long *procID);
OSErr UnmountVol(ConstStr255Param volName, short vRefNum);

OSErr PBOpenSync(ParmBlkPtr paramBlock);
OSErr PBOpenAsync(ParmBlkPtr paramBlock);
OSErr PBOpenDFSync(ParmBlkPtr paramBlock);
OSErr PBOpenDFAsync(ParmBlkPtr paramBlock);
OSErr PBOpenRFSync(ParmBlkPtr paramBlock);
OSErr PBOpenRFAsync(ParmBlkPtr paramBlock);
OSErr PBCloseSync(ParmBlkPtr paramBlock);
OSErr PBCloseAsync(ParmBlkPtr paramBlock);
OSErr PBReadSync(ParmBlkPtr paramBlock);
OSErr PBReadAsync(ParmBlkPtr paramBlock);
OSErr PBWriteSync(ParmBlkPtr paramBlock);
OSErr PBWriteAsync(ParmBlkPtr paramBlock);
OSErr PBGetEOFSync(ParmBlkPtr paramBlock);
OSErr PBGetEOFAsync(ParmBlkPtr paramBlock);
OSErr PBSetEOFSync(ParmBlkPtr paramBlock);
OSErr PBSetEOFAsync(ParmBlkPtr paramBlock);
OSErr PBGetFPosSync(ParmBlkPtr paramBlock);
OSErr PBGetFPosAsync(ParmBlkPtr paramBlock);
OSErr PBSetFPosSync(ParmBlkPtr paramBlock);
OSErr PBSetFPosAsync(ParmBlkPtr paramBlock);
OSErr PBAllocateSync(ParmBlkPtr paramBlock);
OSErr PBAllocateAsync(ParmBlkPtr paramBlock);
OSErr PBAllocContigSync(ParmBlkPtr paramBlock);
OSErr PBAllocContigAsync(ParmBlkPtr paramBlock);
OSErr PBLockRangeSync(ParmBlkPtr paramBlock);
OSErr PBLockRangeAsync(ParmBlkPtr paramBlock);
OSErr PBUnlockRangeSync(ParmBlkPtr paramBlock);
OSErr PBUnlockRangeAsync(ParmBlkPtr paramBlock);
OSErr PBFlushFileSync(ParmBlkPtr paramBlock);
OSErr PBFlushFileAsync(ParmBlkPtr paramBlock);
OSErr PBFlushVolSync(ParmBlkPtr paramBlock);
OSErr PBFlushVolAsync(ParmBlkPtr paramBlock);
OSErr PBCreateSync(ParmBlkPtr paramBlock);
OSErr PBCreateAsync(ParmBlkPtr paramBlock);
OSErr PBDeleteSync(ParmBlkPtr paramBlock);
OSErr PBDeleteAsync(ParmBlkPtr paramBlock);
OSErr PBRenameSync(ParmBlkPtr paramBlock);
OSErr PBRenameAsync(ParmBlkPtr paramBlock);
OSErr PBGetFInfoSync(ParmBlkPtr paramBlock);
OSErr PBGetFInfoAsync(ParmBlkPtr paramBlock);
OSErr PBSetFInfoSync(ParmBlkPtr paramBlock);
OSErr PBSetFInfoAsync(ParmBlkPtr paramBlock);
OSErr PBSetFLockSync(ParmBlkPtr paramBlock);
OSErr PBSetFLockAsync(ParmBlkPtr paramBlock);
OSErr PBRstFLockSync(ParmBlkPtr paramBlock);
OSErr PBRstFLockAsync(ParmBlkPtr paramBlock);
OSErr PBSetFVersSync(ParmBlkPtr paramBlock);
OSErr PBSetFVersAsync(ParmBlkPtr paramBlock);
OSErr PBGetVInfoSync(ParmBlkPtr paramBlock);
OSErr PBGetVInfoAsync(ParmBlkPtr paramBlock);
OSErr PBGetVolSync(ParmBlkPtr paramBlock);
OSErr PBGetVolAsync(ParmBlkPtr paramBlock);
OSErr PBSetVolSync(ParmBlkPtr paramBlock);
OSErr PBSetVolAsync(ParmBlkPtr paramBlock);
OSErr PBHOpenSync(HParmBlkPtr paramBlock);
OSErr PBHOpenAsync(HParmBlkPtr paramBlock);
OSErr PBHOpenDFSync(HParmBlkPtr paramBlock);
OSErr PBHOpenDFAsync(HParmBlkPtr paramBlock);
OSErr PBHOpenRFSync(HParmBlkPtr paramBlock);
OSErr PBHOpenRFAsync(HParmBlkPtr paramBlock);
OSErr PBHCreateSync(HParmBlkPtr paramBlock);
OSErr PBHCreateAsync(HParmBlkPtr paramBlock);
OSErr PBHDeleteSync(HParmBlkPtr paramBlock);
OSErr PBHDeleteAsync(HParmBlkPtr paramBlock);
OSErr PBHRenameSync(HParmBlkPtr paramBlock);
OSErr PBHRenameAsync(HParmBlkPtr paramBlock);
OSErr PBHGetFInfoSync(HParmBlkPtr paramBlock);
OSErr PBHGetFInfoAsync(HParmBlkPtr paramBlock);
OSErr PBHSetFInfoSync(HParmBlkPtr paramBlock);
OSErr PBHSetFInfoAsync(HParmBlkPtr paramBlock);
OSErr PBHSetFLockSync(HParmBlkPtr paramBlock);
OSErr PBHSetFLockAsync(HParmBlkPtr paramBlock);
OSErr PBHRstFLockSync(HParmBlkPtr paramBlock);
OSErr PBHRstFLockAsync(HParmBlkPtr paramBlock);
OSErr PBHGetVInfoSync(HParmBlkPtr paramBlock);
OSErr PBHGetVInfoAsync(HParmBlkPtr paramBlock);
OSErr PBSetVInfoSync(HParmBlkPtr paramBlock);
OSErr PBSetVInfoAsync(HParmBlkPtr paramBlock);
OSErr PBDirCreateSync(HParmBlkPtr paramBlock);
OSErr PBDirCreateAsync(HParmBlkPtr paramBlock);
OSErr PBHGetVolParmsSync(HParmBlkPtr paramBlock);
OSErr PBHGetVolParmsAsync(HParmBlkPtr paramBlock);
OSErr PBMakeFSSpecSync(HParmBlkPtr paramBlock);
OSErr PBMakeFSSpecAsync(HParmBlkPtr paramBlock);
OSErr PBExchangeFilesSync(HParmBlkPtr paramBlock);
OSErr PBExchangeFilesAsync(HParmBlkPtr paramBlock);
OSErr PBCreateFileIDRefSync(HParmBlkPtr paramBlock);
OSErr PBCreateFileIDRefAsync(HParmBlkPtr paramBlock);
OSErr PBDeleteFileIDRefSync(HParmBlkPtr paramBlock);
OSErr PBDeleteFileIDRefAsync(HParmBlkPtr paramBlock);
OSErr PBResolveFileIDRefSync(HParmBlkPtr paramBlock);
OSErr PBResolveFileIDRefAsync(HParmBlkPtr paramBlock);
OSErr PBCatSearchSync(HParmBlkPtr paramBlock);
OSErr PBCatSearchAsync(HParmBlkPtr paramBlock);
OSErr PBHOpenDenySync(HParmBlkPtr paramBlock);
OSErr PBHOpenDenyAsync(HParmBlkPtr paramBlock);
OSErr PBHOpenRFDenySync(HParmBlkPtr paramBlock);
OSErr PBHOpenRFDenyAsync(HParmBlkPtr paramBlock);
OSErr PBHCopyFileSync(HParmBlkPtr paramBlock);
OSErr PBHCopyFileAsync(HParmBlkPtr paramBlock);
OSErr PBHMoveRenameSync(HParmBlkPtr paramBlock);
OSErr PBHMoveRenameAsync(HParmBlkPtr paramBlock);
OSErr PBHGetDirAccessSync(HParmBlkPtr paramBlock);
OSErr PBHGetDirAccessAsync(HParmBlkPtr paramBlock);
OSErr PBHSetDirAccessSync(HParmBlkPtr paramBlock);
OSErr PBHSetDirAccessAsync(HParmBlkPtr paramBlock);
OSErr PBHGetLogInInfoSync(HParmBlkPtr paramBlock);
OSErr PBHGetLogInInfoAsync(HParmBlkPtr paramBlock);
OSErr PBHMapIDSync(HParmBlkPtr paramBlock);
OSErr PBHMapIDAsync(HParmBlkPtr paramBlock);
OSErr PBHMapNameSync(HParmBlkPtr paramBlock);
OSErr PBHMapNameAsync(HParmBlkPtr paramBlock);
OSErr PBGetForeignPrivsSync(HParmBlkPtr paramBlock);
OSErr PBGetForeignPrivsAsync(HParmBlkPtr paramBlock);
OSErr PBSetForeignPrivsSync(HParmBlkPtr paramBlock);
OSErr PBSetForeignPrivsAsync(HParmBlkPtr paramBlock);
OSErr PBHGetVolSync(WDPBPtr paramBlock);
OSErr PBHGetVolAsync(WDPBPtr paramBlock);
OSErr PBHSetVolSync(WDPBPtr paramBlock);
OSErr PBHSetVolAsync(WDPBPtr paramBlock);
OSErr PBOpenWDSync(WDPBPtr paramBlock);
OSErr PBOpenWDAsync(WDPBPtr paramBlock);
OSErr PBCloseWDSync(WDPBPtr paramBlock);
OSErr PBCloseWDAsync(WDPBPtr paramBlock);
OSErr PBGetWDInfoSync(WDPBPtr paramBlock);
OSErr PBGetWDInfoAsync(WDPBPtr paramBlock);
OSErr PBGetCatInfoSync(CInfoPBPtr paramBlock);
OSErr PBGetCatInfoAsync(CInfoPBPtr paramBlock);
OSErr PBSetCatInfoSync(CInfoPBPtr paramBlock);
OSErr PBSetCatInfoAsync(CInfoPBPtr paramBlock);
OSErr PBCatMoveSync(CMovePBPtr paramBlock);
OSErr PBCatMoveAsync(CMovePBPtr paramBlock);
OSErr PBGetFCBInfoSync(FCBPBPtr paramBlock);
OSErr PBGetFCBInfoAsync(FCBPBPtr paramBlock);
OSErr PBXGetVolInfoSync(XVolumeParamPtr paramBlock);
OSErr PBXGetVolInfoAsync(XVolumeParamPtr paramBlock);
OSErr PBDTGetPath(DTPBPtr paramBlock);
OSErr PBDTOpenInform(DTPBPtr paramBlock);
OSErr PBDTCloseDown(DTPBPtr paramBlock);
OSErr PBDTFlushSync(DTPBPtr paramBlock);
OSErr PBDTFlushAsync(DTPBPtr paramBlock);
OSErr PBDTResetSync(DTPBPtr paramBlock);
OSErr PBDTResetAsync(DTPBPtr paramBlock);
OSErr PBDTAddIconSync(DTPBPtr paramBlock);
OSErr PBDTAddIconAsync(DTPBPtr paramBlock);
OSErr PBDTGetIconSync(DTPBPtr paramBlock);
OSErr PBDTGetIconAsync(DTPBPtr paramBlock);
OSErr PBDTGetIconInfoSync(DTPBPtr paramBlock);
OSErr PBDTGetIconInfoAsync(DTPBPtr paramBlock);
OSErr PBDTAddAPPLSync(DTPBPtr paramBlock);
OSErr PBDTAddAPPLAsync(DTPBPtr paramBlock);
OSErr PBDTRemoveAPPLSync(DTPBPtr paramBlock);
OSErr PBDTRemoveAPPLAsync(DTPBPtr paramBlock);
OSErr PBDTGetAPPLSync(DTPBPtr paramBlock);
OSErr PBDTGetAPPLAsync(DTPBPtr paramBlock);
OSErr PBDTSetCommentSync(DTPBPtr paramBlock);
OSErr PBDTSetCommentAsync(DTPBPtr paramBlock);
OSErr PBDTRemoveCommentSync(DTPBPtr paramBlock);
OSErr PBDTRemoveCommentAsync(DTPBPtr paramBlock);
OSErr PBDTGetCommentSync(DTPBPtr paramBlock);
OSErr PBDTGetCommentAsync(DTPBPtr paramBlock);
OSErr PBMountVol(ParmBlkPtr paramBlock);
OSErr PBUnmountVol(ParmBlkPtr paramBlock);
OSErr PBEject(ParmBlkPtr paramBlock);
OSErr PBOffLine(ParmBlkPtr paramBlock);
END_MAC_DECLARATIONS

#endif
