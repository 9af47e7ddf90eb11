/* Apple events and types of the standard suites: Apple Event Registry. */
#ifndef __AEREGISTRY__
#define __AEREGISTRY__

#include "MacTypes.h"

enum { kAERequiredSuite = 'reqd', kAECoreSuite = 'core', kAEMiscStandards = 'misc' };
enum { kAEClone = 'clon', kAEClose = 'clos', kAECountElements = 'cnte', kAECreateElement = 'crel', kAEDelete = 'delo', kAEDoObjectsExist = 'doex', kAEGetData = 'getd', kAEGetDataSize = 'dsiz', kAEMove = 'move', kAEPrint = 'pdoc', kAESave = 'save', kAESetData = 'setd', kAEDoScript = 'dosc' };
enum { cApplication = 'capp', cDocument = 'docu', cFile = 'file', cWindow = 'cwin', cObject = 'cobj', cProperty = 'prop', cText = 'ctxt' };
enum { keyAEData = 'data', keyAEDestination = 'dest', keyAEFile = 'kfil', keyAEInsertHere = 'insh', keyAEObjectClass = 'kocl', keyAEPropData = 'prdt', keyAESaveOptions = 'savo', keyAEResult = '----' };
enum { kAEYes = 'yes ', kAENo = 'no  ', kAEAsk = 'ask ' };
enum { pName = 'pnam', pBounds = 'pbnd', pClass = 'pcls', pVersion = 'vers' };

#endif
