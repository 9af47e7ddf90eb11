/* Dialog Manager: Inside Macintosh: Macintosh Toolbox Essentials, chapter 6. */
#ifndef __DIALOGS__
#define __DIALOGS__

#include "MacTypes.h"
#include "Controls.h"
#include "Events.h"
#include "MixedMode.h"
#include "TextEdit.h"
#include "Windows.h"

enum {
    userItem = 0,
    ctrlItem = 4,
    btnCtrl = 0,
    chkCtrl = 1,
    radCtrl = 2,
    resCtrl = 3,
    statText = 8,
    editText = 16,
    iconItem = 32,
    picItem = 64,
    itemDisable = 128
};
enum { ok = 1, cancel = 2, stopIcon = 0, noteIcon = 1, cautionIcon = 2 };

#pragma pack(push, 2)
typedef struct DialogRecord {
    WindowRecord window;
    Handle items;
    TEHandle textH;
    short editField;
    short editOpen;
    short aDefItem;
} DialogRecord;
#pragma pack(pop)
typedef DialogRecord *DialogPeek;
typedef UniversalProcPtr ModalFilterUPP, UserItemUPP, SoundUPP, ResumeUPP;
typedef short DITLMethod, AlertType;
enum { overlayDITL = 0, appendDITLRight = 1, appendDITLBottom = 2 };
enum { kAlertStopAlert = 0, kAlertNoteAlert = 1, kAlertCautionAlert = 2, kAlertPlainAlert = 3 };
enum { kAlertDefaultOKText = -1, kAlertDefaultCancelText = -1, kAlertDefaultOtherText = -1 };
enum {
    kAlertStdAlertOKButton = 1,
    kAlertStdAlertCancelButton = 2,
    kAlertStdAlertOtherButton = 3,
    kAlertStdAlertHelpButton = 4
};
#pragma pack(push, 2)
typedef struct AlertStdAlertParamRec {
    Boolean movable;
    Boolean helpButton;
    ModalFilterUPP filterProc;
    StringPtr defaultText;
    StringPtr cancelText;
    StringPtr otherText;
    SInt16 defaultButton;
    SInt16 cancelButton;
    UInt16 position;
} AlertStdAlertParamRec, *AlertStdAlertParamPtr;
#pragma pack(pop)
enum { uppModalFilterProcInfo = 0x00000FD0, uppUserItemProcInfo = 0x000002C0 };
#define NewModalFilterProc(routine) \
    ((ModalFilterUPP)NewRoutineDescriptor((ProcPtr)(routine), uppModalFilterProcInfo, GetCurrentArchitecture()))
#define NewUserItemProc(routine) \
    ((UserItemUPP)NewRoutineDescriptor((ProcPtr)(routine), uppUserItemProcInfo, GetCurrentArchitecture()))

BEGIN_MAC_DECLARATIONS
void InitDialogs(ResumeUPP resumeProc);
void ErrorSound(SoundUPP soundProc);
DialogPtr NewDialog(void *dStorage, const Rect *boundsRect, ConstStr255Param title, Boolean visible, short procID,
                    WindowPtr behind, Boolean goAwayFlag, long refCon, Handle items);
DialogPtr NewColorDialog(void *dStorage, const Rect *boundsRect, ConstStr255Param title, Boolean visible, short procID,
                         WindowPtr behind, Boolean goAwayFlag, long refCon, Handle items);
DialogPtr GetNewDialog(short dialogID, void *dStorage, WindowPtr behind);
void CloseDialog(DialogPtr theDialog);
void DisposeDialog(DialogPtr theDialog);
void ParamText(ConstStr255Param param0, ConstStr255Param param1, ConstStr255Param param2, ConstStr255Param param3);
void ModalDialog(ModalFilterUPP modalFilter, short *itemHit);
Boolean IsDialogEvent(const EventRecord *theEvent);
Boolean DialogSelect(const EventRecord *theEvent, DialogPtr *theDialog, short *itemHit);
Boolean StdFilterProc(DialogPtr theDialog, EventRecord *event, short *itemHit);
void DrawDialog(DialogPtr theDialog);
void UpdateDialog(DialogPtr theDialog, RgnHandle updateRgn);
short Alert(short alertID, ModalFilterUPP modalFilter);
short StopAlert(short alertID, ModalFilterUPP modalFilter);
short NoteAlert(short alertID, ModalFilterUPP modalFilter);
short CautionAlert(short alertID, ModalFilterUPP modalFilter);
short GetAlertStage(void);
void ResetAlertStage(void);
void SetDialogFont(short fontNum);
OSErr SetDialogDefaultItem(DialogPtr theDialog, short newItem);
OSErr SetDialogCancelItem(DialogPtr theDialog, short newItem);
OSErr SetDialogTracksCursor(DialogPtr theDialog, Boolean tracks);
void GetDialogItem(DialogPtr theDialog, short itemNo, short *itemType, Handle *item, Rect *box);
void SetDialogItem(DialogPtr theDialog, short itemNo, short itemType, Handle item, const Rect *box);
void GetDialogItemText(Handle item, Str255 text);
void SetDialogItemText(Handle item, ConstStr255Param text);
void SelectDialogItemText(DialogPtr theDialog, short itemNo, short strtSel, short endSel);
void HideDialogItem(DialogPtr theDialog, short itemNo);
void ShowDialogItem(DialogPtr theDialog, short itemNo);
short FindDialogItem(DialogPtr theDialog, Point thePt);
short CountDITL(DialogPtr theDialog);
void AppendDITL(DialogPtr theDialog, Handle theHandle, DITLMethod method);
void ShortenDITL(DialogPtr theDialog, short numberItems);
void DialogCut(DialogPtr theDialog);
void DialogCopy(DialogPtr theDialog);
void DialogPaste(DialogPtr theDialog);
void DialogDelete(DialogPtr theDialog);
OSErr StandardAlert(AlertType inAlertType, ConstStr255Param inError, ConstStr255Param inExplanation,
                    const AlertStdAlertParamRec *inAlertParam, short *outItemHit);
END_MAC_DECLARATIONS

#define GetDItem GetDialogItem
#define SetDItem SetDialogItem
#define GetIText GetDialogItemText
#define SetIText SetDialogItemText
#define SelIText SelectDialogItemText
#define HideDItem HideDialogItem
#define ShowDItem ShowDialogItem
#define FindDItem FindDialogItem

#endif
