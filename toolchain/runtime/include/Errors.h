#include "MacErrors.h"
