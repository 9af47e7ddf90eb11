/* Apple Event Manager: checks against Inside Macintosh: Interapplication Communication, chapters 3 to 5. */

#include <AppleEvents.h>
#include <Aliases.h>
#include <Events.h>
#include <Files.h>
#include <Gestalt.h>
#include <MacMemory.h>
#include <OSUtils.h>
#include <Quickdraw.h>

#include "checks.h"

QDGlobals qd;

static void descriptors(void)
{
    AEDesc text, other, number;
    long value = 0;
    source("Interapplication Communication, descriptor records");
    check("a descriptor has eight bytes", sizeof(AEDesc), 8);
    check("AECreateDesc", AECreateDesc(typeChar, "1234", 4, &text), noErr);
    check("its type", text.descriptorType, typeChar);
    check("the size of its data", GetHandleSize(text.dataHandle), 4);
    check("its data", (*text.dataHandle)[2], '3');
    check("AEDuplicateDesc", AEDuplicateDesc(&text, &other), noErr);
    checkTrue("has data of its own", other.dataHandle != text.dataHandle);
    check("which are the same", (*other.dataHandle)[3], '4');
    source("Interapplication Communication, AEDisposeDesc");
    check("AEDisposeDesc", AEDisposeDesc(&other), noErr);
    check("leaves a null descriptor", other.descriptorType, typeNull);
    check("without data", (long)other.dataHandle, 0);
    source("Interapplication Communication, coercion");
    check("text to an integer", AECoerceDesc(&text, typeLongInteger, &number), noErr);
    check("of that type", number.descriptorType, typeLongInteger);
    check("of that value", *(long *)*number.dataHandle, 1234);
    AEDisposeDesc(&number);
    check("text to a short integer", AECoerceDesc(&text, typeSMInt, &number), noErr);
    check("in two bytes", GetHandleSize(number.dataHandle), 2);
    AEDisposeDesc(&number);
    value = -77;
    check("an integer to text", AECoercePtr(typeLongInteger, &value, 4, typeChar, &other), noErr);
    check("its length", GetHandleSize(other.dataHandle), 3);
    check("with its sign", **other.dataHandle, '-');
    AEDisposeDesc(&other);
    value = 'Bndi';
    check("a type to text", AECoercePtr(typeType, &value, 4, typeChar, &other), noErr);
    check("its characters", (*other.dataHandle)[3], 'i');
    AEDisposeDesc(&other);
    check("text to a type", AECoercePtr(typeChar, "Bndi", 4, typeType, &other), noErr);
    check("its code", *(long *)*other.dataHandle, 'Bndi');
    AEDisposeDesc(&other);
    check("a boolean", AECoercePtr(typeTrue, NULL, 0, typeBoolean, &other), noErr);
    check("is true", **other.dataHandle, 1);
    AEDisposeDesc(&other);
    check("no number", AECoercePtr(typeChar, "bond", 4, typeLongInteger, &other), errAECoercionFail);
    check("gives a null descriptor", other.descriptorType, typeNull);
    value = 70000;
    check("too big for a short", AECoercePtr(typeLongInteger, &value, 4, typeShortInteger, &other), errAECoercionFail);
    AEDisposeDesc(&text);
}

static void lists(void)
{
    AEDescList list, inner;
    AEDesc item;
    AEKeyword keyword;
    DescType type;
    Size size;
    long count, value = 10, got = 0;
    source("Interapplication Communication, AECreateList");
    check("AECreateList", AECreateList(NULL, 0, false, &list), noErr);
    check("a list", list.descriptorType, typeAEList);
    AECountItems(&list, &count);
    check("which is empty", count, 0);
    source("Interapplication Communication, AEPutPtr");
    check("at 0: at the end", AEPutPtr(&list, 0, typeLongInteger, &value, 4), noErr);
    value = 20;
    check("past the last", AEPutPtr(&list, 2, typeLongInteger, &value, 4), noErr);
    check("text", AEPutPtr(&list, 0, typeChar, "30", 2), noErr);
    AECountItems(&list, &count);
    check("three items", count, 3);
    value = 11;
    check("over the first", AEPutPtr(&list, 1, typeLongInteger, &value, 4), noErr);
    AECountItems(&list, &count);
    check("still three", count, 3);
    check("beyond the end", AEPutPtr(&list, 9, typeLongInteger, &value, 4), errAEIllegalIndex);
    source("Interapplication Communication, AEGetNthPtr");
    check("the first", AEGetNthPtr(&list, 1, typeLongInteger, &keyword, &type, &got, 4, &size), noErr);
    check("its value", got, 11);
    check("its size", size, 4);
    check("no keyword", keyword, typeWildCard);
    check("coerced", AEGetNthPtr(&list, 3, typeLongInteger, &keyword, &type, &got, 4, &size), noErr);
    check("from text", got, 30);
    check("its type is the asked one", type, typeLongInteger);
    check("none there", AEGetNthPtr(&list, 4, typeWildCard, &keyword, &type, &got, 4, &size), errAEDescNotFound);
    check("AEGetNthDesc", AEGetNthDesc(&list, 3, typeWildCard, &keyword, &item), noErr);
    check("as it is", item.descriptorType, typeChar);
    AESizeOfNthItem(&list, 3, &type, &size);
    check("AESizeOfNthItem", size, 2);
    AECreateList(NULL, 0, false, &inner);
    AEPutDesc(&inner, 0, &item);
    check("a list in a list", AEPutDesc(&list, 0, &inner), noErr);
    AEDisposeDesc(&item);
    AEDisposeDesc(&inner);
    AEGetNthDesc(&list, 4, typeAEList, &keyword, &inner);
    AECountItems(&inner, &count);
    check("has its item", count, 1);
    AEDisposeDesc(&inner);
    check("AEDeleteItem", AEDeleteItem(&list, 1), noErr);
    AEGetNthPtr(&list, 1, typeLongInteger, &keyword, &type, &got, 4, &size);
    check("others move up", got, 20);
    AEDisposeDesc(&list);
    source("Interapplication Communication, records");
    AECreateList(NULL, 0, true, &list);
    check("a record", list.descriptorType, typeAERecord);
    value = 5;
    check("AEPutKeyPtr", AEPutKeyPtr(&list, 'five', typeLongInteger, &value, 4), noErr);
    check("AEGetKeyPtr", AEGetKeyPtr(&list, 'five', typeLongInteger, &type, &got, 4, &size), noErr);
    check("its value", got, 5);
    AEGetNthPtr(&list, 1, typeLongInteger, &keyword, &type, &got, 4, &size);
    check("by number, with its keyword", keyword, 'five');
    check("no such keyword", AEGetKeyPtr(&list, 'six ', typeLongInteger, &type, &got, 4, &size), errAEDescNotFound);
    AEDisposeDesc(&list);
}

static long handled, refconSeen, missed;
static OSErr answer(const AppleEvent *event, AppleEvent *reply, long refcon)
{
    DescType type;
    Size size;
    long value = 0;
    AppleEvent current;
    handled++;
    refconSeen = refcon;
    AEGetAttributePtr(event, keyMissedKeywordAttr, typeKeyword, &type, &missed, 4, &size);
    if (AEGetParamPtr(event, keyDirectObject, typeLongInteger, &type, &value, 4, &size) != noErr)
        return errAEParamMissed;
    if (AEGetAttributePtr(event, keyMissedKeywordAttr, typeKeyword, &type, &missed, 4, &size) == errAEDescNotFound)
        missed = 0;
    AEGetTheCurrentEvent(&current);
    if (current.dataHandle != event->dataHandle)
        return paramErr;
    value *= 2;
    if (reply->dataHandle)
        AEPutParamPtr(reply, keyDirectObject, typeLongInteger, &value, 4);
    return noErr;
}

static OSErr doubled(DescType from, const void *data, Size size, DescType to, long refcon, AEDesc *result)
{
    return AECreateDesc(to, "double", 6, result);
}

static void sending(void)
{
    AEAddressDesc self;
    AppleEvent event, reply;
    ProcessSerialNumber psn = { 0, kCurrentProcess };
    AEEventHandlerUPP upp = NewAEEventHandlerProc(answer), found;
    AECoercePtrUPP coercion = NewAECoercePtrProc(doubled);
    AEDesc desc;
    DescType type;
    Size size;
    long value = 21, got = 0;
    source("Interapplication Communication, AEInstallEventHandler");
    check("AEInstallEventHandler", AEInstallEventHandler('Bndi', 'dbl ', upp, 4711, false), noErr);
    check("AEGetEventHandler", AEGetEventHandler('Bndi', 'dbl ', &found, &got, false), noErr);
    check("the handler", (long)found, (long)upp);
    check("its reference constant", got, 4711);
    check("none for another", AEGetEventHandler('Bndi', 'half', &found, &got, false), errAEHandlerNotFound);
    check("none of the system's", AEGetEventHandler('Bndi', 'dbl ', &found, &got, true), errAEHandlerNotFound);
    source("Interapplication Communication, AECreateAppleEvent");
    AECreateDesc(typeProcessSerialNumber, &psn, sizeof psn, &self);
    check("AECreateAppleEvent", AECreateAppleEvent('Bndi', 'dbl ', &self, kAutoGenerateReturnID, kAnyTransactionID, &event), noErr);
    check("its type", event.descriptorType, typeAppleEvent);
    check("its class", AEGetAttributePtr(&event, keyEventClassAttr, typeType, &type, &got, 4, &size), noErr);
    check("as it was given", got, 'Bndi');
    check("no parameter yet", AESizeOfParam(&event, keyDirectObject, &type, &size), errAEDescNotFound);
    check("AEPutParamPtr", AEPutParamPtr(&event, keyDirectObject, typeLongInteger, &value, 4), noErr);
    check("AESizeOfParam", AESizeOfParam(&event, keyDirectObject, &type, &size), noErr);
    check("four bytes", size, 4);
    source("Interapplication Communication, AESend");
    check("AESend", AESend(&event, &reply, kAEWaitReply, kAENormalPriority, kAEDefaultTimeout, NULL, NULL), noErr);
    check("the handler was called", handled, 1);
    check("with its reference constant", refconSeen, 4711);
    check("nothing was missed", missed, 0);
    AEGetParamPtr(&reply, keyDirectObject, typeLongInteger, &type, &got, 4, &size);
    check("the reply", got, 42);
    AEDisposeDesc(&reply);
    check("without a reply", AESend(&event, &reply, kAENoReply, kAENormalPriority, kAEDefaultTimeout, NULL, NULL), noErr);
    check("a null descriptor then", reply.descriptorType, typeNull);
    check("AEDeleteParam", AEDeleteParam(&event, keyDirectObject), noErr);
    AEPutParamPtr(&event, 'more', typeLongInteger, &value, 4);
    AESend(&event, &reply, kAEWaitReply, kAENormalPriority, kAEDefaultTimeout, NULL, NULL);
    check("a parameter that was missed", missed, 'more');
    AEGetParamPtr(&reply, keyErrorNumber, typeLongInteger, &type, &got, 4, &size);
    check("the handler's result code is in the reply", got, errAEParamMissed);
    AEDisposeDesc(&reply);
    AEDisposeDesc(&event);
    AECreateAppleEvent('Bndi', 'else', &self, kAutoGenerateReturnID, kAnyTransactionID, &event);
    check("no handler", AESend(&event, &reply, kAEWaitReply, kAENormalPriority, kAEDefaultTimeout, NULL, NULL), errAEEventNotHandled);
    AEDisposeDesc(&reply);
    handled = 0;
    AEInstallEventHandler('Bndi', typeWildCard, upp, 1, false);
    AESend(&event, &reply, kAENoReply, kAENormalPriority, kAEDefaultTimeout, NULL, NULL);
    check("a handler of a whole class", handled, 1);
    AEDisposeDesc(&event);
    AEDisposeDesc(&self);
    AECreateDesc(typeApplSignature, "NONE", 4, &self);
    AECreateAppleEvent('Bndi', 'dbl ', &self, kAutoGenerateReturnID, kAnyTransactionID, &event);
    check("no such process", AESend(&event, &reply, kAENoReply, kAENormalPriority, kAEDefaultTimeout, NULL, NULL), procNotFound);
    AEDisposeDesc(&event);
    AEDisposeDesc(&self);
    source("Interapplication Communication, AERemoveEventHandler");
    check("AERemoveEventHandler", AERemoveEventHandler('Bndi', 'dbl ', upp, false), noErr);
    check("it is gone", AERemoveEventHandler('Bndi', 'dbl ', upp, false), errAEHandlerNotFound);
    source("Interapplication Communication, coercion handlers");
    check("AEInstallCoercionHandler", AEInstallCoercionHandler(typeLongInteger, 'Bndi', coercion, 0, false, false), noErr);
    check("a coercion of the program's own", AECoercePtr(typeLongInteger, &value, 4, 'Bndi', &desc), noErr);
    check("its result", GetHandleSize(desc.dataHandle), 6);
    AEDisposeDesc(&desc);
    AERemoveCoercionHandler(typeLongInteger, 'Bndi', coercion, false);
    check("removed", AECoercePtr(typeLongInteger, &value, 4, 'Bndi', &desc), errAECoercionFail);
}

static long opened, documents, quitting;
static FSSpec document;
static OSErr openApplication(const AppleEvent *event, AppleEvent *reply, long refcon)
{
    opened++;
    return noErr;
}

static OSErr openDocuments(const AppleEvent *event, AppleEvent *reply, long refcon)
{
    AEDescList list;
    AEKeyword keyword;
    DescType type;
    Size size;
    long index;
    OSErr error = AEGetParamDesc(event, keyDirectObject, typeAEList, &list);
    if (error)
        return error;
    AECountItems(&list, &documents);
    for (index = 1; index <= documents && !error; index++)
        error = AEGetNthPtr(&list, index, typeFSS, &keyword, &type, &document, sizeof document, &size);
    AEDisposeDesc(&list);
    return error;
}

static OSErr quitApplication(const AppleEvent *event, AppleEvent *reply, long refcon)
{
    quitting = 1;
    return noErr;
}

static void requiredEvents(void)
{
    EventRecord e;
    FSSpec expected;
    AEDesc alias, spec;
    source("Interapplication Communication, the required events");
    AEInstallEventHandler(kCoreEventClass, kAEOpenApplication, NewAEEventHandlerProc(openApplication), 0, false);
    AEInstallEventHandler(kCoreEventClass, kAEOpenDocuments, NewAEEventHandlerProc(openDocuments), 0, false);
    AEInstallEventHandler(kCoreEventClass, kAEQuitApplication, NewAEEventHandlerProc(quitApplication), 0, false);
    WaitNextEvent(highLevelEventMask, &e, 60, NULL);
    check("a high-level event", e.what, kHighLevelEvent);
    check("of the core class", e.message, kCoreEventClass);
    check("its ID is where the mouse would be", *(long *)&e.where, kAEOpenApplication);
    check("AEProcessAppleEvent", AEProcessAppleEvent(&e), noErr);
    check("open application", opened, 1);
    check("only once", AEProcessAppleEvent(&e), noOutstandingHLE);
    while (!WaitNextEvent(highLevelEventMask, &e, 60, NULL))
        ;
    check("open documents", AEProcessAppleEvent(&e), noErr);
    check("one document", documents, 1);
    FSMakeFSSpec(0, 0, (ConstStr255Param)"\presults", &expected);
    check("on its volume", document.vRefNum, expected.vRefNum);
    check("in its folder", document.parID, expected.parID);
    check("by its name", document.name[1], 'r');
    check("an FSSpec to an alias", AECoercePtr(typeFSS, &document, sizeof document, typeAlias, &alias), noErr);
    check("and back", AECoerceDesc(&alias, typeFSS, &spec), noErr);
    check("the same file", (*spec.dataHandle)[6], document.name[0]);
    AEDisposeDesc(&alias);
    AEDisposeDesc(&spec);
    while (!WaitNextEvent(highLevelEventMask, &e, 60, NULL))
        ;
    AEProcessAppleEvent(&e);
    check("quit", quitting, 1);
}

static int has(UInt16 trap, TrapType type)
{
    return NGetTrapAddress(trap, type) != NGetTrapAddress(0xA89F, ToolTrap);
}

static void traps(void)
{
    long answer = 0;
    source("Operating System Utilities, NGetTrapAddress");
    checkTrue("WaitNextEvent is there", has(0xA860, ToolTrap));
    checkTrue("Gestalt", has(0xA0AD, OSTrap));
    checkTrue("Pack8 of Apple events", has(0xA816, ToolTrap));
    checkTrue("QDExtensions", has(0xAB1D, ToolTrap));
    check("what no system has", has(0xABBB, ToolTrap), 0);
    checkTrue("there are more than 0x200 Toolbox traps", NGetTrapAddress(0xA86E, ToolTrap) != NGetTrapAddress(0xAA6E, ToolTrap));
    check("GetToolTrapAddress", (long)GetToolTrapAddress(0xA860), (long)NGetTrapAddress(0x60, ToolTrap));
    check("GetOSTrapAddress", (long)GetOSTrapAddress(0xA0AD), (long)NGetTrapAddress(0xA0AD, OSTrap));
    source("Interapplication Communication, Gestalt");
    check("Apple events", Gestalt('evnt', &answer), noErr);
    check("are present", answer & 1, 1);
}

int main(void)
{
    openResults();
    InitGraf(&qd.thePort);
    descriptors();
    lists();
    sending();
    requiredEvents();
    traps();
    FSClose(resultsFile);
    return 0;
}
