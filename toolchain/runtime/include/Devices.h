/* Device Manager: what programs of today include it for. */
#ifndef __DEVICES__
#define __DEVICES__

#include "Desk.h"

#endif
