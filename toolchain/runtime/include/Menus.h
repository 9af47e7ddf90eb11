/* Menu Manager: Inside Macintosh: Macintosh Toolbox Essentials, chapter 3. */
#ifndef __MENUS__
#define __MENUS__

#include "MacTypes.h"
#include "MixedMode.h"
#include "Fonts.h"
#include "Quickdraw.h"

enum { noMark = 0, textMenuProc = 0, hMenuCmd = 27, hierMenu = -1 };
enum { mDrawMsg = 0, mChooseMsg = 1, mSizeMsg = 2, mPopUpMsg = 3, mCalcItemMsg = 5 };

#pragma pack(push, 2)
typedef struct MenuInfo {
    short menuID;
    short menuWidth;
    short menuHeight;
    Handle menuProc;
    long enableFlags;
    Str255 menuData;
} MenuInfo;
#pragma pack(pop)
typedef MenuInfo *MenuPtr, **MenuHandle, **MenuRef;

BEGIN_MAC_DECLARATIONS
void InitMenus(void);
MenuHandle NewMenu(short menuID, ConstStr255Param menuTitle);
MenuHandle GetMenu(short resourceID);
void DisposeMenu(MenuHandle theMenu);
void AppendMenu(MenuHandle menu, ConstStr255Param data);
void AppendResMenu(MenuHandle theMenu, ResType theType);
void InsertResMenu(MenuHandle theMenu, ResType theType, short afterItem);
void InsertMenu(MenuHandle theMenu, short beforeID);
void DeleteMenu(short menuID);
void InsertMenuItem(MenuHandle theMenu, ConstStr255Param itemString, short afterItem);
void DeleteMenuItem(MenuHandle theMenu, short item);
void DrawMenuBar(void);
void InvalMenuBar(void);
void HiliteMenu(short menuID);
void FlashMenuBar(short menuID);
void ClearMenuBar(void);
Handle GetNewMBar(short menuBarID);
Handle GetMenuBar(void);
void SetMenuBar(Handle menuList);
long MenuSelect(Point startPt);
long MenuKey(short ch);
long MenuChoice(void);
long PopUpMenuSelect(MenuHandle menu, short top, short left, short popUpItem);
void EnableItem(MenuHandle theMenu, short item);
void DisableItem(MenuHandle theMenu, short item);
void GetMenuItemText(MenuHandle theMenu, short item, Str255 itemString);
void SetMenuItemText(MenuHandle theMenu, short item, ConstStr255Param itemString);
void CheckItem(MenuHandle theMenu, short item, Boolean checked);
void GetItemMark(MenuHandle theMenu, short item, short *markChar);
void SetItemMark(MenuHandle theMenu, short item, short markChar);
void GetItemStyle(MenuHandle theMenu, short item, Style *chStyle);
void SetItemStyle(MenuHandle theMenu, short item, short chStyle);
void GetItemIcon(MenuHandle theMenu, short item, short *iconIndex);
void SetItemIcon(MenuHandle theMenu, short item, short iconIndex);
void GetItemCmd(MenuHandle theMenu, short item, short *cmdChar);
void SetItemCmd(MenuHandle theMenu, short item, short cmdChar);
short CountMItems(MenuHandle theMenu);
MenuHandle GetMenuHandle(short menuID);
void CalcMenuSize(MenuHandle theMenu);
void SetMenuFlash(short count);
void DeleteMCEntries(short menuID, short menuItem);
END_MAC_DECLARATIONS

#define AddResMenu AppendResMenu
#define InsMenuItem InsertMenuItem
#define DelMenuItem DeleteMenuItem
#define GetItem GetMenuItemText
#define SetItem SetMenuItemText
#define GetMHandle GetMenuHandle

#endif
