// The language's part of unwinding: a function's table of calls, landing pads and what they catch (Itanium C++ ABI, "Exception Handling Tables").

#include "exception.h"

using namespace __cxxabiv1;

namespace {
class Reader {
public:
    explicit Reader(const unsigned char *at) : at(at) {}
    unsigned byte() { return *at++; }
    Word uleb() {
        Word value = 0;
        for (int shift = 0;; shift += 7) {
            unsigned byte = *at++;
            value |= (Word)(byte & 0x7f) << shift;
            if (!(byte & 0x80))
                return value;
        }
    }
    long sleb() {
        Word value = 0;
        for (int shift = 0;;) {
            unsigned byte = *at++;
            value |= (Word)(byte & 0x7f) << shift;
            shift += 7;
            if (!(byte & 0x80))
                return byte & 0x40 && shift < 32 ? (long)(value | -1UL << shift) : (long)value;
        }
    }
    Word word() {
        Word value = (Word)at[0] << 24 | (Word)at[1] << 16 | (Word)at[2] << 8 | at[3];
        at += 4;
        return value;
    }
    const unsigned char *at;
};

// The encodings that clang uses here: absent; uleb128; four bytes; four bytes from the TOC of where the address is.
enum : unsigned { omitted = 0xff, unsignedLeb = 0x01 };

Word encoded(Reader &reader, unsigned encoding) { return encoding == unsignedLeb ? reader.uleb() : reader.word(); }

// Types of handlers are counted back from the end of the table; `...` has none.
const std::type_info *typeAt(const unsigned char *types, long index) {
    Reader entry(types - 4 * index);
    Word offset = entry.word();
    if (offset == 0)
        return nullptr;
    return *reinterpret_cast<const std::type_info *const *>(__unwind_toc() + offset);
}

struct Found {
    Word landing;
    long action;
    const unsigned char *actions;
    const unsigned char *types;
};

// The landing pad for the call that the frame is in.
bool findCall(_Unwind_Context *context, Found &found) {
    Reader reader(context->lsda);
    Word landingBase = context->start;
    unsigned encoding = reader.byte();
    if (encoding != omitted)
        landingBase = encoded(reader, encoding);
    found.types = nullptr;
    if (reader.byte() != omitted) {
        Word distance = reader.uleb();
        found.types = reader.at + distance;
    }
    unsigned callEncoding = reader.byte();
    Word length = reader.uleb();
    found.actions = reader.at + length;
    // The return address is that of the next instruction
    Word offset = context->pc - 1 - context->start;
    while (reader.at < found.actions) {
        Word start = encoded(reader, callEncoding);
        Word size = encoded(reader, callEncoding);
        Word landing = encoded(reader, callEncoding);
        Word action = reader.uleb();
        if (offset < start || offset >= start + size)
            continue;
        found.landing = landing ? landingBase + landing : 0;
        found.action = action;
        return true;
    }
    return false;
}

// The selector of the first handler that takes the exception; 0 for none.
int findHandler(const Found &found, __cxa_exception *header) {
    if (found.action == 0)
        return 0;
    Reader record(found.actions + found.action - 1);
    for (;;) {
        long selector = record.sleb();
        const unsigned char *next = record.at;
        long distance = record.sleb();
        if (selector > 0) {
            void *object = objectOf(header);
            const std::type_info *handler = typeAt(found.types, selector);
            if (!handler || canCatch(handler, header->type, object)) {
                header->adjusted = object;
                return selector;
            }
        }
        if (distance == 0)
            return 0;
        record.at = next + distance;
    }
}
} // namespace

extern "C" _Unwind_Reason_Code __xlcxx_personality_v1(int, int actions, _Unwind_Exception *exception,
                                                      _Unwind_Context *context) {
    Found found;
    if (!context->lsda || !findCall(context, found) || !found.landing)
        return _URC_CONTINUE_UNWIND;
    __cxa_exception *header = headerOf(exception);
    if (actions & _UA_SEARCH_PHASE) {
        int selector = findHandler(found, header);
        if (!selector)
            return _URC_CONTINUE_UNWIND;
        header->selector = selector;
        header->landing = found.landing;
        return _URC_HANDLER_FOUND;
    }
    bool isHandler = actions & _UA_HANDLER_FRAME;
    context->pc = isHandler ? header->landing : found.landing;
    context->exception = reinterpret_cast<Word>(exception);
    context->selector = isHandler ? header->selector : 0;
    return _URC_INSTALL_CONTEXT;
}
