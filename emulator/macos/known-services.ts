/** Which manager a name that Bondi lacks belongs to, for messages: the calls that PowerPC programs of the time import most. */

const names: Readonly<Record<string, string>> = {
  'AppleTalk Manager': 'MPPOpen MPPClose IsMPPOpen LookupName OpenSkt',
  QuickDraw:
    'InitGraf OpenPort InitPort ClosePort GetPort SetPort SetOrigin ClipRect GetClip SetClip BackPat InitCursor SetCursor HideCursor ShowCursor ObscureCursor GetPen PenSize PenMode PenPat PenNormal PenState GetPenState SetPenState Move MoveTo Line LineTo TextFont TextFace TextMode TextSize SpaceExtra DrawChar DrawString DrawText CharWidth StringWidth TextWidth GetFontInfo ForeColor BackColor SetRect OffsetRect InsetRect SectRect UnionRect PtInRect EqualRect EmptyRect FrameRect PaintRect EraseRect InvertRect FillRect FrameOval PaintOval EraseOval FrameRoundRect PaintRoundRect FrameArc PaintArc NewRgn OpenRgn CloseRgn DisposeRgn CopyRgn SetEmptyRgn SetRectRgn RectRgn OffsetRgn SectRgn UnionRgn DiffRgn PtInRgn ScrollRect CopyBits OpenPicture ClosePicture KillPicture DrawPicture LocalToGlobal GlobalToLocal AddPt SubPt Random RGBForeColor RGBBackColor GetForeColor GetCPixel SetCPixel NewGWorld DisposeGWorld GetGWorld SetGWorld GetGDevice GetMainDevice PlotIcon GetCursor GetIcon StillDown',
  'Window Manager':
    'InitWindows NewWindow NewCWindow GetNewWindow GetNewCWindow DisposeWindow CloseWindow SetWTitle GetWTitle SelectWindow HideWindow ShowWindow BringToFront SendBehind FrontWindow DrawGrowIcon MoveWindow SizeWindow DragWindow GrowWindow ZoomWindow TrackGoAway TrackBox FindWindow BeginUpdate EndUpdate InvalRect ValidRect InvalRgn SetWRefCon GetWRefCon DrawControls',
  'Event Manager':
    'WaitNextEvent GetNextEvent EventAvail FlushEvents PostEvent GetKeys GetMouse Button WaitMouseUp GetDblTime GetCaretTime SystemTask SystemClick SystemEvent',
  'Menu Manager':
    'InitMenus NewMenu GetMenu GetNewMBar SetMenuBar InsertMenu DeleteMenu DrawMenuBar HiliteMenu MenuSelect MenuKey AppendMenu AppendResMenu EnableItem DisableItem GetMenuItemText SetMenuItemText CheckItem InvalMenuBar CountMItems DisposeMenu OpenDeskAcc',
  'Control Manager':
    'NewControl GetNewControl DisposeControl KillControls HideControl ShowControl HiliteControl FindControl TrackControl MoveControl SizeControl SetControlValue GetControlValue SetControlMinimum GetControlMinimum SetControlMaximum GetControlMaximum',
  'Dialog Manager':
    'InitDialogs NewDialog GetNewDialog DisposeDialog ModalDialog IsDialogEvent DialogSelect Alert StopAlert NoteAlert CautionAlert GetDialogItem SetDialogItem GetDialogItemText SetDialogItemText ParamText DIBadMount',
  TextEdit:
    'TEInit TENew TEDispose TESetText TEGetText TEIdle TEClick TEActivate TEDeactivate TEKey TECut TECopy TEPaste TEDelete TEInsert TESetSelect TEUpdate TEScroll TEAutoView TECalText TETextBox TEScrapHandle TESetScrapLength',
  'Font Manager': 'InitFonts GetFNum GetFontName RealFont',
  'Apple Event Manager':
    'AEInstallEventHandler AERemoveEventHandler AEProcessAppleEvent AECreateDesc AEDisposeDesc AEGetParamPtr AEGetParamDesc AEGetAttributePtr AEPutParamPtr AECreateAppleEvent AESend',
  'Scrap Manager': 'GetScrap PutScrap ZeroScrap InfoScrap LoadScrap UnloadScrap',
  'Printing Manager':
    'PrOpen PrClose PrintDefault PrStlDialog PrJobDialog PrOpenDoc PrCloseDoc PrOpenPage PrClosePage PrPicFile PrError',
  'Sound Manager': 'SndNewChannel SndDisposeChannel SndPlay SndDoCommand SndDoImmediate',
  'Process Manager': 'LaunchApplication GetProcessBSNFromPSN',
  'Thread Manager':
    'GetThreadCurrentTaskRef GetThreadStateGivenTaskRef SetThreadReadyGivenTaskRef SetDebuggerNotificationProcs',
  'Mixed Mode Manager': 'CallUniversalProc CallOSTrapUniversalProc NewFatRoutineDescriptor',
  StdCLib:
    '__DebugMallocHeap __GetTrapType __growFileTable __NumToolboxTraps __RestoreInitialCFragWorld __RevertCFragWorld _addDevHandler _badPtr _Bogus _BreakPoint _bufsync _coClose _coExit _coFAccess _coIoctl _coRead _coreIOExit _coWrite _cvt _doprnt _doscan _faccess _findiop _fsClose _fsFAccess _fsIoctl _fsRead _FSSpec2Path _fsWrite _GetAliasInfo _getDevHandler _getIOPort _memchr _memcpy _ResolveFileAlias _rmemcpy _SA_DeletePtr _SA_GetPID _SA_SetPtrSize _syClose _syFAccess _syIoctl _syRead _syWrite _uerror _wrtchk _xflsbuf access binhex ConvertTheString ecvt fcvt FSMakeFSSpec_Long FSSpec2Path_Long getIDstring IEResolvePath MakeResolvedFSSpec MakeResolvedFSSpec_Long MakeResolvedPath MakeResolvedPath_Long MakeTheLocaleString ParseTheLocaleString ResolveFolderAliases ResolveFolderAliases_Long ResolvePath ResolvePath_Long TrapAvailable __loc __SigEnv __yd _CategoryLoc _lastbuf _PublicTimeInfo _StdDevs MoneyData NumericData TimeData',
  'Memory Manager': 'HoldMemory UnholdMemory LockMemory UnlockMemory',
}

/** The names by manager. */
export const knownServices: ReadonlyMap<string, readonly string[]> = new Map(
  Object.entries(names).map(([manager, list]) => [manager, list.split(' ')]),
)

const managers = new Map([...knownServices].flatMap(([manager, list]) => list.map((name) => [name, manager] as const)))

/** The manager of a name; an honest guess at none. */
export function managerOf(name: string): string {
  return managers.get(name) ?? 'unknown manager'
}
