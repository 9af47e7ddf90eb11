/* Dialog Manager: checks against Inside Macintosh: Macintosh Toolbox Essentials, chapter 6. */

#include <Dialogs.h>
#include <Fonts.h>
#include <Quickdraw.h>
#include <Resources.h>

#include "checks.h"

QDGlobals qd;
static short drawn, filtered;

static void userDraws(DialogPtr dialog, short item)
{
    (void)dialog;
    drawn = item;
}
static Boolean filter(DialogPtr dialog, EventRecord *e, short *itemHit)
{
    (void)dialog;
    if (e->what == keyDown && (e->message & charCodeMask) == '!') {
        filtered++;
        *itemHit = 77;
        return true;
    }
    return false;
}

static void dialog(void)
{
    DialogPtr d = GetNewDialog(128, NULL, (WindowPtr)-1);
    short type, hit;
    Handle item;
    Rect box;
    Str255 text;
    Point pt;
    source("Macintosh Toolbox Essentials, chapter 6, GetNewDialog");
    check("a dialog record has 170 bytes", sizeof(DialogRecord), 170);
    checkTrue("from its resource", d != NULL);
    check("its kind", ((WindowPeek)d)->windowKind, dialogKind);
    check("the default item", ((DialogPeek)d)->aDefItem, 1);
    check("the items", CountDITL(d), 6);
    check("the edited item, from 0", ((DialogPeek)d)->editField, 3);
    source("Macintosh Toolbox Essentials, chapter 6, GetDialogItem");
    GetDialogItem(d, 1, &type, &item, &box);
    check("a button", type, ctrlItem + btnCtrl);
    check("its control has the title", (*(ControlHandle)item)->contrlTitle[0], 2);
    check("its rectangle", box.left, 200);
    GetDialogItem(d, 3, &type, &item, &box);
    check("disabled static text", type, statText + itemDisable);
    GetDialogItemText(item, text);
    check("its text", text[0], 9);
    GetDialogItem(d, 4, &type, &item, &box);
    check("text to be edited", type, editText);
    GetDialogItemText(item, text);
    check("its first text", text[0], 5);
    GetDialogItem(d, 6, &type, &item, &box);
    check("an item of the program's", type, userItem + itemDisable);
    SetDialogItem(d, 6, type, (Handle)NewUserItemProc(userDraws), &box);
    source("Macintosh Toolbox Essentials, chapter 6, FindDialogItem");
    pt.h = 210;
    pt.v = 125;
    check("counted from 0", FindDialogItem(d, pt), 0);
    pt.h = 1;
    check("none", FindDialogItem(d, pt), -1);
    source("Macintosh Toolbox Essentials, chapter 6, ModalDialog");
    ParamText("\pBondi", "\p", "\p", "\p");
    ShowWindow(d);
    ModalDialog(NULL, &hit);
    check("a key in edited text is a hit of its item", hit, 4);
    check("the program's item was drawn", drawn, 6);
    ModalDialog(NULL, &hit);
    ModalDialog(NULL, &hit);
    check("a click in a check box", hit, 5);
    GetDialogItem(d, 5, &type, &item, &box);
    check("does not change it", GetControlValue((ControlHandle)item), 0);
    SetControlValue((ControlHandle)item, 1);
    GetDialogItem(d, 4, &type, &item, &box);
    GetDialogItemText(item, text);
    check("what was typed took the place of what was selected", text[0], 2);
    check("it is there", text[1], 'H');
    ModalDialog(NewModalFilterProc(filter), &hit);
    check("a filter's item", hit, 77);
    check("it was asked", filtered, 1);
    ModalDialog(NULL, &hit);
    check("Return is the default item", hit, ok);
    source("Macintosh Toolbox Essentials, chapter 6, SetDialogItemText");
    SetDialogItemText(item, "\pAnother text");
    GetDialogItemText(item, text);
    check("another text", text[0], 12);
    check("it is the edit record's", (*((DialogPeek)d)->textH)->teLength, 12);
    SelectDialogItemText(d, 4, 2, 4);
    check("SelectDialogItemText", (*((DialogPeek)d)->textH)->selEnd, 4);
    source("Macintosh Toolbox Essentials, chapter 6, HideDialogItem");
    HideDialogItem(d, 1);
    GetDialogItem(d, 1, &type, &item, &box);
    check("a hidden item is moved away", box.left, 200 + 16384);
    check("its control is hidden", (*(ControlHandle)item)->contrlVis, 0);
    ShowDialogItem(d, 1);
    GetDialogItem(d, 1, &type, &item, &box);
    check("and comes back", box.left, 200);
    DisposeDialog(d);
    check("disposed of", (long)FrontWindow(), 0);
    check("no such dialog", (long)GetNewDialog(999, NULL, (WindowPtr)-1), 0);
}

static void lists(void)
{
    DialogPtr d;
    Handle list = Get1Resource('DITL', 130), item;
    short type, hit;
    Rect box;
    Str255 text;
    d = GetNewDialog(128, NULL, (WindowPtr)-1);
    source("Macintosh Toolbox Essentials, chapter 6, AppendDITL");
    AppendDITL(d, list, appendDITLBottom);
    check("two items more", CountDITL(d), 8);
    GetDialogItem(d, 7, &type, &item, &box);
    check("a control", type, ctrlItem + chkCtrl);
    check("below the others", box.top, 160 + 10);
    checkTrue("it is made", (**(ControlHandle)item).contrlOwner == d);
    check("the dialog has grown", d->portRect.bottom, 160 + 60);
    check("the list is as it was", *(long *)(*list + 2), 0);
    AppendDITL(d, list, -2);
    GetDialogItem(d, 9, &type, &item, &box);
    check("where an item is: from its left", box.left, 100 + 20);
    check("and its top", box.top, 120 + 10);
    source("Macintosh Toolbox Essentials, chapter 6, ShortenDITL");
    ShortenDITL(d, 3);
    check("three fewer", CountDITL(d), 7);
    GetDialogItem(d, 7, &type, &item, &box);
    check("the first of them stays", type, ctrlItem + chkCtrl);
    ShortenDITL(d, 1);
    AppendDITL(d, list, overlayDITL);
    GetDialogItem(d, 7, &type, &item, &box);
    check("as they say", box.top, 10);
    source("Macintosh Toolbox Essentials, chapter 6, DialogCut");
    SelectDialogItemText(d, 4, 0, 2);
    DialogCut(d);
    GetDialogItem(d, 4, &type, &item, &box);
    GetDialogItemText(item, text);
    check("what was selected is gone", text[0], 3);
    SelectDialogItemText(d, 4, 3, 3);
    DialogPaste(d);
    GetDialogItemText(item, text);
    check("and comes where the caret is", text[4], 'F');
    SelectDialogItemText(d, 4, 0, 1);
    DialogCopy(d);
    DialogDelete(d);
    GetDialogItemText(item, text);
    check("DialogDelete", text[0], 4);
    DialogPaste(d);
    GetDialogItemText(item, text);
    check("DialogCopy", text[1], 'r');
    DisposeDialog(d);
    source("Mac OS 8 Toolbox Reference, StandardAlert");
    {
        AlertStdAlertParamRec p;
        check("a record of 24 bytes", sizeof p, 24);
        check("without parameters: one button", StandardAlert(kAlertNoteAlert, "\pA note.", "\pThat is all.", NULL, &hit), noErr);
        check("which Return presses", hit, kAlertStdAlertOKButton);
        p.movable = false;
        p.helpButton = true;
        p.filterProc = NULL;
        p.defaultText = (StringPtr)"\pSave";
        p.cancelText = (StringPtr)kAlertDefaultCancelText;
        p.otherText = (StringPtr)kAlertDefaultOtherText;
        p.defaultButton = kAlertStdAlertOKButton;
        p.cancelButton = kAlertStdAlertCancelButton;
        p.position = 0;
        StandardAlert(kAlertCautionAlert, "\pSave changes before closing?", "\p", &p, &hit);
        check("Escape presses the cancelling one", hit, kAlertStdAlertCancelButton);
        p.defaultButton = kAlertStdAlertOtherButton;
        StandardAlert(kAlertStopAlert, "\pSave changes before closing?", "\pThey are lost otherwise.", &p, &hit);
        check("another default button", hit, kAlertStdAlertOtherButton);
        check("no such kind", StandardAlert(9, "\p", "\p", &p, &hit), paramErr);
    }
}

int main(void)
{
    openResults();
    InitGraf(&qd.thePort);
    InitFonts();
    InitWindows();
    InitMenus();
    TEInit();
    InitDialogs(NULL);
    InitCursor();
    dialog();
    source("Macintosh Toolbox Essentials, chapter 6, Alert");
    check("no such alert", StopAlert(999, NULL), -1);
    check("the button that was clicked", StopAlert(129, NULL), 2);
    check("Return is the default button", CautionAlert(129, NULL), 1);
    check("the stage", GetAlertStage(), 1);
    ResetAlertStage();
    check("ResetAlertStage", GetAlertStage(), 0);
    lists();
    FSClose(resultsFile);
    return 0;
}
