/* Standard File Package: Inside Macintosh: Files, chapter 3. */
#ifndef __STANDARDFILE__
#define __STANDARDFILE__

#include "Files.h"
#include "MacTypes.h"

#pragma pack(push, 2)
typedef struct StandardFileReply {
    Boolean sfGood;
    Boolean sfReplacing;
    OSType sfType;
    FSSpec sfFile;
    ScriptCode sfScript;
    short sfFlags;
    Boolean sfIsFolder;
    Boolean sfIsVolume;
    long sfReserved1;
    short sfReserved2;
} StandardFileReply;

typedef struct SFReply {
    Boolean good;
    Boolean copy;
    OSType fType;
    short vRefNum;
    short version;
    Str63 fName;
} SFReply;
#pragma pack(pop)

typedef OSType SFTypeList[4];
typedef const OSType *ConstSFTypeListPtr;
typedef UniversalProcPtr FileFilterUPP;
typedef UniversalProcPtr FileFilterYDUPP;
typedef UniversalProcPtr DlgHookUPP;
typedef UniversalProcPtr DlgHookYDUPP;
typedef UniversalProcPtr SFModalFilterUPP;
typedef UniversalProcPtr ModalFilterYDUPP;
typedef UniversalProcPtr ActivateYDUPP;

BEGIN_MAC_DECLARATIONS
void StandardGetFile(FileFilterUPP fileFilter, short numTypes, ConstSFTypeListPtr typeList, StandardFileReply *reply);
void StandardPutFile(ConstStr255Param prompt, ConstStr255Param defaultName, StandardFileReply *reply);
void CustomGetFile(FileFilterYDUPP fileFilter, short numTypes, ConstSFTypeListPtr typeList, StandardFileReply *reply,
                   short dlgID, Point where, DlgHookYDUPP dlgHook, ModalFilterYDUPP filterProc, short *activeList,
                   ActivateYDUPP activate, void *yourDataPtr);
void CustomPutFile(ConstStr255Param prompt, ConstStr255Param defaultName, StandardFileReply *reply, short dlgID,
                   Point where, DlgHookYDUPP dlgHook, ModalFilterYDUPP filterProc, short *activeList,
                   ActivateYDUPP activate, void *yourDataPtr);
void SFGetFile(Point where, ConstStr255Param prompt, FileFilterUPP fileFilter, short numTypes,
               ConstSFTypeListPtr typeList, DlgHookUPP dlgHook, SFReply *reply);
void SFPutFile(Point where, ConstStr255Param prompt, ConstStr255Param origName, DlgHookUPP dlgHook, SFReply *reply);
void SFPGetFile(Point where, ConstStr255Param prompt, FileFilterUPP fileFilter, short numTypes,
                ConstSFTypeListPtr typeList, DlgHookUPP dlgHook, SFReply *reply, short dlgID, SFModalFilterUPP filterProc);
void SFPPutFile(Point where, ConstStr255Param prompt, ConstStr255Param origName, DlgHookUPP dlgHook, SFReply *reply,
                short dlgID, SFModalFilterUPP filterProc);
END_MAC_DECLARATIONS

#endif
